"""Property sets: named values that an application keeps with a user, a company, or a user in a company."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from safelight.domain import handles
from safelight.domain.faults import InvalidParameter

OF_USER, OF_COMPANY, OF_USER_IN_COMPANY = "UserProperty", "CompanyProperty", "UserCompanyProperty"
PROPERTY_TYPES: Final = (OF_USER, OF_COMPANY, OF_USER_IN_COMPANY)
"""Source: IPS API reference, Property Set Types."""

NAME_MAX_CHARACTERS: Final = 255
MOST_PROPERTIES: Final = 1_000
"""Of one set (assumed)."""

Properties = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PropertySetType:
    """A kind of property set. company_id: None for a global one, which every company has."""

    id: int
    company_id: int | None
    name: str
    property_type: str
    allow_multiple: bool

    @property
    def handle(self) -> str:
        return handles.property_set_type_handle(self.id)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who a set belongs to: a user, a company, or a user in a company."""

    account_id: int | None
    company_id: int | None


@dataclass(frozen=True, slots=True)
class PropertySet:
    """permission_set_id: None where no permissions were given to it"""

    id: int
    type_id: int
    owner: Owner
    properties: Properties
    permission_set_id: int | None

    @property
    def handle(self) -> str:
        return handles.property_set_handle(self.id)

    @property
    def type_handle(self) -> str:
        return handles.property_set_type_handle(self.type_id)


def type_name(field: str, text: str) -> str:
    """Blanks at either end are cut (assumed). Raises InvalidParameter for an unfit name."""
    return _name(field, text.strip(), text)


def read(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Properties as a caller wrote them, in their order.

    raises: InvalidParameter for an unfit name, one that stands twice, or more than 1000 properties
    """
    found: dict[str, str] = {}
    for place, (name, value) in enumerate(pairs, start=1):
        field = f"propertyArray/items[{place}]/name"
        if name in found:
            raise InvalidParameter(field, name, "each name once")
        found[_name(field, name, name)] = value
    return checked(found)


def checked(properties: dict[str, str]) -> dict[str, str]:
    """raises: InvalidParameter for more than 1000 properties"""
    if len(properties) > MOST_PROPERTIES:
        raise InvalidParameter("propertyArray", f"{len(properties)} properties", f"at most {MOST_PROPERTIES} in a set")
    return properties


def _name(field: str, name: str, got: str) -> str:
    if not 0 < len(name) <= NAME_MAX_CHARACTERS or any(unicodedata.category(each) in {"Cc", "Cs"} for each in name):
        raise InvalidParameter(field, got, f"1 to {NAME_MAX_CHARACTERS} characters, none of them a control character")
    return name
