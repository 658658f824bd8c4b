"""Permissions as the wire shows them, and as callers write them."""

from collections.abc import Iterable, Sequence

from safelight.contract.shapes import Permission as WirePermission
from safelight.contract.shapes import PermissionSet, PermissionUpdate
from safelight.domain import handles
from safelight.domain.permissions import Entry, Written
from safelight.services.permissions import Shown


def to_wire(entries: Iterable[Entry]) -> tuple[WirePermission, ...]:
    return tuple(map(_one, entries))


def of_set(sets: Shown, set_id: int | None) -> tuple[WirePermission, ...]:
    """The permissions of a set; empty where there is none."""
    return () if set_id is None else to_wire(sets[set_id])


def sets_to_wire(sets: Shown) -> tuple[PermissionSet, ...]:
    """The sets that a reply names, by age."""
    return tuple(
        PermissionSet(permission_set_handle=handles.permission_set_handle(set_id), permission_array=to_wire(entries))
        for set_id, entries in sorted(sets.items())
    )


def written(field: str, updates: Sequence[PermissionUpdate]) -> list[Written]:
    """field: of the array, `permissionArray`"""
    return [
        Written(f"{field}/items[{place}]", one.group_handle, one.permission_type, one.is_allowed, one.is_override)
        for place, one in enumerate(updates, start=1)
    ]


def _one(entry: Entry) -> WirePermission:
    return WirePermission(
        group_handle=handles.group_handle(entry.permission.group_id),
        group_name=entry.group_name,
        permission_type=entry.permission.kind,
        is_allowed=entry.permission.allowed,
        is_override=entry.permission.override,
    )
