"""Whether jobs and blobs are as they must be: asked after tests of jobs, and when a worker starts."""

from safelight.domain.jobs import DONE, kind_of
from safelight.services.context import Parts
from safelight.store import invariants as rows
from safelight.store.database import Tx


def broken(parts: Parts, since_ms: int = 0, *, with_blobs: bool = True) -> list[str]:
    """What is not as it must be, a sentence each: runs finished or leased, counts equal to lines, blobs there.

    since_ms:   counts only of runs that moved since then, UTC
    with_blobs: look for each blob too, which takes long where there are many
    """
    with parts.database.read() as tx:
        found = [f"run {run_id} has nothing left to do and is not done" for run_id in rows.stranded(tx)]
        found += [f"item {item} is in hand without a lease" for item in rows.overdue(tx, parts.database.now_ms(tx))]
        found += [f"run {run_id} is done, and its items or its log are not" for run_id in rows.ended_early(tx)]
        for run in rows.tallies(tx, since_ms):
            found += _miscounts(tx, run["id"], run)
        needed = rows.references(tx) if with_blobs else set()
    return found + [f"blob {digest} is not in the store" for digest in sorted(needed) if not parts.blobs.exists(digest)]


def unreferenced(parts: Parts) -> set[str]:
    """Blobs in the store that nothing needs: those that wait for being erased, and what a kill has left."""
    with parts.database.read() as tx:
        needed = rows.references(tx)
    return set(parts.blobs.digests()) - needed


def _miscounts(tx: Tx, run_id: int, run: rows.Tally) -> list[str]:
    kind, lines = kind_of(run["element"]), rows.lines(tx, run_id)
    success, errors = sum(lines.get(word, 0) for word in kind.successes), lines.get(kind.error, 0)
    pairs = {
        "successful files": (run["file_success"], success),
        "errors": (run["file_error"], errors),
        "files": (run["total_files"], success + errors if kind.totals else 0),
        "done items": (run["done_items"], rows.done_items(tx, run_id)),
        "ends": (lines.get(kind.end, 0), int(run["state"] == DONE)),
        "items told of twice": (rows.doubled_items(tx, run_id), 0),
    }
    return [
        f"run {run_id} counts {told} {what}, and has {real}" for what, (told, real) in pairs.items() if told != real
    ]
