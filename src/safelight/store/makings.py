"""With which options the pyramid of an asset was made; a row goes with its asset."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from safelight.domain.assets import IMAGE
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import asset, image_making, job_run

PIECE = 1_000


def note(tx: Tx, asset_id: int, options: Mapping[str, Any]) -> None:
    upserts.put(tx, image_making, {"asset_id": asset_id}, {"options": dict(options)})


def of(tx: Tx, asset_id: int) -> Mapping[str, Any] | None:
    """None where nobody noted it; walks the primary key."""
    found: Mapping[str, Any] | None = tx.execute(
        select(image_making.c.options).where(image_making.c.asset_id == asset_id)
    ).scalar_one_or_none()
    return found


def pictures_before(tx: Tx, run_id: int) -> Iterator[tuple[int, str]]:
    """(id, name) of the Image assets, in the trash or not, that a company had when a run was asked for.

    By id, in pieces; walks the primary key.
    """
    run = tx.execute(select(job_run.c.company_id, job_run.c.trigger_ms).where(job_run.c.id == run_id)).one()
    theirs = (asset.c.company_id == run.company_id) & (asset.c.type == IMAGE) & (asset.c.created_ms <= run.trigger_ms)
    last = 0
    while True:
        wanted = select(asset.c.id, asset.c.name).where(theirs, asset.c.id > last).order_by(asset.c.id).limit(PIECE)
        rows = tx.execute(wanted).all()
        yield from ((row.id, row.name) for row in rows)
        if len(rows) < PIECE:
            return
        last = rows[-1].id
