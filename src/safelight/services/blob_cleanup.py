"""Erasing bytes that nobody needs: condemned, left alone for a day, looked at again, and only then erased.

An upload of the same bytes loses nothing, whenever it comes: before it looks whether the store has them already, it
announces the digest, which pardons a condemned one; and who erases does so under the lock of the row, bytes before
commit. So an upload either pardons in time, or waits, and then finds the bytes gone and writes them.
"""

import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Final

from safelight.domain.blobs import Blob
from safelight.services.context import Parts
from safelight.store import blobs as store
from safelight.store.database import Database

GRACE_MS: Final = 86_400_000
LOOKED_AT_ONCE: Final = 1_000
ERASING_S: Final = 0.1
"""Longest time that one transaction goes on to the next blob; a store far away answers in a few hundredths."""


def announce(database: Database, digest: str) -> None:
    """Say that a blob is about to be kept: one that is condemned is pardoned."""
    with database.read() as tx:
        condemned = store.is_condemned(tx, digest)
    if condemned:
        with database.write() as tx:
            store.pardon(tx, digest)


def look_again(parts: Parts, check: Callable[[], None]) -> int:
    """Erase what was condemned a day ago and is still not needed; pardon what is. Returns how many were erased.

    check: called between transactions; what it raises ends the work
    """
    with parts.database.read() as tx:
        free, needed = store.condemned(tx, parts.clock.now_ms() - GRACE_MS)
    for digest, _ in needed:
        check()
        with parts.database.write() as tx:
            store.pardon(tx, digest)
    left, erased = deque(free), 0
    while left:
        check()
        erased += _erase(parts, left)
    return erased


def release(parts: Parts, check: Callable[[], None]) -> None:
    """Let go of the bytes that items of jobs came with, once those are done."""
    released = LOOKED_AT_ONCE
    while released == LOOKED_AT_ONCE:
        check()
        with parts.database.write() as tx:
            released = store.release(tx, LOOKED_AT_ONCE)


def condemn(parts: Parts, check: Callable[[], None]) -> int:
    """Condemn what nobody needs; returns how many."""
    with parts.database.read() as tx:
        digests = store.unreferenced(tx)
    source = iter(digests)
    while piece := list(islice(source, LOOKED_AT_ONCE)):
        check()
        with parts.database.write() as tx:
            store.condemn(tx, piece, parts.clock.now_ms())
    return len(digests)


def adopt(parts: Parts, check: Callable[[], None]) -> int:
    """Condemn bytes of the store that no row tells of, as a kill leaves them; returns how many."""
    source, adopted = parts.blobs.listed(), 0
    while piece := list(islice(source, LOOKED_AT_ONCE)):
        check()
        with parts.database.read() as tx:
            strangers = store.without_row(tx, piece)
        if strangers:
            adopted += _adopt(parts, strangers)
    return adopted


def _adopt(parts: Parts, strangers: list[Blob]) -> int:
    with parts.database.write() as tx:
        return store.adopt(tx, strangers, parts.clock.now_ms())


def _erase(parts: Parts, left: deque[store.Seen]) -> int:
    """Erase the next ones in one transaction, as long as that is short; returns how many were erased."""
    erased = 0
    with parts.database.write() as tx:
        began = time.monotonic()
        while left and time.monotonic() - began < ERASING_S:
            seen = left.popleft()
            if store.erase(tx, seen):
                parts.blobs.delete(seen[0])
                erased += 1
    return erased
