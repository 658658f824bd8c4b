"""Assets of the trash whose time is over, and how they are erased with all that tells of them."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, ColumnElement, delete, exists, or_, select, update

from safelight.domain.assets import IN_EMPTIED_TRASH, IN_TRASH
from safelight.domain.trash import Ended
from safelight.store.database import Tx
from safelight.store.tables import asset, company, metadata


def companies(tx: Tx, before_ms: int, now_ms: int) -> list[tuple[int, str]]:
    """Companies in force, id and name, with assets that were emptied, or put into the trash until a moment.

    Walks asset_by_modified for each.
    """
    lies = exists().where(asset.c.company_id == company.c.id, or_(_emptied(), _old(before_ms)))
    found = select(company.c.id, company.c.name).where(company.c.expires_ms > now_ms, lies).order_by(company.c.id)
    return [(row.id, row.name) for row in tx.execute(found)]


def ended(tx: Tx, company_id: int, before_ms: int, limit: int) -> list[Ended]:
    """The next assets that were emptied, else such as were put into the trash until a moment, locked.

    One that somebody is restoring is passed over. Walks asset_by_modified.
    """
    for over in (_emptied(), _old(before_ms)):
        wanted = select(asset.c.id, asset.c.name, asset.c.type).where(asset.c.company_id == company_id, over)
        rows = tx.execute(wanted.limit(limit).with_for_update(skip_locked=True))
        if found := [Ended(*row) for row in rows]:
            return found
    return []


def named(tx: Tx, ids: Collection[int]) -> list[Ended]:
    """Some assets, by id; walks the primary key."""
    wanted = select(asset.c.id, asset.c.name, asset.c.type).where(asset.c.id.in_(ids)).order_by(asset.c.id)
    return [Ended(*row) for row in tx.execute(wanted)]


def erase(tx: Tx, ids: Sequence[int]) -> None:
    """Delete assets, the rows that are nothing without them, and mentions of them. Walks keys of each table."""
    for column in _mentions():
        here = column.in_(ids)
        change = update(column.table).values({column: None}) if column.nullable else delete(column.table)
        tx.execute(change.where(here))
    tx.execute(delete(asset).where(asset.c.id.in_(ids)))


def _mentions() -> list[Column[int]]:
    """Every column that names an asset by a foreign key."""
    keys = (key for table in metadata.sorted_tables for key in table.foreign_keys)
    return [key.parent for key in keys if key.column is asset.c.id]


def _emptied() -> ColumnElement[bool]:
    return asset.c.trash_state == IN_EMPTIED_TRASH


def _old(before_ms: int) -> ColumnElement[bool]:
    """When an asset was put into the trash is when it was changed last: there it cannot be changed."""
    return (asset.c.trash_state == IN_TRASH) & (asset.c.modified_ms <= before_ms)
