"""What every change of an asset is followed by."""

from safelight.domain.assets import Asset
from safelight.services import folders, publishing
from safelight.store import assets_write
from safelight.store.database import Tx


def changed(tx: Tx, asset: Asset, user: str, now_ms: int) -> None:
    """Note that what is shown of an asset, and at the next publish what is served of it, is another from now on."""
    assets_write.stamp(tx, [asset.id], user, now_ms)
    publishing.touched(tx, [asset.id])
    folders.children_changed(tx, [asset.folder_id], now_ms)
