"""What each call does in each state: every cell of the tables in `domain.job_states`, through SOAP."""

import re

import pytest
import runs

from harness import Refused
from safelight.domain import job_states
from safelight.domain.job_states import OF_DEFINITION, OF_RUN
from safelight.jobs import workshop
from safelight.services import rounds
from safelight.store import tables

NEVER_SOON = "0 0 0 1 1 ? 2098"
PUBLISH = {"publishType": "Full", "emailSetting": "None"}
CELLS_OF_DEFINITIONS = [(call, state) for call, states in OF_DEFINITION.items() for state in states]
CELLS_OF_RUNS = [(call, state) for call, states in OF_RUN.items() for state in states]


def steer(server, call, handle):
    return server.call(call, companyHandle=server.company, jobHandle=handle)


def schedule(server):
    asked = {"execSchedule": NEVER_SOON, "imageServingPublishJob": PUBLISH}
    return server.call("submitJob", companyHandle=server.company, jobName="Job", **asked).jobHandle


def active(server):
    return server.call("getActiveJobs", companyHandle=server.company).jobArray


def scheduled_state(server):
    """Of the definition, as the two lists show it."""
    found = server.call("getScheduledJobs", companyHandle=server.company).jobArray
    if not found:
        return job_states.GONE
    under_way = any(job.originalName == "Job" for job in active(server))
    return job_states.of_definition(found[0].triggerState, under_way=under_way)


def scheduled_in(server, state):
    """A definition in a state; returns its handle."""
    handle = schedule(server)
    if "under way" in state or state == "Blocked":
        steer(server, "executeJob", handle)
    if state.startswith("Paused"):
        steer(server, "pauseJob", handle)
    if state == "Blocked":
        with server.parts.database.read() as tx:
            key = tx.execute(tables.job_definition.select().order_by(tables.job_definition.c.id.desc())).first().id
        runs.change(server, tables.job_definition, key, next_fire_ms=server.parts.clock.now_ms() - 1)
        rounds.quick(server.parts)
    if state == job_states.GONE:
        steer(server, "deleteJob", handle)
    assert scheduled_state(server) == state
    return handle


def run_in(server, web, state):
    """A run in a state, and a way to see the one it is in; the handle is the run's own."""
    if state == "WaitingClient":
        server.call("uploadPost", companyHandle=server.company, jobName="Job", uploadParams=runs.UPLOAD)
    else:
        good = web.serve("/a.jpg", runs.picture())
        runs.upload(server, *((good, f"{number}.jpg") for number in range(3)))
    handle = active(server)[0].jobHandle
    if state == "Running":
        workshop.runner(server.parts, "lister", leaving=lambda: True).work(runs.row(server).id, 60.0)
    if state == "Done":
        server.run_jobs()
    calls = {"WaitingCoordinator": "pauseJob", "Stopping": "stopJob", job_states.DELETED: "deleteJob"}
    if state in calls:
        steer(server, calls[state], handle)
    assert run_state(server) == state
    return handle


def run_state(server):
    """As getActiveJobs shows it; what it shows no more is Done or deleted."""
    shown = [job.state for job in active(server)]
    if shown:
        return shown[0]
    return job_states.DELETED if runs.row(server).deleted else "Done"


def refusal(move):
    return "names no job" if not move.wanted else f"must be {re.escape(move.wanted)}"


@pytest.mark.parametrize(("call", "state"), CELLS_OF_DEFINITIONS)
def test_a_call_does_to_a_scheduled_job_what_its_state_says(server, call, state):
    move = OF_DEFINITION[call][state]
    handle = scheduled_in(server, state)
    act = (lambda: schedule(server)) if call == "submitJob" else (lambda: steer(server, call, handle))
    if move.refused:
        with pytest.raises(Refused, match="Job" if call == "submitJob" else refusal(move)):
            act()
    else:
        act()
    assert scheduled_state(server) == move.to
    server.run_jobs()


@pytest.mark.parametrize(("call", "state"), CELLS_OF_RUNS)
def test_a_call_does_to_a_run_what_its_state_says(server, web, call, state):
    move = OF_RUN[call][state]
    handle = run_in(server, web, state)
    if move.refused:
        with pytest.raises(Refused, match=refusal(move)):
            steer(server, call, handle)
    else:
        steer(server, call, handle)
    assert run_state(server) == (move.to or "New")
    steer_to_the_end(server)


def steer_to_the_end(server):
    """Whatever the state, the run ends and its log with it."""
    for job in active(server):
        if job.state == "WaitingCoordinator":
            steer(server, "resumeJob", job.jobHandle)
        if job.state == "WaitingClient":
            steer(server, "stopJob", job.jobHandle)
    server.run_jobs()
    if runs.row(server).state != "Done":  # an upload that was paused
        steer(server, "stopJob", active(server)[0].jobHandle)
        server.run_jobs()
    assert runs.row(server).state == "Done"
    assert runs.log(server).endDate is not None


def test_every_state_is_in_each_row():
    for table in (OF_DEFINITION, OF_RUN):
        states = {frozenset(row) for row in table.values()}
        assert len(states) == 1
        assert {move.to for row in table.values() for move in row.values()} - {""} <= next(iter(states))
