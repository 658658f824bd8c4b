"""Templates: the commands that make a picture of others."""

from collections.abc import Sequence

from sqlalchemy import select

from safelight.domain.templates import Template
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import template_detail


def put(tx: Tx, asset_id: int, template: Template) -> None:
    values = {"url_modifier": template.url_modifier, "url_post_modifier": template.url_post_modifier}
    new = upserts.insert(tx, template_detail).values(asset_id=asset_id, **values)
    change = {name: new.excluded[name] for name in values}
    tx.execute(new.on_conflict_do_update(index_elements=["asset_id"], set_=change))


def of(tx: Tx, asset_ids: Sequence[int]) -> dict[int, Template]:
    """Templates by asset; walks the primary key."""
    found: dict[int, Template] = {}
    for ids in pieces(asset_ids):
        rows = tx.execute(select(template_detail).where(template_detail.c.asset_id.in_(ids)))
        found.update({row.asset_id: Template(row.url_modifier, row.url_post_modifier) for row in rows})
    return found
