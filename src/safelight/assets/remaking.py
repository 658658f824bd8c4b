"""Making what is served of an asset again, from the original it keeps."""

from safelight.assets import intake
from safelight.assets.desk import Desk
from safelight.assets.intake import Ready
from safelight.assets.options import Wanted
from safelight.domain.assets import Asset
from safelight.domain.blobs import Blob
from safelight.domain.faults import NoFile
from safelight.domain.people import Company
from safelight.services import renewal
from safelight.services.ingest import Tx


def remake(desk: Desk, asset: Asset, wanted: Wanted) -> Ready:
    """Takes as long as decoding does, and holds no transaction; the same options give the same pyramid.

    raises: NoFile, and as `intake.prepare`
    """
    detail = asset.image or asset.file
    if detail is None:
        raise NoFile(asset.name, asset.type)
    original = Blob(detail.original_digest, asset.file_size_bytes)
    place = asset.folder_path.partition("/")[2] + asset.file_name
    return intake.prepare(desk, original=original, target_path=place, wanted=wanted)


def renew(
    tx: Tx, company: Company, asset: Asset, ready: Ready, marks: renewal.Marks, *, user: str, now_ms: int
) -> bool:
    """Put in place what was made, in the caller's transaction; the assets made from it beside it.

    returns: whether anything of the asset is other than it was
    raises:  as `renewal.renew`
    """
    changed = renewal.renew(tx, company, asset, ready.came, ready.wanted.pixels, marks, user=user, now_ms=now_ms)
    intake.place_byproducts(tx, company, ready, asset.id, user=user, now_ms=now_ms)
    return changed
