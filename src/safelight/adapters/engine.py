"""Dispatch by DBOS: durable, across processes and hosts. It says who works now; our rows say on what.

Two workflows, never renamed, since an old worker strands a name it does not know: `run_job(run)` with the id
`run:ID`, and `run_chunk(run, chunk)` with the id `run:ID:CHUNK`. An id that was used gives its old run, silently.
Tables of DBOS lie in our database, so that a run is dispatched in the transaction that makes it.
"""

import logging
from collections.abc import Callable
from typing import Any, Protocol

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions

from safelight.adapters import engine_rest
from safelight.adapters.engine_rest import Bell

QUEUE = "jobs"
APPLICATION = "safelight"
VERSION = "1"
"""Of the workflows, not of the program: workers of two releases share the work."""
POLL_S = 0.05
"""From the bell to the look at the queue."""
BEHIND = 1
"""Priority of turns at runs that were begun; to begin one has 0 and goes before. So a small job waits for no bulk."""
LIVE = ["ENQUEUED", "PENDING"]
ATTEMPTS = 1_000_000
"""Out of reach: DBOS would park innocent neighbours of an item that crashes; items count their own crashes."""
PRUNE_AT_ONCE = 1000

RunJob = Callable[[int], None]
RunChunk = Callable[[int, int], None]


class Storage(Protocol):
    """What is asked of `store.database.Database`, whose room this one does not see."""

    url: str

    @property
    def writer(self) -> Any: ...


class Dispatcher:
    """Enqueues, and nothing else: what answers HTTP holds one and never runs a job."""

    def __init__(self, database: Storage) -> None:
        """Brings the tables of DBOS up to date, which takes 2 ms where they are."""
        logging.getLogger("dbos").setLevel(logging.WARNING)
        DBOS.migrate(database.url)
        self._client = DBOSClient(
            system_database_engine=database.writer,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
        )

    def open_queue(self, *, at_once: int, company_at_once: int) -> None:
        """Make the queue, or change how much of it a worker runs at once, in all and for one company.

        A worker that finds it when it starts listens without delay.
        """
        self._client.register_queue(
            QUEUE,
            worker_concurrency=at_once,
            partition_worker_concurrency=company_at_once,
            polling_interval_sec=POLL_S,
        )

    def enqueue_run(self, tx: Any, run_id: int, company_id: int) -> None:
        """Have a run begun, once the transaction has committed."""
        self._enqueue(tx, "run_job", f"run:{run_id}", company_id, run_id)

    def enqueue_chunk(self, tx: Any, run_id: int, chunk: int, company_id: int) -> None:
        """Have waiting items of a run worked on; `chunk` must be new to the run."""
        self._enqueue(tx, "run_chunk", f"run:{run_id}:{chunk}", company_id, run_id, chunk, behind=True)

    def dispatched(self, run_id: int) -> bool:
        """Whether anything of a run is in the queue, or in the hands of a worker, dead or alive."""
        whole = self._client.list_workflows(workflow_ids=[f"run:{run_id}"], status=LIVE, limit=1, load_input=False)
        if whole:
            return True
        return bool(self._client.list_workflows(workflow_id_prefix=f"run:{run_id}:", status=LIVE, limit=1))

    def unfinished(self, slot: str) -> bool:
        """Whether a worker on the slot took something that has not ended."""
        return bool(self._client.list_workflows(executor_id=slot, status="PENDING", limit=1, load_input=False))

    def _enqueue(
        self, tx: Any, workflow: str, workflow_id: str, company_id: int, *arguments: int, behind: bool = False
    ) -> None:
        """behind: let what is not go first, among what waits of a company."""
        options = EnqueueOptions(
            workflow_name=workflow,
            queue_name=QUEUE,
            workflow_id=workflow_id,
            app_version=VERSION,
            queue_partition_key=str(company_id),
        )
        if behind:
            options["priority"] = BEHIND
        self._client.enqueue_in_transaction(tx, options, *arguments)


class Engine:
    """What a worker runs: the queue's listener under the name of its slot. One in a process."""

    def __init__(self, url: str, slot: str, run_job: RunJob, run_chunk: RunChunk) -> None:
        self._bell = Bell()
        self._dbos = DBOS(
            config=DBOSConfig(
                name=APPLICATION,
                system_database_url=url,
                application_version=VERSION,
                executor_id=slot,
                serializer=DBOSPortableJSONSerializer(),
                log_level="WARNING",
                scheduler_polling_interval_sec=3600.0,
            )
        )

        @DBOS.workflow(name="run_job", max_recovery_attempts=ATTEMPTS)
        def _job(run: int) -> None:
            try:
                run_job(run)
            finally:
                self._bell.ring()

        @DBOS.workflow(name="run_chunk", max_recovery_attempts=ATTEMPTS)
        def _chunk(run: int, chunk: int) -> None:
            try:
                run_chunk(run, chunk)
            finally:
                self._bell.ring()

    def launch(self) -> None:
        """Listen; first put back into the queue what ran on this slot when its last worker died."""
        DBOS.listen_queues([QUEUE])
        engine_rest.before_launch(self._dbos)
        DBOS.launch()
        engine_rest.after_launch(self._dbos, self._bell)

    def stir(self) -> None:
        """Have the queue looked at soon: there is work in it. At rest it is looked at every 2 s."""
        self._bell.ring()

    def launch_deaf(self) -> None:
        """Only put back into the queue what ran on this slot; other workers take it from there."""
        DBOS.listen_queues([])
        DBOS.launch()

    def prune(self, before_iso: str) -> int:
        """Forget workflows that ended before a moment (ISO 8601, UTC), at most 1000; returns how many."""
        ended = ["SUCCESS", "ERROR"]
        old = DBOS.list_workflows(status=ended, completed_before=before_iso, limit=PRUNE_AT_ONCE, load_input=False)
        ids = [status.workflow_id for status in old]
        if ids:
            DBOS.delete_workflows(ids)
        return len(ids)

    def close(self, grace_s: int) -> None:
        """Take nothing more, give what runs `grace_s` seconds to end, and let go."""
        self._bell.close()
        DBOS.destroy(workflow_completion_timeout_sec=grace_s)
