"""Placing a new picture among the assets: which one it replaces, what it is called, whether it is to be published.

Source: IPS API reference, UploadUrlsJob, CompanySettings, Asset Overwrite Modes. What each mode means is told by its
name; that any-folder modes move the asset to where the new file goes is assumed.
"""

import uuid
from dataclasses import dataclass, replace
from typing import Final, Literal

from safelight.domain import asset_names
from safelight.domain.asset_names import first_free, renamed_file
from safelight.domain.assets import IMAGE, NOT_IN_TRASH, Asset, ImageDetail
from safelight.domain.blobs import Blob
from safelight.domain.company_settings import (
    OVERWRITE_ANY_EXT,
    OVERWRITE_ANY_EXT_ANY_FOLDER,
    OVERWRITE_FULL_NAME_ANY_FOLDER,
)
from safelight.domain.folders import Folder
from safelight.domain.images import NO_CROP, Crop, Facts
from safelight.domain.people import Company
from safelight.services import company_settings, folders, publishing
from safelight.store import assets, assets_write
from safelight.store.database import Tx

__all__ = ["Made", "Outcome", "Placed", "Placement", "Tx", "crop_for", "place_image", "split_path"]

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
    """

    overwrite: bool
    ready_for_publish: bool
    preserve_publish_state: bool | None = None
    preserve_crop: bool = True
    crop: Crop = NO_CROP


@dataclass(frozen=True, slots=True)
class Made:
    """A source file and what was made of it; both blobs lie in the store.

    crop: that the pyramid was made with
    """

    facts: Facts
    original: Blob
    pyramid: Blob
    crop: Crop = NO_CROP


@dataclass(frozen=True, slots=True)
class Placed:
    """The asset a picture became.

    outcome: `updated` replaced one; `duplicate` is new and got a suffix, since its name was taken (assumed)
    """

    asset_id: int
    name: str
    outcome: Outcome


def place_image(
    tx: Tx, company: Company, target_path: str, made: Made, options: Placement, *, user: str, now_ms: int
) -> Placed:
    """Make an Image asset of a picture, or replace one, which then keeps its handle and its names.

    A picture of the same bytes replaces as any other does. It is the caller's transaction that makes this happen once.

    target_path: folders below the company and a file name; missing folders are made
    user:        email
    raises:      InvalidParameter for a path or a name that cannot be
    """
    folder_path, file_name = split_path(target_path)
    assets_write.lock_names(tx, company.id)
    folder = folders.ensure(tx, company, folder_path, now_ms, "destPath")
    for blob in (made.original, made.pyramid):
        assets_write.keep_blob(tx, blob, now_ms)
    new = _New(tx, company, folder, file_name, made, options, user, now_ms)
    found = _replaced(tx, company, folder, file_name, options)
    return _create(new) if found is None else _replace(new, found)


def crop_for(tx: Tx, company: Company, target_path: str, options: Placement) -> Crop:
    """The crop that a picture is to be made with: that of the upload, else that of the asset it will replace."""
    if options.crop or not (options.overwrite and options.preserve_crop):
        return options.crop
    folder_path, file_name = split_path(target_path)
    folder = folders.by_path(tx, company, folder_path, "destPath")
    found = _replaced(tx, company, folder, file_name, options)
    return NO_CROP if found is None or found.image is None else _crop_of(found.image)


def split_path(target_path: str, field: str = "destPath") -> tuple[str, str]:
    """Folder path and file name. Raises InvalidParameter for a file name that cannot be."""
    folder_path, _, file_name = target_path.rpartition("/")
    return folder_path, asset_names.asset_name(field, file_name)


def _replaced(tx: Tx, company: Company, folder: Folder | None, file_name: str, options: Placement) -> Asset | None:
    """The Image that an upload overwrites: one in the same folder before others, the same extension before others."""
    if not options.overwrite:
        return None
    mode = company_settings.of(tx, company.id).overwrite_mode
    ids = assets_write.ids_of_file(tx, company.id, file_name, any_extension=mode in ANY_EXTENSION)
    here = None if folder is None else folder.id
    found = [asset for asset in assets.by_ids(tx, ids) if asset.type == IMAGE]
    if mode not in ANY_FOLDER:
        found = [asset for asset in found if asset.folder_id == here]
    return min(found, key=lambda a: (a.folder_id != here, a.file_name != file_name, a.id), default=None)


@dataclass(frozen=True, slots=True)
class _New:
    """A picture on its way to its place."""

    tx: Tx
    company: Company
    folder: Folder
    file_name: str
    made: Made
    options: Placement
    user: str
    now_ms: int

    def columns(self, file_name: str) -> dict[str, object]:
        """Those that every placing sets."""
        return {
            "folder_id": self.folder.id,
            "file_name": file_name,
            "file_size_bytes": self.made.original.size_bytes,
            "modified_ms": self.now_ms,
            "modified_by": self.user,
        }

    def mark(self, asset_id: int) -> None:
        contexts = [context.id for context in publishing.contexts(self.tx, self.company.id)]
        publishing.mark(self.tx, [asset_id], contexts, self.options.ready_for_publish)


def _create(new: _New) -> Placed:
    stem = asset_names.file_stem(new.file_name)
    name = first_free(stem, assets_write.taken_catalog_ids(new.tx, new.company.id, stem).__contains__)
    file_name = _free_file(new, name)
    values = new.columns(file_name) | {
        "company_id": new.company.id,
        "type": IMAGE,
        "name": name,
        "catalog_id": name,
        "trash_state": NOT_IN_TRASH,
        "created_ms": new.now_ms,
        "created_by": new.user,
    }
    asset_id = assets_write.insert_asset(new.tx, values, _new_detail(file_name, new.made))
    new.mark(asset_id)
    folders.children_changed(new.tx, [new.folder.id], new.now_ms)
    return Placed(asset_id, name, "created" if name == stem else "duplicate")


def _replace(new: _New, found: Asset) -> Placed:
    assert found.image is not None
    detail = _changed_detail(found, found.image, new.file_name, new.made)
    assets_write.replace_asset(new.tx, found.id, new.columns(new.file_name), detail)
    if not _keeps_marks(new):
        new.mark(found.id)
    publishing.touched(new.tx, [found.id])
    folders.children_changed(new.tx, {found.folder_id, new.folder.id}, new.now_ms)
    return Placed(found.id, found.name, "updated")


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


def _new_detail(file_name: str, made: Made) -> ImageDetail:
    facts = made.facts
    return ImageDetail(
        stem=str(uuid.uuid4()),
        suffix=_suffix(file_name, facts),
        original_digest=made.original.digest,
        pyramid_digest=made.pyramid.digest,
        width=facts.width,
        height=facts.height,
        bands=facts.bands,
        color_space=facts.color_space,
        has_alpha=facts.has_alpha,
        resolution_dpi=facts.resolution_dpi,
        description=file_name,
        comments="",
        user_data="",
        sku="",
        anchor_x=facts.width // 2,
        anchor_y=facts.height // 2,
        url_modifier="",
        url_post_modifier="",
        crop_left=made.crop.left,
        crop_top=made.crop.top,
        crop_right=made.crop.right,
        crop_bottom=made.crop.bottom,
    )


def _changed_detail(found: Asset, old: ImageDetail, file_name: str, made: Made) -> ImageDetail:
    """What somebody wrote stays: texts, modifiers, and an anchor that was moved and still lies inside (assumed)."""
    new = _new_detail(file_name, made)
    moved = (old.anchor_x, old.anchor_y) != (old.width // 2, old.height // 2)
    inside = old.anchor_x < new.width and old.anchor_y < new.height
    anchor = (old.anchor_x, old.anchor_y) if moved and inside else (new.anchor_x, new.anchor_y)
    return replace(
        new,
        stem=old.stem,
        description=file_name if old.description == found.file_name else old.description,
        comments=old.comments,
        user_data=old.user_data,
        sku=old.sku,
        anchor_x=anchor[0],
        anchor_y=anchor[1],
        url_modifier=old.url_modifier,
        url_post_modifier=old.url_post_modifier,
    )


def _crop_of(detail: ImageDetail) -> Crop:
    return Crop(detail.crop_left, detail.crop_top, detail.crop_right, detail.crop_bottom)


def _suffix(file_name: str, facts: Facts) -> str:
    """That of the file name, else the usual one of its format."""
    _, dot, extension = file_name.rpartition(".")
    return f".{extension}" if dot and extension else facts.suffix
