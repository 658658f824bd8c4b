"""Zoom targets: rectangles of an image that viewers zoom to, at most five of each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from safelight.domain import annotations as rules
from safelight.domain.annotations import MOST_TARGETS, ZoomTarget
from safelight.domain.assets import Asset
from safelight.domain.faults import InvalidParameter
from safelight.domain.geometry import Size
from safelight.domain.people import Company
from safelight.services import annotated, asset_changes
from safelight.store import annotations as store
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True)
class Definition:
    """What a caller says of a target; pixels of the image, from its top left."""

    name: str
    x: int
    y: int
    width: int
    height: int
    user_data: str


def of(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Sequence[ZoomTarget]]:
    """The targets of some assets in their order, by asset; none for those without."""
    return store.targets(tx, asset_ids)


def save(
    tx: Tx, company: Company, asset_handle: str, handle: str | None, new: Definition, *, user: str, now_ms: int
) -> str:
    """Make a target, the last of its image, or change the one of a handle; returns its handle.

    raises: InvalidParameter for a handle that is no target of the asset, a rectangle that is not within the image, or
            a sixth target; and as `annotated.image`
    """
    asset = annotated.image(tx, company, asset_handle)
    _check(asset, new, "")
    values = {**asdict(new), "modified_ms": now_ms}
    if handle:
        target_id = _own(tx, asset, handle)
        store.change_target(tx, target_id, values)
    else:
        count = len(store.targets(tx, [asset.id])[asset.id]) + 1
        _check_count(count, "zoomTargetHandle", f"none, which would make {count} targets")
        position = store.next_position(tx, asset.id)
        target_id = store.add_target(tx, {**values, "asset_id": asset.id, "position": position})
    asset_changes.changed(tx, asset, user, now_ms)
    return _handle(tx, asset.id, target_id)


def delete(tx: Tx, company: Company, handle: str, *, user: str, now_ms: int) -> None:
    """raises: InvalidParameter for a handle that is no target's, and as `annotated.owner`"""
    asset_id, target_id = rules.target_id("zoomTargetHandle", handle)
    asset = annotated.owner(tx, company, asset_id, "zoomTargetHandle")
    if not store.remove_targets(tx, asset.id, target_id):
        raise InvalidParameter("zoomTargetHandle", handle, "the handle of a zoom target that is there")
    asset_changes.changed(tx, asset, user, now_ms)


def replace(
    tx: Tx, company: Company, asset_handle: str, new: Sequence[Definition], *, user: str, now_ms: int
) -> tuple[str, ...]:
    """Give an image these targets in place of those it has; returns their handles in the same order.

    raises: InvalidParameter for more than five, or a rectangle that is not within the image; and as `annotated.image`
    """
    asset = annotated.image(tx, company, asset_handle)
    _check_count(len(new), "zoomTargetArray/items", f"{len(new)} targets")
    for place, one in enumerate(new, start=1):
        _check(asset, one, f"zoomTargetArray/items[{place}]/")
    store.remove_targets(tx, asset.id)
    for place, one in enumerate(new):
        values = {**asdict(one), "asset_id": asset.id, "position": place, "modified_ms": now_ms}
        store.add_target(tx, values)
    asset_changes.changed(tx, asset, user, now_ms)
    return tuple(target.handle for target in store.targets(tx, [asset.id])[asset.id])


def _check_count(count: int, field: str, got: str) -> None:
    if count > MOST_TARGETS:
        raise InvalidParameter(field, got, f"at most {MOST_TARGETS} zoom targets an image")


def _check(asset: Asset, new: Definition, where: str) -> None:
    assert asset.image is not None
    rules.words(f"{where}name", new.name)
    rules.words(f"{where}userData", new.user_data)
    size = Size(asset.image.width, asset.image.height)
    rectangle = ZoomTarget(0, asset.id, **asdict(new), position=0, modified_ms=0)
    if not rectangle.fits(size):
        got = f"{new.x},{new.y},{new.width},{new.height}"
        want = f"a rectangle of at least 1 x 1 pixels within the {size.width} x {size.height} of the image"
        raise InvalidParameter(f"{where}xPosition,yPosition,width,height", got, want)


def _own(tx: Tx, asset: Asset, handle: str) -> int:
    _, target_id = rules.target_id("zoomTargetHandle", handle)
    if target_id not in {target.id for target in store.targets(tx, [asset.id])[asset.id]}:
        raise InvalidParameter("zoomTargetHandle", handle, f"the handle of a zoom target of {asset.handle}")
    return target_id


def _handle(tx: Tx, asset_id: int, target_id: int) -> str:
    return next(target.handle for target in store.targets(tx, [asset_id])[asset_id] if target.id == target_id)
