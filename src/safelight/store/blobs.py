"""Rows of blobs, and who refers to them: which are condemned, pardoned and erased.

A row that refers to a blob is written in a transaction that also keeps the blob (`assets_write.keep_blob`), or copies
the reference of a row that is there. So nobody refers to a blob again without its being pardoned.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, bindparam, delete, except_, select, update

from safelight.domain.blobs import Blob
from safelight.domain.items import DONE, STOPPED
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import blob, job_item, metadata, published

Seen = tuple[str, int]
"""A digest, and when it was condemned, UTC ms."""


def references() -> list[Select[str]]:
    """Queries that together give the digest of every blob that something needs: what names it by a foreign key, and
    what a generation shows of it.
    """
    columns = [
        key.parent for table in metadata.sorted_tables for key in table.foreign_keys if key.column is blob.c.digest
    ]
    named = [select(column).where(column.is_not(None)) for column in columns]
    shown = published.c.record["digest"].as_string()
    return [*named, select(shown).where(~published.c.gone, shown != "")]


def release(tx: Tx, limit: int) -> int:
    """Let go of what items at their end came with; returns how many. Walks job_item_by_blob, where those are few."""
    ended = job_item.c.blob_digest.is_not(None) & job_item.c.state.in_((DONE, STOPPED))
    chosen = select(job_item.c.id).where(ended).limit(limit)
    return tx.execute(update(job_item).where(job_item.c.id.in_(chosen)).values(blob_digest=None)).rowcount


def unreferenced(tx: Tx) -> list[str]:
    """Blobs that nobody needs and that are not condemned; reads every reference once."""
    standing = select(blob.c.digest).where(blob.c.condemned_ms.is_(None))
    return list(tx.execute(except_(standing, *references())).scalars())


def condemned(tx: Tx, before_ms: int) -> tuple[list[Seen], list[Seen]]:
    """Those condemned until a moment: (such as nobody needs, such as somebody needs again)."""
    due = blob.c.condemned_ms <= before_ms
    seen = [(row.digest, row.condemned_ms) for row in tx.execute(select(blob.c.digest, blob.c.condemned_ms).where(due))]
    free = set(tx.execute(except_(select(blob.c.digest).where(due), *references())).scalars()) if seen else set()
    return [one for one in seen if one[0] in free], [one for one in seen if one[0] not in free]


def is_condemned(tx: Tx, digest: str) -> bool:
    """Walks the primary key."""
    return tx.execute(_CONDEMNED, {"of": digest}).first() is not None


def condemn(tx: Tx, digests: Sequence[str], now_ms: int) -> None:
    """Walks the primary key; when one was condemned first stands."""
    for piece in pieces(digests):
        standing = blob.c.digest.in_(piece) & blob.c.condemned_ms.is_(None)
        tx.execute(update(blob).where(standing).values(condemned_ms=now_ms))


def pardon(tx: Tx, digest: str) -> None:
    """Waits for whoever is erasing it; walks the primary key."""
    tx.execute(update(blob).where(blob.c.digest == digest).values(condemned_ms=None))


def erase(tx: Tx, seen: Seen) -> bool:
    """Delete the row, if it is still as it was seen; nobody pardons it until the transaction ends."""
    return tx.execute(delete(blob).where(_as_seen(seen))).rowcount == 1


def adopt(tx: Tx, found: Collection[Blob], now_ms: int) -> int:
    """Give condemned rows to those bytes in the store that have none; returns how many."""
    new = [
        {"digest": one.digest, "size_bytes": one.size_bytes, "created_ms": now_ms, "condemned_ms": now_ms}
        for one in found
    ]
    tx.execute(upserts.insert(tx, blob).on_conflict_do_nothing(index_elements=["digest"]), new)
    return len(new)


def without_row(tx: Tx, found: Sequence[Blob]) -> list[Blob]:
    """Those that no row tells of; walks the primary key."""
    digests = [one.digest for one in found]
    known = {digest for piece in pieces(digests) for digest in _known(tx, piece)}
    return [one for one in found if one.digest not in known]


def _known(tx: Tx, digests: Sequence[str]) -> Sequence[str]:
    return tx.execute(select(blob.c.digest).where(blob.c.digest.in_(digests))).scalars().all()


def _as_seen(seen: Seen) -> ColumnElement[bool]:
    return (blob.c.digest == seen[0]) & (blob.c.condemned_ms == seen[1])


_CONDEMNED = select(blob.c.condemned_ms).where(blob.c.digest == bindparam("of"), blob.c.condemned_ms.is_not(None))
"""Made once: to make a statement takes longer than to carry it out, and this one is for every file."""
