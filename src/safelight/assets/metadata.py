"""Metadata fields, and what assets show of them, on the wire."""

from collections.abc import Iterable, Sequence
from typing import Final

from safelight.contract.model import SEQUENCES
from safelight.contract.shapes import Metadata, MetadataField, MetadataUpdate
from safelight.domain.metadata import BOOLEAN, DATE, INT, Change, Field, Shown
from safelight.domain.moments import moment

TAG_SEPARATOR: Final = ", "
"""Between the tags of one field where they stand in one text (assumed)."""

_WHOLE: Final = frozenset((BOOLEAN, DATE, INT))
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
    value, type_, name = shown.value, shown.field.type, shown.field.name
    assert value is not None
    whole = value.whole
    if whole is None or type_ not in _WHOLE:
        return Metadata(name=name, value=value.text, double_val=value.number)
    if type_ == INT:
        return Metadata(name=name, value=value.text, long_val=whole, double_val=value.number)
    bool_val, date_val = (bool(whole), None) if type_ == BOOLEAN else (None, moment(whole))
    return Metadata(name=name, value=value.text, bool_val=bool_val, double_val=value.number, date_val=date_val)
