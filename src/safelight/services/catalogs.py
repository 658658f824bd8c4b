"""What is live of a company as the catalogs of its servers: attributes, macros and records of the last publish."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from safelight.domain import attributes, catalogs
from safelight.domain.faults import CatalogTooLarge
from safelight.domain.file_records import FileRecord
from safelight.domain.people import Company
from safelight.domain.publishing import IMAGE_RENDERING
from safelight.domain.records import Record
from safelight.services import publishing, serving_settings
from safelight.store import generations, published
from safelight.store.database import Tx

MOST: Final = 100_000
"""Records of one reply (assumed; so that a reply can be held in memory)."""
IMAGE_FIELDS: Final = (
    *("Id", "Path", "Modifier", "PostModifier", "Size", "Anchor", "Resolution", "Expiration", "TimeStamp"),
    *("UserData", "ImageSet", "AssetType", "Targets", "Map"),
)
FILE_FIELDS: Final = ("Id", "Path", "TimeStamp")


def serving(tx: Tx, company: Company) -> str:
    """The image catalog that is live; empty before the first publish. Raises CatalogTooLarge."""
    head = publishing.head(tx, company.root)
    if head is None:
        return ""
    rows = _records(tx, head.context_id, head.number)
    told = serving_settings.shown(head.settings)
    return catalogs.written(told, head.presets, IMAGE_FIELDS, (_image(Record(**facts)) for _, facts in rows))


def rendering(tx: Tx, company: Company) -> str:
    """As `serving`, of vignettes and their like, which are published as files."""
    at = generations.head(tx, company.root, IMAGE_RENDERING)
    contents = generations.contents(tx, *at) if at else None
    if at is None or contents is None:
        return ""
    rows = (_file(name, FileRecord(**facts)) for name, facts in _records(tx, *at))
    return catalogs.written(dict(contents.settings), None, FILE_FIELDS, rows)


def _records(tx: Tx, context_id: int, number: int) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """By catalog id."""
    found = published.first(tx, context_id, number, MOST + 1)
    if len(found) > MOST:
        raise CatalogTooLarge(MOST)
    return found


def _image(record: Record) -> Sequence[str]:
    return (
        record.catalog_id,
        record.digest,
        record.modifier,
        record.post_modifier,
        f"{record.width},{record.height}" if record.digest else "",
        f"{record.anchor_x},{record.anchor_y}" if record.digest else "",
        attributes.written(record.resolution_dpi) if record.resolution_dpi else "",
        "" if record.expiration_h is None else attributes.written(record.expiration_h),
        str(record.modified_ms),
        record.user_data,
        record.image_set,
        record.asset_type,
        record.targets,
        record.map,
    )


def _file(catalog_id: str, record: FileRecord) -> Sequence[str]:
    return catalog_id, record.digest, str(record.modified_ms)
