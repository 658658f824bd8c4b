"""Which image stands for an asset in small."""

from collections.abc import Mapping, Sequence

from safelight.domain import handles
from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.batches import Batch
from safelight.domain.faults import AlreadyInTrash, ForeignCompany, InvalidParameter
from safelight.domain.people import Company
from safelight.services import asset_batches, asset_changes
from safelight.services.companies import SHARED_ID
from safelight.store import assets as asset_rows
from safelight.store import thumbs as store
from safelight.store.database import Tx

TYPES = ("Image", "AdjustedView", "Mask", "Template", "PsdTemplate")
"""Those that may stand for others. Source: IPS API reference, batchSetThumbAsset."""

FIELD = "updateArray/items"


def put(tx: Tx, asset_id: int, thumb_id: int) -> None:
    """Let an image stand for an asset."""
    store.put(tx, asset_id, thumb_id)


def pictures(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Asset]:
    """The images that somebody chose to stand for some assets, by asset; none that lies in the trash."""
    chosen = store.of(tx, asset_ids)
    there = {image.id: image for image in asset_rows.by_ids(tx, sorted(set(chosen.values())))}
    found = {asset_id: there[thumb_id] for asset_id, thumb_id in chosen.items() if thumb_id in there}
    return {asset_id: image for asset_id, image in found.items() if image.trash_state == NOT_IN_TRASH}


def choose_all(tx: Tx, company: Company, wanted: Sequence[tuple[str, str | None]], user: str, now_ms: int) -> Batch:
    """Let images stand for assets; without a handle of an image the asset stands for itself again (assumed).

    wanted: (handle of an asset, handle of an image or nothing); of several for one asset the last counts
    raises: InvalidParameter for more than 10000
    """

    def choose(asset: Asset, place: int) -> None:
        thumb = wanted[place][1]
        if thumb:
            store.put(tx, asset.id, _image(tx, company, thumb).id)
        else:
            store.remove(tx, asset.id)
        asset_changes.changed(tx, asset, user, now_ms)

    return asset_batches.each(tx, company, [handle for handle, _ in wanted], FIELD, choose)


def _image(tx: Tx, company: Company, handle: str) -> Asset:
    field = f"{FIELD}/thumbAssetHandle"
    (image,) = asset_rows.by_ids(tx, [handles.asset_id(field, handle)]) or (None,)
    if image is None:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    if image.company_id not in {company.id, SHARED_ID}:
        raise ForeignCompany(field, handle)
    if image.trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(field, handle)
    if image.type not in TYPES:
        raise InvalidParameter(field, handle, f"an asset of type {', '.join(TYPES)}, which this {image.type} is not")
    return image
