"""The assets that the items of a run have made or changed."""

from sqlalchemy import Select, exists, select

from safelight.domain.assets import NOT_IN_TRASH
from safelight.store.database import Tx
from safelight.store.tables import asset, folder, job_item, publish_state


def of_run(tx: Tx, run_id: int) -> list[int]:
    """Ids of those outside the trash, each once, in the order of the items; walks job_item_position."""
    return list(dict.fromkeys(tx.execute(_of_run(run_id).order_by(job_item.c.position)).scalars()))


def folder_paths(tx: Tx, run_id: int) -> list[str]:
    """Of the folders they lie in, each once."""
    own = _of_run(run_id).subquery()
    lying = select(folder.c.path).join(asset, asset.c.folder_id == folder.c.id).join(own, own.c.id == asset.c.id)
    return list(tx.execute(lying.distinct()).scalars())


def any_marked(tx: Tx, run_id: int) -> bool:
    """Whether one of them is ready for publish in any context."""
    own = _of_run(run_id).subquery()
    marked = exists().where(publish_state.c.asset_id == own.c.id, publish_state.c.marked)
    return tx.execute(select(own.c.id).where(marked).limit(1)).first() is not None


def _of_run(run_id: int) -> Select[int]:
    made = select(asset.c.id).join(job_item, job_item.c.asset_id == asset.c.id)
    return made.where(job_item.c.run_id == run_id, asset.c.trash_state == NOT_IN_TRASH)
