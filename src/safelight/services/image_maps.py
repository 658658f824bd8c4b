"""Image maps: regions of an image that a click acts on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from safelight.domain import annotations as rules
from safelight.domain.annotations import MOST_MAPS, RECTANGLE, SHAPES, ImageMap
from safelight.domain.assets import Asset
from safelight.domain.choices import one_of
from safelight.domain.faults import InvalidParameter
from safelight.domain.page_links import PageLink
from safelight.domain.people import Company
from safelight.services import annotated, asset_changes
from safelight.store import annotations as store
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True)
class Definition:
    """What a caller says of a map; see `domain.annotations.ImageMap`."""

    name: str
    shape_type: str
    region: str
    action: str
    enabled: bool


def of(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Sequence[ImageMap]]:
    """The maps of some assets, the lowest first, by asset; none for those without."""
    return store.maps(tx, asset_ids)


def save(
    tx: Tx,
    company: Company,
    asset_handle: str,
    handle: str | None,
    new: Definition,
    position: int,
    *,
    user: str,
    now_ms: int,
) -> str:
    """Make a map, or change the one of a handle; returns its handle.

    raises: InvalidParameter for a handle that is no map of the asset, an unknown shape, a region that is not made of
            numbers, or more than 1000 maps; and as `annotated.image`
    """
    asset = annotated.image(tx, company, asset_handle)
    known = store.maps(tx, [asset.id])[asset.id]
    values = {**asdict(_checked(new, "")), "position": position, "modified_ms": now_ms}
    if handle:
        map_id = _own(asset, known, handle)
        store.change_map(tx, map_id, values)
    else:
        _check_count(len(known) + 1, "imageMapHandle")
        map_id = store.add_map(tx, {**values, "asset_id": asset.id})
    asset_changes.changed(tx, asset, user, now_ms)
    return next(area.handle for area in store.maps(tx, [asset.id])[asset.id] if area.id == map_id)


def delete(tx: Tx, company: Company, handle: str, *, user: str, now_ms: int) -> None:
    """raises: InvalidParameter for a handle that is no map's, and as `annotated.owner`"""
    asset_id, map_id = rules.map_id("imageMapHandle", handle)
    asset = annotated.owner(tx, company, asset_id, "imageMapHandle")
    if not store.remove_maps(tx, asset.id, map_id):
        raise InvalidParameter("imageMapHandle", handle, "the handle of an image map that is there")
    asset_changes.changed(tx, asset, user, now_ms)


def replace(
    tx: Tx, company: Company, asset_handle: str, new: Sequence[Definition], *, user: str, now_ms: int
) -> tuple[str, ...]:
    """Give an image these maps in place of those it has, the later over the earlier; returns their handles in order.

    raises: as `save`
    """
    asset = annotated.image(tx, company, asset_handle)
    _check_count(len(new), "imageMapArray/items")
    checked = [_checked(one, f"imageMapArray/items[{place}]/") for place, one in enumerate(new, start=1)]
    store.remove_maps(tx, asset.id)
    for place, one in enumerate(checked):
        store.add_map(tx, {**asdict(one), "asset_id": asset.id, "position": place, "modified_ms": now_ms})
    asset_changes.changed(tx, asset, user, now_ms)
    return tuple(area.handle for area in store.maps(tx, [asset.id])[asset.id])


def take_in(tx: Tx, asset_id: int, links: Sequence[PageLink], now_ms: int) -> None:
    """Give the picture of a page its links as maps, in place of those it had (assumed)."""
    store.remove_maps(tx, asset_id)
    for place, link in enumerate(links[:MOST_MAPS]):
        box = link.box
        region = f"{box.x},{box.y},{box.x + box.width},{box.y + box.height}"
        one = Definition(f"Link {place + 1}", RECTANGLE, region, link.address, enabled=True)
        store.add_map(tx, {**asdict(one), "asset_id": asset_id, "position": place, "modified_ms": now_ms})


def _check_count(count: int, field: str) -> None:
    if count > MOST_MAPS:
        raise InvalidParameter(field, f"{count} image maps", f"at most {MOST_MAPS} an image")


def _checked(new: Definition, where: str) -> Definition:
    rules.words(f"{where}name", new.name)
    rules.words(f"{where}action", new.action)
    shape = one_of(f"{where}shapeType", new.shape_type, SHAPES, RECTANGLE)
    return Definition(new.name, shape, rules.region(f"{where}region", new.region), new.action, new.enabled)


def _own(asset: Asset, known: Sequence[ImageMap], handle: str) -> int:
    _, map_id = rules.map_id("imageMapHandle", handle)
    if map_id not in {area.id for area in known}:
        raise InvalidParameter("imageMapHandle", handle, f"the handle of an image map of {asset.handle}")
    return map_id
