"""Operations on property sets, and their shapes on the wire."""

from collections.abc import Iterable

from safelight.assets.permissions import of_set
from safelight.contract import shapes
from safelight.domain import handles
from safelight.domain.property_sets import PropertySet, PropertySetType
from safelight.services.permissions import Shown


def type_to_wire(kind: PropertySetType) -> shapes.PropertySetType:
    """A global one has no company handle; source: IPS API reference, PropertySetType."""
    return shapes.PropertySetType(
        type_handle=kind.handle,
        company_handle=None if kind.company_id is None else handles.company_handle(kind.company_id),
        name=kind.name,
        property_type=kind.property_type,
        allow_multiple=kind.allow_multiple,
    )


def set_to_wire(known: PropertySet, sets: Shown) -> shapes.PropertySet:
    """`permissions` is absent from a set that was given none."""
    found = tuple(shapes.Property(name=name, value=value) for name, value in known.properties.items())
    return shapes.PropertySet(
        set_handle=known.handle,
        type_handle=known.type_handle,
        property_array=found,
        permissions=None if known.permission_set_id is None else of_set(sets, known.permission_set_id),
    )


def pairs(properties: Iterable[shapes.Property]) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in properties]
