"""Keeps DBOS quiet where there is nothing to do: at rest its threads took 2.6 % of a core, mostly asking the queue.

DBOS has no switch for that, so three of its private names are used here, and nowhere else: its interval for delays and
timeouts, which we use none of; that of its own queue, which holds none of our work; and the reading of a queue's
settings, with which its listener begins each look at the queue. `tests/jobs/test_watching.py` fails if they change.
"""

import threading
from typing import Final

from dbos import DBOS, _workflow_commands

UNUSED_S: Final = 60.0
AT_REST_S: Final = 2.0
"""The queue is looked at so often whatever the bell says, should rows of ours not tell of what is in it."""


class Bell:
    """Rung when there is work; whoever waits at it goes on at once, others after 2 s."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._closed = False

    def ring(self) -> None:
        self._rung.set()

    def wait(self) -> None:
        """Return when it was rung since the last time, or when nobody did for 2 s."""
        self._rung.wait(AT_REST_S)
        if not self._closed:
            self._rung.clear()

    def close(self) -> None:
        """Keep nobody waiting from now on."""
        self._closed = True
        self._rung.set()


def before_launch(dbos: DBOS) -> None:
    _workflow_commands._BACKGROUND_JOBS_INTERVAL_SEC = UNUSED_S  # noqa: SLF001  there is no other way
    dbos._registry.get_internal_queue()._polling_interval_sec = UNUSED_S  # noqa: SLF001  there is no other way


def after_launch(dbos: DBOS, bell: Bell) -> None:
    """Have the listener of our queue wait for the bell before it looks."""
    system = dbos._sys_db  # noqa: SLF001  there is no other way
    read = system.get_queue

    def heeding(name: str, **options: object) -> object:
        bell.wait()
        return read(name, **options)  # type: ignore[arg-type]  # passed on as it came

    vars(system)["get_queue"] = heeding
