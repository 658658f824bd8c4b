"""Zoom targets and image maps, by the assets they are drawn on."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, Table, delete, func, insert, select, update

from safelight.domain.annotations import ImageMap, ZoomTarget
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.tables import image_map, zoom_target

T = TypeVar("T", ZoomTarget, ImageMap)


def targets(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Sequence[ZoomTarget]]:
    """Of each asset in their order, by asset, none for one without; walks zoom_target_by_asset."""
    return _of(tx, _TARGETS, ZoomTarget, asset_ids)


def maps(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Sequence[ImageMap]]:
    """Of each asset, the lowest first, by asset, none for one without; walks image_map_by_asset."""
    return _of(tx, _MAPS, ImageMap, asset_ids)


def add_target(tx: Tx, values: Mapping[str, object]) -> int:
    return _add(tx, zoom_target, values)


def add_map(tx: Tx, values: Mapping[str, object]) -> int:
    return _add(tx, image_map, values)


def change_target(tx: Tx, target_id: int, values: Mapping[str, object]) -> None:
    tx.execute(update(zoom_target).where(zoom_target.c.id == target_id).values(values))


def change_map(tx: Tx, map_id: int, values: Mapping[str, object]) -> None:
    tx.execute(update(image_map).where(image_map.c.id == map_id).values(values))


def remove_targets(tx: Tx, asset_id: int, only: int | None = None) -> int:
    """Delete one target of an asset, or all; returns how many there were."""
    return _remove(tx, zoom_target, asset_id, only)


def remove_maps(tx: Tx, asset_id: int, only: int | None = None) -> int:
    """Delete one map of an asset, or all; returns how many there were."""
    return _remove(tx, image_map, asset_id, only)


def next_position(tx: Tx, asset_id: int) -> int:
    """Behind the last zoom target of an asset; walks zoom_target_by_asset."""
    wanted = select(func.max(zoom_target.c.position)).where(zoom_target.c.asset_id == asset_id)
    last = tx.execute(wanted).scalar()
    return 0 if last is None else last + 1


def _in_order(table: Table) -> Select[Any]:
    rows = select(table).where(among(table.c.asset_id))
    return rows.order_by(table.c.asset_id, table.c.position, table.c.id)


_TARGETS, _MAPS = _in_order(zoom_target), _in_order(image_map)


def _of(tx: Tx, wanted: Select[Any], shape: Callable[..., T], asset_ids: Sequence[int]) -> Mapping[int, Sequence[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in tx.execute(wanted, {IDS: asset_ids}).mappings():
        found[row["asset_id"]].append(shape(**_named(row)))
    return found


def _add(tx: Tx, table: Table, values: Mapping[str, object]) -> int:
    made = tx.execute(insert(table).values(values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def _remove(tx: Tx, table: Table, asset_id: int, only: int | None) -> int:
    these = table.c.asset_id == asset_id
    if only is not None:
        these &= table.c.id == only
    return tx.execute(delete(table).where(these)).rowcount


def _named(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}
