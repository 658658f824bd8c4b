"""Site maps of live videos, and the videos that are live."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from safelight.store import generations, published, upserts
from safelight.store.database import Tx
from safelight.store.tables import company, publish_state, video_sitemap

PIECE = 1_000


def put(tx: Tx, company_id: int, digest: str, made_ms: int) -> None:
    """In place of the one before."""
    values = {"digest": digest, "made_ms": made_ms}
    new = upserts.insert(tx, video_sitemap).values(company_id=company_id, **values)
    tx.execute(new.on_conflict_do_update(index_elements=["company_id"], set_=values))


def of_root(tx: Tx, root: str) -> str | None:
    """The digest of a company's site map; walks unique keys."""
    wanted = select(video_sitemap.c.digest).join(company, company.c.id == video_sitemap.c.company_id)
    return tx.execute(wanted.where(company.c.root == root)).scalar_one_or_none()


def live(tx: Tx, context_id: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(address below the company, record) of the files that are live in a context, by asset.

    Walks publish_state_by_context, then published_by_asset.
    """
    number, last = generations.live_number(tx, context_id), 0
    while True:
        here = (publish_state.c.context_id == context_id) & publish_state.c.live & (publish_state.c.asset_id > last)
        wanted = select(publish_state.c.asset_id).where(here).order_by(publish_state.c.asset_id).limit(PIECE)
        ids = list(tx.execute(wanted).scalars())
        found = published.live_of(tx, context_id, number, ids)
        yield from ((one.catalog_id, one.record) for one in sorted(found, key=lambda one: one.asset_id))
        if len(ids) < PIECE:
            return
        last = ids[-1]
