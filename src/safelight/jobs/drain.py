"""Work all that is due to its end in this process: the runner of the worker, without queue and processes."""

from safelight.jobs import workshop
from safelight.jobs.runner import TURN_S
from safelight.services import cdn, notices, rounds
from safelight.services.context import Parts

SLOT = "drain"


def drain(parts: Parts) -> None:
    """Fire what is due, work until nothing waits that may go on, then send the notices of it and purges, each once."""
    runner = workshop.runner(parts, SLOT, leaving=lambda: False)
    seen: object = None
    while True:
        rounds.quick(parts, held_ms=0)
        workable = rounds.workable(parts)
        now = [(run.id, run.done_items, run.state) for run in workable]
        if now == seen:
            break
        seen = now
        for run in workable:
            runner.work(run.id, TURN_S)
    notices.send_due(parts)
    cdn.send_due(parts)
