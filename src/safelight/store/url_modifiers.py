"""The commands that each request for a picture is wrapped in."""

from sqlalchemy import update

from safelight.store.database import Tx
from safelight.store.tables import image_detail


def put(tx: Tx, asset_id: int, url_modifier: str, url_post_modifier: str) -> None:
    """Those of an asset that is a picture; walks the primary key."""
    this = update(image_detail).where(image_detail.c.asset_id == asset_id)
    tx.execute(this.values(url_modifier=url_modifier, url_post_modifier=url_post_modifier))
