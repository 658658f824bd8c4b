"""What companies have set of the attributes they publish with, by publish context."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select

from safelight.domain.assets import IN_EMPTIED_TRASH
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import asset, publish_setting


@dataclass(frozen=True, slots=True)
class Stored:
    """asset_id: of the picture that was named by its handle; catalog_id: its own now, None for one that is gone."""

    name: str
    value: str
    asset_id: int | None
    catalog_id: str | None


def of_context(tx: Tx, context_id: int) -> list[Stored]:
    """What is set in a context, by name; walks both primary keys."""
    still = (asset.c.id == publish_setting.c.asset_id) & (asset.c.trash_state != IN_EMPTIED_TRASH)
    columns = (publish_setting.c.name, publish_setting.c.value, publish_setting.c.asset_id, asset.c.catalog_id)
    wanted = select(*columns).select_from(publish_setting.outerjoin(asset, still))
    rows = tx.execute(wanted.where(publish_setting.c.context_id == context_id).order_by(publish_setting.c.name))
    return [Stored(*row) for row in rows]


def put(tx: Tx, context_id: int, name: str, value: str, asset_id: int | None) -> None:
    new = upserts.insert(tx, publish_setting).values(context_id=context_id, name=name, value=value, asset_id=asset_id)
    change = {"value": new.excluded.value, "asset_id": new.excluded.asset_id}
    tx.execute(new.on_conflict_do_update(index_elements=["context_id", "name"], set_=change))


def remove(tx: Tx, context_id: int, names: Collection[str]) -> None:
    """Back to what counts where nothing is set."""
    here = publish_setting.c.context_id == context_id
    tx.execute(delete(publish_setting).where(here, publish_setting.c.name.in_(names)))
