"""Calls, turns of a worker, crashes and hours in any order: jobs do what their table says, and nothing is lost."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import runs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from asgi import AsgiClient
from harness import Refused, new_server
from safelight import bootstrap
from safelight.domain import job_states
from safelight.domain.job_states import OF_DEFINITION, OF_RUN
from safelight.gateway.app import build_app
from safelight.jobs import workshop
from safelight.services import invariants, rounds
from safelight.services import runs as work
from safelight.services.context import Parts
from safelight.settings import Settings
from safelight.store import items, tables

NAMES = st.sampled_from(("a", "b"))
STEERING = st.sampled_from([call for call in OF_DEFINITION if call != "submitJob"])
REFUSED_FILE = "http://10.0.0.1/a.png"
DEAD = "dead"
STATE_WORDS = ("and must be", "names no job", "already in use")
SHORT = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@dataclasses.dataclass
class HandClock:
    """The system's clock, put forward by hand."""

    ahead_ms: int = 0

    def now_ms(self) -> int:
        return int(datetime.now(UTC).timestamp() * 1000) + self.ahead_ms


@pytest.fixture
def house(new_database, tmp_path) -> Iterator[tuple[Parts, AsgiClient]]:
    """The application over a database of its own, whose clock the test turns."""
    bootstrap.load_plugins()
    wanted = Settings(data=tmp_path, database=new_database(), argon2_time_cost=1, argon2_memory_kib=64)
    bootstrap.prepare(wanted)
    parts = bootstrap.build(wanted, HandClock())
    with AsgiClient(build_app(parts)) as http:
        yield parts, http
    parts.database.close()


class Life(RuleBasedStateMachine):
    """One company whose jobs are called `a` and `b`."""

    def __init__(self, parts, http):
        super().__init__()
        self.parts = parts
        self.server = new_server(parts, http)
        self.company_id = int(self.server.company.removeprefix("c|"))

    @rule(name=NAMES, files=st.integers(1, 3), when=st.sampled_from(("now", "hourly", "soon")))
    def submit(self, name, files, when):
        before = self.definition_state(name)
        soon = datetime.now(UTC) + timedelta(milliseconds=self.parts.clock.ahead_ms, minutes=10)
        times = {"now": {}, "hourly": {"execSchedule": "0 0 * * * ?"}, "soon": {"execTime": soon}}[when]
        listed = [{"sourceUrl": REFUSED_FILE, "destPath": f"{number}.png"} for number in range(files)]
        job = {**runs.UPLOAD, "urlArray": listed}
        move = OF_DEFINITION["submitJob"][before]
        done = self.calls("submitJob", jobName=name, uploadUrlsJob=job, **times)
        assert done is not move.refused
        assert self.definition_state(name) == (before if when == "now" else move.to)

    @rule(name=NAMES, call=STEERING)
    def steer(self, name, call):
        """By the handle of a name: its definition, else its run."""
        handle = f"j|{self.company_id}|{name}||"
        before = self.definition_state(name)
        if before == job_states.GONE and (run := self.run_of(name)) is not None:
            self.check_run(call, handle, run.id)
            return
        move = OF_DEFINITION[call][before]
        count = self.count(name)
        assert self.calls(call, jobHandle=handle) is not move.refused
        assert self.definition_state(name) == move.to
        assert self.count(name) == count + (call == "executeJob" and move.acts)

    @rule(call=STEERING, place=st.integers(0, 5))
    def steer_run(self, call, place):
        """By the handle that getActiveJobs shows."""
        shown = self.server.call("getActiveJobs", companyHandle=self.server.company).jobArray
        if shown:
            handle = shown[place % len(shown)].jobHandle
            self.check_run(call, handle, int(handle.rpartition("|")[2]))

    @rule()
    def turn(self):
        """A worker takes one item of the oldest run that waits."""
        for run in rounds.workable(self.parts)[:1]:
            workshop.runner(self.parts, "living", leaving=lambda: False).work(run.id, 0.0)
        rounds.quick(self.parts, held_ms=0)

    @rule()
    def crash(self):
        """A worker takes an item, and is heard of no more."""
        for run in rounds.workable(self.parts)[:1]:
            if not run.is_new:
                work.claim(self.parts, run.id, DEAD)

    @rule()
    def rescue(self):
        """What the dead had in hand waits again, as when its slot is taken."""
        with self.parts.database.write() as tx:
            items.release(tx, DEAD)

    @rule(minutes=st.sampled_from((1, 11, 61, 200)))
    def time_passes(self, minutes):
        self.parts.clock.ahead_ms += minutes * 60_000
        before = {row.id: row for row in self.definitions()}
        counts = {name: self.count(name) for name in ("a", "b")}
        rounds.quick(self.parts, held_ms=0)
        after, now_ms = {row.id: row for row in self.definitions()}, self.parts.clock.now_ms()
        for key, row in before.items():
            fired = self.count(row.name) - counts[row.name]
            if row.trigger_state == "Paused" or row.next_fire_ms > now_ms:
                assert fired == 0
                assert after[key].next_fire_ms == row.next_fire_ms
            elif key in after and after[key].trigger_state == "Blocked":
                assert fired == 0
                assert self.at_work(key)
            else:
                assert fired == 1
                assert key not in after or after[key].next_fire_ms > now_ms

    @invariant()
    def one_run_of_a_definition_at_a_time(self):
        under_way = [row.definition_id for row in self.rows(tables.job_run, tables.job_run.c.state != "Done")]
        scheduled = [definition_id for definition_id in under_way if definition_id is not None]
        assert len(scheduled) == len(set(scheduled))

    @rule()
    def work_all(self):
        self.server.run_jobs()

    def teardown(self):
        """All is let go on, and ends; nothing is lost, and nothing told twice."""
        self.rescue()
        for job in self.server.call("getActiveJobs", companyHandle=self.server.company).jobArray:
            if job.state == "WaitingCoordinator":
                self.calls("resumeJob", jobHandle=job.jobHandle)
        self.server.run_jobs()
        assert self.server.call("getActiveJobs", companyHandle=self.server.company).jobArray == []
        assert [row.name for row in self.definitions() if row.trigger_state == "Blocked"] == []
        assert invariants.broken(self.parts) == []

    def check_run(self, call, handle, run_id):
        """A call on a run does what the table says."""
        before = self.run_state(run_id)
        move = OF_RUN[call][before]
        assert self.calls(call, jobHandle=handle) is not move.refused
        assert self.run_state(run_id) in ({"New", "Running"} if move.to == "" else {move.to})

    def calls(self, operation, **values):
        """Whether the call was accepted; a refusal is told by a fault of the job's."""
        try:
            self.server.call(operation, companyHandle=self.server.company, **values)
        except Refused as refusal:
            if not any(word in refusal.reason for word in STATE_WORDS):
                raise
            return False
        return True

    def rows(self, table, *conditions):
        wanted = select(table).where(table.c.company_id == self.company_id, *conditions).order_by(table.c.id.desc())
        with self.parts.database.read() as tx:
            return tx.execute(wanted).all()

    def definitions(self):
        return self.rows(tables.job_definition)

    def at_work(self, definition_id):
        run = tables.job_run.c
        return bool(self.rows(tables.job_run, run.definition_id == definition_id, run.state != "Done"))

    def definition_state(self, name):
        for row in self.rows(tables.job_definition, tables.job_definition.c.name == name):
            return job_states.of_definition(row.trigger_state, under_way=self.at_work(row.id))
        return job_states.GONE

    def run_of(self, name):
        """The run that a name means: the newest under way, else the newest."""
        named = self.rows(tables.job_run, tables.job_run.c.original_name == name)
        return next((row for row in named if row.state != "Done"), named[0] if named else None)

    def run_state(self, run_id):
        (row,) = self.rows(tables.job_run, tables.job_run.c.id == run_id)
        if row.deleted:
            return job_states.DELETED
        shown = self.server.call("getActiveJobs", companyHandle=self.server.company).jobArray
        return next((job.state for job in shown if job.jobHandle.endswith(f"|{run_id}")), "Done")

    def count(self, name):
        return len(self.rows(tables.job_run, tables.job_run.c.original_name == name))


@pytest.mark.slow
def test_whatever_happens_in_whatever_order_the_table_holds_and_nothing_is_lost(house):
    run_state_machine_as_test(lambda: Life(*house), settings=SHORT)
