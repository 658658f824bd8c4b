"""What is written on the pages that images were made of."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, insert, select

from safelight.domain.search_strings import SearchString
from safelight.store.database import Tx
from safelight.store.tables import page_text


def of_asset(tx: Tx, asset_id: int) -> list[SearchString]:
    """In the order of the page; walks the primary key."""
    found = tx.execute(select(page_text.c.strings).where(page_text.c.asset_id == asset_id)).scalar()
    return [SearchString.read(told) for told in found or ()]


def put(tx: Tx, asset_id: int, strings: Sequence[SearchString]) -> None:
    """In place of what was there."""
    tx.execute(delete(page_text).where(page_text.c.asset_id == asset_id))
    if strings:
        told = [asdict(one) for one in strings]
        tx.execute(insert(page_text).values(asset_id=asset_id, strings=told))
