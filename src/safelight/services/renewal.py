"""New pixels for an asset that stays what it is: its pyramid is made again from its original."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from safelight.domain.assets import NOT_IN_TRASH, Asset, ImageDetail
from safelight.domain.faults import AlreadyInTrash, ForeignCompany, InvalidParameter, NoPicture
from safelight.domain.images import NO_CROP, Crop, IngestOptions
from safelight.domain.items import TransientError
from safelight.domain.people import Company
from safelight.domain.permissions import READ, WRITE
from safelight.services import access, assets, company_settings, permissions, projects, publishing
from safelight.services.arrivals import Arrival, Kept, Made
from safelight.services.context import Parts
from safelight.store import assets as asset_rows
from safelight.store import assets_write, makings
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True)
class Marks:
    """What a job says of the publish marks of what it works on, and of projects.

    ready:    the mark in every context; None leaves all as they are
    preserve: they stay all the same; None leaves it to the company
    projects: handles of those the assets are put into
    """

    ready: bool | None = None
    preserve: bool | None = None
    projects: tuple[str, ...] = ()


def find(tx: Tx, company: Company, handle: str, user: str, field: str = "assetHandleArray/items") -> Asset:
    """The asset of a handle, if it is one of the company that lies in no trash.

    user:   email, who must be allowed to change it, or the name of a process of ours
    raises: InvalidParameter, ForeignCompany, AlreadyInTrash, MissingPermission
    """
    found = assets.by_handles(tx, company, [handle], field)
    if not found:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    asset = found[0]
    if asset.company_id != company.id:
        raise ForeignCompany(field, handle)
    if asset.trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(field, handle)
    worker = access.of_worker(tx, user, company.id)
    permissions.require(tx, worker, [asset.permission_set_id], (READ, WRITE), field, handle)
    return asset


def pictures(parts: Parts, run_id: int) -> Iterator[tuple[int, str]]:
    """(id, name) of every Image that the company of a run had when it was asked for, in the trash or not."""
    with parts.database.read() as tx:
        yield from makings.pictures_before(tx, run_id)


def note(tx: Tx, asset_id: int, options: IngestOptions) -> None:
    """Remember with which options the pyramid of an asset was made; sides that were found are its crop from now on."""
    makings.note(tx, asset_id, asdict(replace(options, auto_crop=None)))


def options_of(tx: Tx, asset: Asset) -> IngestOptions:
    """With which options the pyramid of an asset was made; where nobody noted it, what its facts tell."""
    assert asset.image is not None
    noted = makings.of(tx, asset.id)
    known = IngestOptions(needs_mask=asset.image.has_alpha) if noted is None else IngestOptions.read(noted)
    return replace(known, crop=crop_of(asset.image))


def crop_of(image: ImageDetail) -> Crop:
    return Crop(image.crop_left, image.crop_top, image.crop_right, image.crop_bottom)


def renew(
    tx: Tx,
    company: Company,
    seen: Asset,
    came: Arrival,
    options: IngestOptions,
    marks: Marks,
    *,
    user: str,
    now_ms: int,
) -> bool:
    """Give an asset what was made again of its original; its handle, names, texts and modifiers stay.

    seen:    the asset as it was made from
    options: that it was made with
    user:    email, or the name of a process of ours
    returns: whether it is other than it was, and so counts as changed; what is kept as a file never is
    raises:  TransientError where it has another original by now; AlreadyInTrash; InvalidParameter where it is gone;
             NoPicture where what is made of such files today is of another kind
    """
    now = _locked(tx, seen)
    detail = now.image or now.file
    if detail is None or (now.image is None) != isinstance(came, Kept):
        raise NoPicture(now.name, now.type)
    if detail.original_digest != came.original.digest:
        raise TransientError(f"{seen.name} was replaced meanwhile")
    _mark(tx, now, marks)
    projects.join(tx, company, marks.projects, now.id)
    if now.image is None or not isinstance(came, Made):
        return False
    note(tx, now.id, replace(options, crop=came.crop))
    renewed = _renewed(now.image, came)
    if renewed == now.image:
        return False
    assets_write.keep_blob(tx, came.pyramid, now_ms)
    assets_write.replace_asset(tx, now.id, {"modified_ms": now_ms, "modified_by": user}, renewed)
    publishing.touched(tx, [now.id])
    return True


def _locked(tx: Tx, seen: Asset) -> Asset:
    asset_rows.lock(tx, [seen.id])
    found = asset_rows.by_ids(tx, [seen.id])
    if not found:
        raise InvalidParameter("assetHandleArray/items", seen.handle, "the handle of an asset that is there")
    if found[0].trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash("assetHandleArray/items", seen.handle)
    return found[0]


def _mark(tx: Tx, asset: Asset, marks: Marks) -> None:
    if marks.ready is None:
        return
    preserve = marks.preserve
    if preserve is None:
        preserve = company_settings.of(tx, asset.company_id).retain_publish_state
    if not preserve:
        publishing.mark(tx, [asset.id], None, marks.ready)


def _renewed(old: ImageDetail, made: Made) -> ImageDetail:
    """The anchor goes to the middle again where it was there, or where it would now lie outside (assumed)."""
    facts, crop = made.facts, made.crop or NO_CROP
    keeps = old.keeps_anchor(facts.width, facts.height)
    return replace(
        old,
        pyramid_digest=made.pyramid.digest,
        width=facts.width,
        height=facts.height,
        bands=facts.bands,
        color_space=facts.color_space,
        has_alpha=facts.has_alpha,
        resolution_dpi=facts.resolution_dpi,
        anchor_x=old.anchor_x if keeps else facts.width // 2,
        anchor_y=old.anchor_y if keeps else facts.height // 2,
        crop_left=crop.left,
        crop_top=crop.top,
        crop_right=crop.right,
        crop_bottom=crop.bottom,
    )
