"""Placing what came among the assets: which one it replaces, what it is called, whether it is to be published.

Source: IPS API reference, UploadUrlsJob, CompanySettings, Asset Overwrite Modes. What each mode means is told by its
name; that any-folder modes move the asset to where the new file goes is assumed, and that a picture replaces pictures
only and a kept file those of its type.
"""

from dataclasses import dataclass
from typing import Final, Literal

from safelight.domain import asset_names
from safelight.domain.asset_names import first_free, renamed_file
from safelight.domain.assets import NOT_IN_TRASH, Asset, ImageDetail
from safelight.domain.company_settings import (
    OVERWRITE_ANY_EXT,
    OVERWRITE_ANY_EXT_ANY_FOLDER,
    OVERWRITE_FULL_NAME_ANY_FOLDER,
)
from safelight.domain.folders import Folder
from safelight.domain.images import NO_CROP, Crop
from safelight.domain.people import Company
from safelight.domain.permissions import READ, WRITE
from safelight.services import access, company_settings, folders, permissions, projects, publishing
from safelight.services.arrivals import Arrival, Kept, Made
from safelight.store import assets, assets_write
from safelight.store.database import Tx

__all__ = ["Arrival", "Kept", "Made", "Outcome", "Placed", "Placement", "Tx", "crop_for", "from_original", "place"]
__all__ += ["split_path"]

ANY_EXTENSION: Final = frozenset((OVERWRITE_ANY_EXT, OVERWRITE_ANY_EXT_ANY_FOLDER))
ANY_FOLDER: Final = frozenset((OVERWRITE_FULL_NAME_ANY_FOLDER, OVERWRITE_ANY_EXT_ANY_FOLDER))

Outcome = Literal["created", "updated", "duplicate"]


@dataclass(frozen=True, slots=True)
class Placement:
    """What an upload says about where its pictures end.

    overwrite:              replace the asset that the company's overwrite mode finds
    ready_for_publish:      the mark in every context
    preserve_publish_state: a replaced asset keeps its marks; None leaves it to the company
    preserve_crop:          a replaced asset keeps its crop, unless the upload brings one
    crop:                   what the upload brings; none where all sides are 0
    projects:               handles of those the asset is put into
    """

    overwrite: bool
    ready_for_publish: bool
    preserve_publish_state: bool | None = None
    preserve_crop: bool = True
    crop: Crop = NO_CROP
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """The asset a file became.

    outcome:  `updated` replaced one; `duplicate` is new and got a suffix, since its name was taken (assumed)
    warnings: what of the file could not be taken in
    """

    asset_id: int
    name: str
    outcome: Outcome
    warnings: tuple[str, ...] = ()


def place(
    tx: Tx, company: Company, target_path: str, came: Arrival, options: Placement, *, user: str, now_ms: int
) -> Placed:
    """Make an asset of a file, or replace one, which then keeps its handle and its names.

    A file of the same bytes replaces as any other does. It is the caller's transaction that makes this happen once.

    target_path: folders below the company and a file name; missing folders are made
    user:        email
    raises:      InvalidParameter for a path or a name that cannot be, MissingPermission
    """
    folder_path, file_name = split_path(target_path)
    assets_write.lock_names(tx, company.id)
    folder = folders.ensure(tx, company, folder_path, now_ms, "destPath")
    uploader = access.of_worker(tx, user, company.id)
    permissions.require(tx, uploader, [folder.permission_set_id], (READ, WRITE), "destPath", target_path)
    assets_write.keep_blobs(tx, came.blobs, now_ms)
    new = _New(tx, company, folder, file_name, came, options, user, now_ms)
    candidates = _candidates(tx, company, folder, file_name, options)
    found = next((asset for asset in candidates if came.takes_place_of(asset)), None)
    if found is not None:
        permissions.require(tx, uploader, [found.permission_set_id], (READ, WRITE), "destPath", target_path)
    placed = _create(new) if found is None else _replace(new, found)
    projects.join(tx, company, options.projects, placed.asset_id)
    return placed


def from_original(tx: Tx, made_id: int, originator_id: int, engine: str) -> None:
    """Say of an asset from which other one it was made; engine: one of the Generation Info constants."""
    assets_write.put_byproduct(tx, made_id, originator_id, engine)


def crop_for(tx: Tx, company: Company, target_path: str, options: Placement) -> Crop:
    """The crop that a picture is to be made with: that of the upload, else that of the asset it will replace."""
    if options.crop or not (options.overwrite and options.preserve_crop):
        return options.crop
    folder_path, file_name = split_path(target_path)
    folder = folders.by_path(tx, company, folder_path, "destPath")
    images = (asset.image for asset in _candidates(tx, company, folder, file_name, options))
    return next((_crop_of(image) for image in images if image is not None), NO_CROP)


def split_path(target_path: str, field: str = "destPath") -> tuple[str, str]:
    """Folder path and file name. Raises InvalidParameter for a file name that cannot be."""
    folder_path, _, file_name = target_path.rpartition("/")
    return folder_path, asset_names.asset_name(field, file_name)


def _candidates(tx: Tx, company: Company, folder: Folder | None, file_name: str, options: Placement) -> list[Asset]:
    """What an upload may overwrite, best first: in the same folder before others, the same extension before others."""
    if not options.overwrite:
        return []
    mode = company_settings.of(tx, company.id).overwrite_mode
    ids = assets_write.ids_of_file(tx, company.id, file_name, any_extension=mode in ANY_EXTENSION)
    here = None if folder is None else folder.id
    found = assets.by_ids(tx, ids)
    if mode not in ANY_FOLDER:
        found = [asset for asset in found if asset.folder_id == here]
    return sorted(found, key=lambda a: (a.folder_id != here, a.file_name != file_name, a.id))


@dataclass(frozen=True, slots=True)
class _New:
    """A file on its way to its place."""

    tx: Tx
    company: Company
    folder: Folder
    file_name: str
    came: Arrival
    options: Placement
    user: str
    now_ms: int

    def columns(self, file_name: str) -> dict[str, object]:
        """Those that every placing sets."""
        return {
            "folder_id": self.folder.id,
            "file_name": file_name,
            "type": self.came.type,
            "file_size_bytes": self.came.original.size_bytes,
            "modified_ms": self.now_ms,
            "modified_by": self.user,
        }

    def mark(self, asset_id: int) -> None:
        publishing.mark(self.tx, [asset_id], None, self.options.ready_for_publish)


def _create(new: _New) -> Placed:
    name, catalog_id, file_name = _names(new)
    values = new.columns(file_name) | {
        "company_id": new.company.id,
        "name": name,
        "catalog_id": catalog_id,
        "trash_state": NOT_IN_TRASH,
        "created_ms": new.now_ms,
        "created_by": new.user,
    }
    asset_id = assets_write.insert_asset(new.tx, values, *new.came.details(file_name, None))
    new.mark(asset_id)
    folders.children_changed(new.tx, [new.folder.id], new.now_ms)
    return Placed(asset_id, name, "created" if name == asset_names.file_stem(new.file_name) else "duplicate")


def _replace(new: _New, found: Asset) -> Placed:
    details = new.came.details(new.file_name, found)
    assets_write.replace_asset(new.tx, found.id, new.columns(new.file_name), *details)
    if not _keeps_marks(new):
        new.mark(found.id)
    publishing.touched(new.tx, [found.id])
    folders.children_changed(new.tx, {found.folder_id, new.folder.id}, new.now_ms)
    return Placed(found.id, found.name, "updated")


def _names(new: _New) -> tuple[str, str | None, str]:
    """Name, catalog id and file name. Of a kept file, which has no picture URL, only the virtual path is one's own."""
    stem = asset_names.file_stem(new.file_name)
    if isinstance(new.came, Kept):
        file_name = _free_file(new, stem)
        return asset_names.file_stem(file_name), None, file_name
    name = first_free(stem, assets_write.taken_catalog_ids(new.tx, new.company.id, stem).__contains__)
    return name, name, _free_file(new, name)


def _keeps_marks(new: _New) -> bool:
    if new.options.preserve_publish_state is None:
        return company_settings.of(new.tx, new.company.id).retain_publish_state
    return new.options.preserve_publish_state


def _free_file(new: _New, name: str) -> str:
    """A virtual path names one asset: beside one of the same file name the suffix goes into the file name too."""
    stem = asset_names.file_stem(new.file_name)
    taken = assets_write.file_names(new.tx, new.company.id, new.folder.id, stem)
    for file_name in (new.file_name, renamed_file(new.file_name, name)):
        if file_name not in taken:
            return file_name
    return renamed_file(new.file_name, first_free(stem, {asset_names.file_stem(other) for other in taken}.__contains__))


def _crop_of(detail: ImageDetail) -> Crop:
    return Crop(detail.crop_left, detail.crop_top, detail.crop_right, detail.crop_bottom)
