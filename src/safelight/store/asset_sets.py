"""Sets: their members in order, their definitions, and the sets an asset is in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select

from safelight.domain.sets import Member
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import asset_set, set_member


def add(tx: Tx, set_id: int, definition: str | None) -> None:
    tx.execute(insert(asset_set).values(asset_id=set_id, definition=definition))


def define(tx: Tx, set_id: int, definition: str) -> None:
    """Works for a set that has no row of its own yet, too."""
    new = upserts.insert(tx, asset_set).values(asset_id=set_id, definition=definition)
    change = {"definition": new.excluded.definition}
    tx.execute(new.on_conflict_do_update(index_elements=["asset_id"], set_=change))


def definitions(tx: Tx, set_ids: Sequence[int]) -> dict[int, str]:
    """Definitions by set; absent where a set has none. Walks the primary key."""
    found: dict[int, str] = {}
    for ids in pieces(set_ids):
        rows = select(asset_set).where(asset_set.c.asset_id.in_(ids), asset_set.c.definition.is_not(None))
        found.update({row.asset_id: row.definition for row in tx.execute(rows)})
    return found


def put_members(tx: Tx, set_id: int, members: Sequence[Member]) -> None:
    """Replace the members of a set."""
    tx.execute(delete(set_member).where(set_member.c.set_id == set_id))
    rows = [
        {"set_id": set_id, "position": place, "member_id": member.asset_id, "page_reset": member.page_reset}
        for place, member in enumerate(members)
    ]
    if rows:
        tx.execute(insert(set_member), rows)


def members(tx: Tx, set_ids: Sequence[int]) -> Mapping[int, Sequence[Member]]:
    """Members in order, by set; none for a set without. Walks the primary key."""
    found: defaultdict[int, list[Member]] = defaultdict(list)
    for ids in pieces(set_ids):
        rows = select(set_member).where(set_member.c.set_id.in_(ids))
        for row in tx.execute(rows.order_by(set_member.c.set_id, set_member.c.position)):
            found[row.set_id].append(Member(row.member_id, row.page_reset))
    return found


def containers(tx: Tx, member_ids: Sequence[int]) -> list[int]:
    """Ids of the sets some assets are in, each once; walks set_member_by_member."""
    found: set[int] = set()
    for ids in pieces(member_ids):
        found.update(
            tx.execute(select(set_member.c.set_id).where(set_member.c.member_id.in_(ids)).distinct()).scalars()
        )
    return sorted(found)
