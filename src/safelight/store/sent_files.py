"""Files that were published to a place outside, and the publish states that say which should be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, exists, select, update

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import asset, file_detail, folder, image_detail, publish_state, sent_file

PIECE = 1_000


@dataclass(frozen=True, slots=True)
class Sent:
    """What lies outside of one asset: its path there, and the bytes by their digest."""

    path: str
    digest: str


def waiting(tx: Tx, context_id: int) -> Iterator[tuple[int, str]]:
    """(asset id, name) of what is marked, live or changed in a context, by id; walks publish_state_by_context.

    The name is empty of an asset that is gone.
    """
    state, last = publish_state.c, 0
    source = publish_state.outerjoin(asset, asset.c.id == state.asset_id)
    concerned = (state.context_id == context_id) & (state.marked | state.live | state.changed)
    while True:
        wanted = select(state.asset_id, asset.c.name).select_from(source).where(concerned, state.asset_id > last)
        rows = tx.execute(wanted.order_by(state.asset_id).limit(PIECE)).all()
        yield from ((row.asset_id, row.name or "") for row in rows)
        if len(rows) < PIECE:
            return
        last = rows[-1].asset_id


def facts(tx: Tx, context_id: int, asset_id: int, *, lock: bool = False) -> Mapping[str, Any] | None:
    """Mark, name, type, trash state, place and original of one asset; None where it has no state. Walks primary keys.

    lock: the state stays as it is until the transaction ends
    """
    state = publish_state.c
    here = (state.context_id == context_id) & (state.asset_id == asset_id)
    if lock:
        tx.execute(select(state.asset_id).where(here).with_for_update()).all()
    source = (
        publish_state.outerjoin(asset, asset.c.id == state.asset_id)
        .outerjoin(folder, folder.c.id == asset.c.folder_id)
        .outerjoin(image_detail, image_detail.c.asset_id == state.asset_id)
        .outerjoin(file_detail, file_detail.c.asset_id == state.asset_id)
    )
    columns = select(
        state.marked,
        state.changed,
        state.live,
        asset.c.name,
        asset.c.type,
        asset.c.trash_state,
        asset.c.file_name,
        asset.c.file_size_bytes,
        folder.c.path,
        image_detail.c.original_digest.label("picture"),
        file_detail.c.original_digest.label("file"),
    )
    row = tx.execute(columns.select_from(source).where(here)).mappings().one_or_none()
    return None if row is None else {str(name): value for name, value in row.items()}


def sent(tx: Tx, context_id: int, asset_id: int) -> Sent | None:
    """Walks the primary key."""
    wanted = select(sent_file.c.path, sent_file.c.digest).where(_of(context_id, asset_id))
    row = tx.execute(wanted).one_or_none()
    return None if row is None else Sent(*row)


def put(tx: Tx, context_id: int, asset_id: int, what: Sent) -> None:
    values = {"path": what.path, "digest": what.digest}
    new = upserts.insert(tx, sent_file).values(context_id=context_id, asset_id=asset_id, **values)
    tx.execute(new.on_conflict_do_update(index_elements=["context_id", "asset_id"], set_=values))


def drop(tx: Tx, context_id: int, asset_id: int) -> None:
    tx.execute(delete(sent_file).where(_of(context_id, asset_id)))


def shared(tx: Tx, context_id: int, asset_id: int, path: str) -> bool:
    """Whether another asset lies outside under the same path; walks sent_file_by_path."""
    other = (sent_file.c.context_id == context_id) & (sent_file.c.path == path) & (sent_file.c.asset_id != asset_id)
    return tx.execute(select(sent_file.c.asset_id).where(other).limit(1)).first() is not None


def settle(tx: Tx, context_id: int, asset_id: int, *, live: bool) -> None:
    """An asset is outside as it should be; the state of one that is erased and gone there too goes."""
    this = (publish_state.c.context_id == context_id) & (publish_state.c.asset_id == asset_id)
    tx.execute(update(publish_state).where(this).values(live=live, changed=False))
    erased = ~exists().where(asset.c.id == publish_state.c.asset_id)
    tx.execute(delete(publish_state).where(this, ~publish_state.c.live, erased))


def _of(context_id: int, asset_id: int) -> Any:
    return (sent_file.c.context_id == context_id) & (sent_file.c.asset_id == asset_id)
