"""Groups and permissions on the wire."""

from collections.abc import Iterable

from safelight.contract import shapes
from safelight.domain import handles
from safelight.domain.groups import Group


def groups_to_wire(groups: Iterable[Group]) -> tuple[shapes.Group, ...]:
    return tuple(
        shapes.Group(
            group_handle=group.handle,
            company_handle=handles.company_handle(group.company_id),
            name=group.name,
            is_system_defined=group.system_defined,
        )
        for group in groups
    )
