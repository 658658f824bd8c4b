"""What is written on the page that an image was made of."""

from collections.abc import Sequence

from safelight.domain.assets import Asset
from safelight.domain.search_strings import SearchString
from safelight.store import search_strings as store
from safelight.store.database import Tx


def take_in(tx: Tx, asset_id: int, strings: Sequence[SearchString]) -> None:
    """Keep what was read of the file that an asset was just made of, in place of what was there."""
    store.put(tx, asset_id, strings)


def of_asset(tx: Tx, asset: Asset) -> list[SearchString]:
    """None for an asset that was made of no page, or whose upload did not ask for search words."""
    return store.of_asset(tx, asset.id)
