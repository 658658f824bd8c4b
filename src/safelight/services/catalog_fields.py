"""What a catalog record holds beyond the asset's own picture: sets, thumbnails, commands, zoom targets, image maps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from safelight.domain import catalog_texts, set_definitions, sets
from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.derived import DERIVED_TYPES
from safelight.domain.geometry import Size
from safelight.domain.set_definitions import Call, resolved
from safelight.domain.sets import ASSET_SET, SET_TYPES, Listed, Member
from safelight.domain.templates import TEMPLATE_TYPES, Template
from safelight.domain.viewer_configs import VIEWER_PRESET, user_data
from safelight.services import catalog_metadata
from safelight.services.catalog_metadata import Told
from safelight.store import annotations, asset_sets, derived, templates, thumbs, viewer_configs
from safelight.store import assets as asset_rows
from safelight.store.database import Tx

Row = Mapping[str, Any]

_NOTHING: Final = {"image_set": "", "asset_type": "", "targets": "", "map": ""}
_NO_PICTURE: Final = {
    "pyramid_digest": "",
    "width": 0,
    "height": 0,
    "has_alpha": False,
    "color_space": "RGB",
    "resolution_dpi": 0.0,
    "anchor_x": 0,
    "anchor_y": 0,
    "url_modifier": "",
    "url_post_modifier": "",
    "user_data": "",
}
_OF_THUMB: Final = tuple(name for name in _NO_PICTURE if name != "user_data")


def filled(tx: Tx, rows: Sequence[Row]) -> list[Row]:
    """Rows of assets and their pictures, with all else that goes into their records.

    A set has the picture of its thumbnail; a set without one, and a template, a picture of no pixels.
    """
    found: dict[int, Row] = {}
    for of_kind in (_of_sets, _of_templates, _of_derived, _of_presets, _of_images):
        found.update(of_kind(tx, rows))
    whole: list[Row] = [{**row, **_NOTHING, **found.get(row["asset_id"], {})} for row in rows]
    return _configured(tx, whole)


def _configured(tx: Tx, rows: list[Row]) -> list[Row]:
    """With the settings of viewers after the user data of those that have some."""
    configs = viewer_configs.of(tx, [row["asset_id"] for row in rows])
    return [
        {**row, "user_data": user_data(row["user_data"] or "", configs[row["asset_id"]])}
        if row["asset_id"] in configs
        else row
        for row in rows
    ]


def _of_presets(_tx: Tx, rows: Sequence[Row]) -> dict[int, Row]:
    return {row["asset_id"]: _NO_PICTURE for row in rows if row["type"] == VIEWER_PRESET}


def _of_images(tx: Tx, rows: Sequence[Row]) -> dict[int, Row]:
    sizes = {row["asset_id"]: Size(row["width"], row["height"]) for row in rows if row["pyramid_digest"] is not None}
    targets, maps = annotations.targets(tx, list(sizes)), annotations.maps(tx, list(sizes))
    return {
        asset_id: {
            "targets": catalog_texts.targets(targets[asset_id], size),
            "map": catalog_texts.area_map(maps[asset_id]),
        }
        for asset_id, size in sizes.items()
        if asset_id in targets or asset_id in maps
    }


def _of_templates(tx: Tx, rows: Sequence[Row]) -> dict[int, Row]:
    known = templates.of(tx, [row["asset_id"] for row in rows if row["type"] in TEMPLATE_TYPES])
    return {
        asset_id: {
            **_NO_PICTURE,
            "url_modifier": template.url_modifier,
            "url_post_modifier": template.url_post_modifier,
        }
        for asset_id, template in known.items()
    }


def _of_derived(tx: Tx, rows: Sequence[Row]) -> dict[int, Row]:
    """A derived asset has the pixels of its owner, under the owner's commands and its own; none without the owner."""
    ids = [row["asset_id"] for row in rows if row["type"] in DERIVED_TYPES]
    owners, commands = derived.owners(tx, ids), templates.of(tx, ids)
    there = {asset.id: asset for asset in asset_rows.by_ids(tx, sorted(set(owners.values())))}
    found: dict[int, Row] = {}
    for asset_id in ids:
        owner, own = there.get(owners.get(asset_id, 0)), commands.get(asset_id, Template("", ""))
        picture = _picture(owner if owner is not None and owner.trash_state == NOT_IN_TRASH else None)
        both = (
            (picture.get("url_modifier", ""), own.url_modifier),
            (picture.get("url_post_modifier", ""), own.url_post_modifier),
        )
        before, after = ("&".join(filter(None, texts)) for texts in both)
        found[asset_id] = {**_NO_PICTURE, **picture, "url_modifier": before, "url_post_modifier": after}
    return found


def _of_sets(tx: Tx, rows: Sequence[Row]) -> dict[int, Row]:
    types = {row["asset_id"]: row["type"] for row in rows if row["type"] in SET_TYPES}
    if not types:
        return {}
    shelf = _gathered(tx, list(types))
    changed = {row["asset_id"]: row["modified_ms"] for row in rows}
    return {set_id: _of_set(set_id, type_, changed[set_id], shelf) for set_id, type_ in types.items()}


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Some sets, and all the assets they name that are not in the trash, by id."""

    members: Mapping[int, Sequence[Member]]
    definitions: Mapping[int, str]
    thumbs: Mapping[int, int]
    assets: Mapping[int, Asset]
    metadata: Told

    def thumb(self, asset_id: int) -> Asset | None:
        """The image that stands for an asset: the one chosen, else the first in the set."""
        listed = [member.asset_id for member in self.members.get(asset_id, ())]
        wanted = [self.assets.get(one) for one in (self.thumbs.get(asset_id), *listed) if one is not None]
        return next((asset for asset in wanted if asset is not None and asset.image is not None), None)


def _gathered(tx: Tx, set_ids: Sequence[int]) -> _Shelf:
    members = asset_sets.members(tx, set_ids)
    named = sorted({member.asset_id for listed in members.values() for member in listed})
    chosen = thumbs.of(tx, [*set_ids, *named])
    inner = asset_sets.members(tx, named)
    known = {*named, *chosen.values(), *(member.asset_id for listed in inner.values() for member in listed)}
    found = asset_rows.by_ids(tx, sorted(known))
    there = {asset.id: asset for asset in found if asset.trash_state == NOT_IN_TRASH}
    definitions = asset_sets.definitions(tx, set_ids)
    asking = any(set_definitions.asks_for_metadata(text) for text in definitions.values())
    told = catalog_metadata.told(tx, list(there.values())) if asking else Told()
    return _Shelf({**inner, **members}, definitions, chosen, there, told)


def _of_set(set_id: int, type_: str, changed_ms: int, shelf: _Shelf) -> Row:
    if type_ == ASSET_SET:
        text, asset_type = resolved(shelf.definitions.get(set_id, ""), _resolver(shelf)), ""
    else:
        text, asset_type = sets.image_set(type_, _listed(shelf, set_id))
    thumb = shelf.thumb(set_id)
    changed = max(changed_ms, thumb.modified_ms if thumb else 0)
    return {**_NO_PICTURE, **_picture(thumb), "image_set": text, "asset_type": asset_type, "modified_ms": changed}


def _listed(shelf: _Shelf, set_id: int) -> list[Listed]:
    """Members in order, those left out that are in the trash or that no picture URL can name."""
    found = [(shelf.assets.get(member.asset_id), member) for member in shelf.members.get(set_id, ())]
    return [
        Listed(_object(asset), asset.type, member.page_reset)
        for asset, member in found
        if asset is not None and asset.catalog_id is not None
    ]


def _picture(thumb: Asset | None) -> Row:
    if thumb is None or thumb.image is None:
        return {}
    return {name: getattr(thumb.image, name) for name in _OF_THUMB}


def _resolver(shelf: _Shelf) -> Callable[[Call], str]:
    """What each function stands for; empty for an asset that is gone or in the trash (assumed)."""

    def value(call: Call) -> str:
        asset = shelf.assets.get(call.asset_id)
        if asset is not None and call.function == "getthumbcatalogid" and not _is_picture(asset):
            asset = shelf.thumb(asset.id)
        if asset is None:
            return ""
        if call.function == "getmetadata":
            return sets.separated(shelf.metadata.text(asset, call.field))
        if call.function == "getfilepath":
            return sets.written(asset.folder_path + asset.file_name)
        return sets.written(_object(asset)) if asset.catalog_id is not None else ""

    return value


def _is_picture(asset: Asset) -> bool:
    """Whether an asset stands for itself in small. Source: IPS API reference, setAssetSetDefinition."""
    return asset.image is not None or asset.type in DERIVED_TYPES


def _object(asset: Asset) -> str:
    return f"{asset.root}/{asset.catalog_id}"
