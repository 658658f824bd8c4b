"""Metadata fields, and what assets show of them, on the wire."""

from collections.abc import Iterable, Sequence
from typing import Final

from safelight.contract import constants
from safelight.contract.model import SEQUENCES
from safelight.contract.shapes import Metadata, MetadataField, MetadataUpdate
from safelight.domain.metadata import BOOLEAN, DATE, INT, Change, Field, Shown
from safelight.domain.moments import moment

ASSET_TYPES: Final = constants.values("Asset Types")
"""Those that a field can be for; `Asset` means all of them."""

TAG_SEPARATOR: Final = ", "
"""Between the tags of one field where they stand in one text (assumed)."""

_GIVEN: Final = tuple(field for field in SEQUENCES["MetadataUpdate"].fields if field.name != "fieldHandle")


def field_to_wire(field: Field) -> MetadataField:
    """Every field is made by a user and none is required: nothing of the contract could make another (assumed)."""
    return MetadataField(
        field_handle=field.handle,
        name=field.name,
        type=field.type,
        default_value=field.default_value,
        is_required=False,
        is_user_defined=True,
        is_hidden=field.hidden,
        is_enforced=field.enforced,
        initial_tag_value=field.initial_tag_value,
    )


def to_wire(shown: Iterable[Shown]) -> tuple[Metadata, ...]:
    return tuple(_tags_to_wire(one) if one.field.is_tag else _value_to_wire(one) for one in shown)


def changes(updates: Sequence[MetadataUpdate]) -> list[Change]:
    """What is to become of the fields of an asset, for the service."""
    found = []
    for update in updates:
        values = {field.name: getattr(update, field.attribute) for field in _GIVEN}
        given = {name: value for name, value in values.items() if value is not None}
        found.append(Change(update.field_handle, given))
    return found


def _tags_to_wire(shown: Shown) -> Metadata:
    return Metadata(name=shown.field.name, value=TAG_SEPARATOR.join(shown.tags), value_array=shown.tags)


def _value_to_wire(shown: Shown) -> Metadata:
    value = shown.value
    assert value is not None
    whole, type_ = value.whole, shown.field.type
    return Metadata(
        name=shown.field.name,
        value=value.text,
        bool_val=bool(whole) if type_ == BOOLEAN and whole is not None else None,
        long_val=whole if type_ == INT else None,
        double_val=value.number,
        date_val=moment(whole) if type_ == DATE and whole is not None else None,
    )
