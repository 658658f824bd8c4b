"""Publish contexts, and of each asset in each context three facts: marked, changed since it was published, live."""

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import ColumnElement, bindparam, delete, exists, literal, select, update

from safelight.domain.publishing import PublishContext
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import asset, generation, publish_context, publish_state


def contexts(tx: Tx, company_id: int, type_: str | None = None) -> list[PublishContext]:
    """The contexts of a company by id; walks publish_context_type."""
    wanted = select(publish_context).where(publish_context.c.company_id == company_id)
    if type_ is not None:
        wanted = wanted.where(publish_context.c.type == type_)
    return [PublishContext(**row) for row in tx.execute(wanted.order_by(publish_context.c.id)).mappings()]


def context(tx: Tx, context_id: int) -> PublishContext | None:
    """The context of an id; walks the primary key."""
    row = tx.execute(select(publish_context).where(publish_context.c.id == context_id)).mappings().one_or_none()
    return None if row is None else PublishContext(**row)


def places(tx: Tx, asset_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """(company, trash state) of those of the assets that there are; walks the primary key.

    Locks them by id until the transaction ends, so that who marks the same ones takes turns.
    """
    wanted = select(asset.c.id, asset.c.company_id, asset.c.trash_state)
    wanted = wanted.order_by(asset.c.id).with_for_update(key_share=True)
    rows = [row for ids in pieces(sorted(set(asset_ids))) for row in tx.execute(wanted.where(asset.c.id.in_(ids)))]
    return {row.id: (row.company_id, row.trash_state) for row in rows}


def lock_context(tx: Tx, context_id: int) -> None:
    """Let no other transaction begin a generation of this context until ours ends; SQLite lets nobody anyway."""
    tx.execute(select(publish_context.c.id).where(publish_context.c.id == context_id).with_for_update())


def mark(tx: Tx, asset_ids: Iterable[int], context_ids: Sequence[int] | None, marked: bool) -> None:
    """Set the mark of assets in contexts of their company; a mark that turns is a change. Walks both primary keys.

    context_ids: None for all there are; then it walks publish_context_type
    """
    statement = _marking(tx.dialect.name, in_all=context_ids is None)
    contexts = {} if context_ids is None else {"contexts": list(context_ids)}
    for ids in pieces(asset_ids):
        tx.execute(statement, {"assets": ids, "mark": marked, **contexts})


@cache
def _marking(dialect: str, *, in_all: bool) -> upserts.Insert:
    """Made once: to make it takes longer than to carry it out."""
    of_company = asset.c.company_id if in_all else asset.c.company_id + 0  # not by company
    source = asset.join(publish_context, publish_context.c.company_id == of_company)
    marked = bindparam("mark", type_=publish_state.c.marked.type)
    chosen = select(asset.c.id, publish_context.c.id, marked, marked, literal(False)).select_from(source)
    chosen = chosen.where(asset.c.id.in_(bindparam("assets", expanding=True)))
    if not in_all:
        chosen = chosen.where(publish_context.c.id.in_(bindparam("contexts", expanding=True)))
    columns = ["asset_id", "context_id", "marked", "changed", "live"]
    new = upserts.of(dialect, publish_state).from_select(columns, chosen)
    turned = publish_state.c.marked != new.excluded.marked
    change = {"marked": new.excluded.marked, "changed": publish_state.c.changed | turned}
    return new.on_conflict_do_update(index_elements=["asset_id", "context_id"], set_=change)


def touch(tx: Tx, asset_ids: Iterable[int]) -> None:
    """Set the assets changed in every context; walks the primary key."""
    for ids in pieces(asset_ids):
        tx.execute(update(publish_state).where(publish_state.c.asset_id.in_(ids)).values(changed=True))


def forget(tx: Tx, asset_ids: Iterable[int]) -> None:
    """Unmark assets whose rows go; where something was ever published the state stays until that is gone."""
    published_once = exists().where(generation.c.context_id == publish_state.c.context_id)
    for ids in pieces(asset_ids):
        these = publish_state.c.asset_id.in_(ids)
        tx.execute(delete(publish_state).where(these, ~published_once))
        tx.execute(update(publish_state).where(these).values(marked=False, changed=True))


def walk(tx: Tx, context_id: int, after: int, full: bool, limit: int) -> list[int]:
    """The next assets a publish looks at, by id, locked until the transaction ends.

    full: those marked, live or changed, by publish_state_by_context; else those changed, by publish_state_by_change
    """
    state = publish_state.c
    waiting = state.marked | state.live | state.changed if full else state.changed
    wanted = select(state.asset_id).where(state.context_id == context_id, state.asset_id > after, waiting)
    return list(tx.execute(wanted.order_by(state.asset_id).limit(limit).with_for_update()).scalars())


def changed_among(tx: Tx, context_id: int, asset_ids: Sequence[int]) -> set[int]:
    """Those of some assets that changed since they were published; walks the primary key."""
    found: set[int] = set()
    for ids in pieces(asset_ids):
        here = (publish_state.c.context_id == context_id) & publish_state.c.asset_id.in_(ids)
        found.update(tx.execute(select(publish_state.c.asset_id).where(here, publish_state.c.changed)).scalars())
    return found


def marked_contexts(tx: Tx, asset_ids: Sequence[int]) -> dict[int, list[PublishContext]]:
    """The contexts that each of some assets is marked for, by id; walks both primary keys."""
    found: dict[int, list[PublishContext]] = {}
    wanted = select(publish_state.c.asset_id, publish_context).join(publish_context)
    for ids in pieces(asset_ids):
        here = wanted.where(publish_state.c.asset_id.in_(ids), publish_state.c.marked)
        for asset_id, *context in tx.execute(here.order_by(publish_state.c.asset_id, publish_context.c.id)):
            found.setdefault(asset_id, []).append(PublishContext(*context))
    return found


def published_somewhere(tx: Tx, asset_ids: Sequence[int]) -> set[int]:
    """Those of some assets that are marked or live in any context; walks the primary key."""
    found: set[int] = set()
    for ids in pieces(asset_ids):
        here = publish_state.c.asset_id.in_(ids) & (publish_state.c.marked | publish_state.c.live)
        found.update(tx.execute(select(publish_state.c.asset_id).where(here).distinct()).scalars())
    return found


def set_changed(tx: Tx, context_id: int, asset_ids: Sequence[int], changed: bool) -> None:
    """Walks the primary key."""
    for ids in pieces(asset_ids):
        here = (publish_state.c.context_id == context_id) & publish_state.c.asset_id.in_(ids)
        tx.execute(update(publish_state).where(here, publish_state.c.changed == (not changed)).values(changed=changed))


def set_live(tx: Tx, context_id: int, asset_ids: Sequence[int], live: ColumnElement[bool]) -> None:
    """Set the live fact of some assets to a condition, and drop the states of erased ones that are not live any more.

    live: a condition on publish_state.asset_id
    """
    for ids in pieces(asset_ids):
        here = (publish_state.c.context_id == context_id) & publish_state.c.asset_id.in_(ids)
        tx.execute(update(publish_state).where(here, publish_state.c.live != live).values(live=live))
    drop_ended(tx, context_id, asset_ids)


def drop_ended(tx: Tx, context_id: int, asset_ids: Sequence[int]) -> None:
    """Delete the states of erased assets that are neither live nor changed; walks both primary keys."""
    erased = ~exists().where(asset.c.id == publish_state.c.asset_id)
    ended = ~publish_state.c.live & ~publish_state.c.changed & erased
    for ids in pieces(asset_ids):
        here = (publish_state.c.context_id == context_id) & publish_state.c.asset_id.in_(ids)
        tx.execute(delete(publish_state).where(here, ended))
