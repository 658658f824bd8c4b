"""Metadata fields that a company gives its assets, and what an asset's value of one is.

Source: IPS API reference, MetadataField, Metadata Field Types.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from safelight.domain import handles
from safelight.domain.quick import quick

EVERY_TYPE: Final = "Asset"
"""The asset type of fields that all assets have."""

BOOLEAN, DATE, FLOAT, INT = "Boolean", "Date", "Float", "Int"
BOOLEAN_TAG: Final = "BooleanTag"
TAG_TYPES: Final = frozenset((BOOLEAN_TAG, "MultiFixedTag", "MultiTag", "SingleFixedTag", "SingleTag"))
FIXED: Final = frozenset((BOOLEAN_TAG, "MultiFixedTag", "SingleFixedTag"))
MULTIPLE: Final = frozenset(("MultiFixedTag", "MultiTag"))
TRUE, FALSE = "True", "False"
TRUTHS: Final = (TRUE, FALSE)
"""The whole dictionary of a BooleanTag."""

HEAD: Final = 200
"""Characters of a text that an index holds."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a company; the columns of `metadata_field`, in their order.

    asset_type:        wire name of the type whose assets have it; `Asset` = all of them
    default_value:     what assets without a value of their own show and are found by; empty = none
    hidden:            a word to user interfaces; replies hold the field all the same (assumed)
    enforced:          values that do not fit the type are refused
    initial_tag_value: first value of the dictionary of a tag field
    """

    id: int
    company_id: int
    asset_type: str
    name: str
    type: str
    default_value: str
    hidden: bool
    enforced: bool
    initial_tag_value: str | None

    @property
    def handle(self) -> str:
        return handles.metadata_field_handle(self.company_id, self.asset_type, self.name)

    @property
    def is_tag(self) -> bool:
        return self.type in TAG_TYPES

    def suits(self, asset_type: str) -> bool:
        """Whether assets of the type have the field."""
        return self.asset_type in {EVERY_TYPE, asset_type}


@quick(frozen=True, slots=True)
class Value:
    """A value of a field that is no tag field.

    whole:  of a Boolean (0 or 1), an Int, a Date (UTC milliseconds); None where the text is none
    number: of a Float; None where the text is none
    """

    text: str
    whole: int | None = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of one field of an asset.

    handle: of the field, as it came
    given:  the values present, by their wire names (`longVal`, `addTagValueArray`)
    """

    handle: str
    given: Mapping[str, object]

    def texts(self, name: str) -> list[str]:
        """The texts of an array, or the one of `value`; none where it is absent or empty."""
        found = self.given.get(name)
        if isinstance(found, str):
            return [found] if found else []
        return list(found) if isinstance(found, tuple) else []


@quick(frozen=True, slots=True)
class Shown:
    """What an asset shows of a field: a value, or the tags in their order."""

    field: Field
    value: Value | None = None
    tags: tuple[str, ...] = ()
