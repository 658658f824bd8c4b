"""Images that something is drawn on, read from, or taken off."""

from safelight.domain.assets import Asset, ImageDetail
from safelight.domain.faults import InvalidParameter
from safelight.domain.handles import asset_handle
from safelight.domain.people import Company
from safelight.services import assets
from safelight.store.database import Tx


def image(tx: Tx, company: Company, handle: str, field: str = "assetHandle") -> Asset:
    """The image of a handle, to be changed. Raises as `assets.by_handle`, and InvalidParameter for no image."""
    asset = assets.by_handle(tx, company, handle, field)
    _checked(asset, handle, field)
    return asset


def readable(tx: Tx, company: Company, handle: str, field: str = "assetHandle") -> tuple[Asset, ImageDetail]:
    """The image of a handle, to be looked at, in the trash or not.

    raises: InvalidParameter where the handle names no image, ForeignCompany for one of a third company
    """
    found = assets.by_handles(tx, company, [handle], field)
    if not found:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    return found[0], _checked(found[0], handle, field)


def owner(tx: Tx, company: Company, asset_id: int, field: str) -> Asset:
    """The asset that something is drawn on, to be changed; raises as `assets.by_handle`."""
    return assets.by_handle(tx, company, asset_handle(asset_id), field)


def _checked(asset: Asset, handle: str, field: str) -> ImageDetail:
    if asset.image is None:
        raise InvalidParameter(field, handle, f"the handle of an image, which this {asset.type} is not")
    return asset.image
