"""Masks of images: which pixels of a picture are seen."""

from safelight.domain.assets import ImageDetail
from safelight.domain.people import Company
from safelight.services import annotated, asset_changes
from safelight.store import details
from safelight.store.database import Tx


def remove(tx: Tx, company: Company, handle: str, *, user: str, now_ms: int) -> None:
    """Show an image whole from now on, from the next publish also where it is live; one without a mask stays as it is.

    The picture keeps its pixels: a file that is taken in again in its place, or remade, brings its mask back (assumed).
    raises: as `annotated.image`
    """
    asset = annotated.image(tx, company, handle)
    if asset.image is not None and asset.image.has_alpha:
        details.change(tx, ImageDetail, asset.id, {"has_alpha": False})
        asset_changes.changed(tx, asset, user, now_ms)
