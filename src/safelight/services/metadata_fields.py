"""The rules of metadata fields: what may be one, and what becomes of it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import tzinfo
from typing import Any

from safelight.domain import field_values, handles
from safelight.domain.faults import ForeignCompany, InvalidParameter, NameTaken
from safelight.domain.metadata import BOOLEAN_TAG, DATE, EVERY_TYPE, TRUTHS, Field
from safelight.domain.moments import moment
from safelight.domain.people import Company
from safelight.services import tags
from safelight.store import metadata_fields as store
from safelight.store.database import Tx

NAME_MAX_CHARACTERS = 255
_UNFIT = re.compile(r"[\x00-\x1f\x7f|]")


def create(tx: Tx, company: Company, wanted: Field, zone: tzinfo) -> Field:
    """Make a field; its ids are not read. One of a tag type begins with its initial tag value as its dictionary.

    zone:   of default dates without an offset
    raises: InvalidParameter for a name or a default that cannot be, NameTaken where the asset type has that name
    """
    fit = _checked(replace(wanted, company_id=company.id, name=_name(wanted.name)), zone)
    field_id = store.add(tx, _columns(fit))
    if field_id is None:
        raise NameTaken("name", fit.name, "metadata field")
    made = replace(fit, id=field_id)
    tags.begin(tx, made)
    return made


def change(tx: Tx, field: Field, wanted: Mapping[str, Any], zone: tzinfo) -> Field:
    """Change name, default, flags or initial tag value; what is None stays. A new name is a new handle.

    raises: as `create`
    """
    changed = replace(field, **{name: value for name, value in wanted.items() if value is not None})
    fit = _checked(replace(changed, name=_name(changed.name)), zone)
    store.lock(tx, field.id)
    if not store.change(tx, field.id, _columns(fit)):
        raise NameTaken("name", fit.name, "metadata field")
    tags.begin(tx, fit)
    return fit


def check_kind(field: Field, asset_type: str, type_: str) -> None:
    """Raises InvalidParameter for another asset type or type than the field was made with: they are fixed."""
    for name, got, is_ in (("assetType", asset_type, field.asset_type), ("fieldType", type_, field.type)):
        if got != is_:
            raise InvalidParameter(name, got, f"{is_}, which the field was made with")


def delete(tx: Tx, field: Field) -> None:
    """Erase a field, and with it what assets have of it."""
    store.remove(tx, field.id)


def by_handle(tx: Tx, company: Company, handle: str, place: str = "fieldHandle") -> Field:
    """The field of a handle.

    raises: ForeignCompany where it is another company's, InvalidParameter where it is malformed or names none
    """
    company_id, code, name = handles.metadata_field(place, handle)
    if company_id != company.id:
        raise ForeignCompany(place, handle)
    for field in store.by_name(tx, company.id, name):
        if field.asset_type.upper() == code:
            return field
    raise InvalidParameter(place, handle, "the handle of a metadata field of the company")


def held(tx: Tx, company: Company, handle: str, place: str) -> Field:
    """As `by_handle`; the field stays until the transaction ends."""
    field = by_handle(tx, company, handle, place)
    if not store.hold(tx, field.id):
        raise InvalidParameter(place, handle, "the handle of a metadata field that is there")
    return field


def named(tx: Tx, company: Company, name: str) -> list[Field]:
    """The fields of a name, one for an asset type at most."""
    return store.by_name(tx, company.id, name)


def of_type(tx: Tx, company: Company, asset_type: str) -> list[Field]:
    """The fields that assets of a type have, those of all types among them, by name."""
    return [field for field in store.by_companies(tx, [company.id]) if field.suits(asset_type)]


def grouped(tx: Tx, company: Company) -> dict[str, list[Field]]:
    """All fields by the asset type they are for: `Asset` first and always, then each type that has its own."""
    found: dict[str, list[Field]] = {EVERY_TYPE: []}
    for field in sorted(store.by_companies(tx, [company.id]), key=lambda field: field.asset_type):
        found.setdefault(field.asset_type, []).append(field)
    return found


def _checked(field: Field, zone: tzinfo) -> Field:
    """With a default date as a moment that knows its offset."""
    if field.is_tag and field.default_value:
        raise InvalidParameter("defaultValue", field.default_value, f"none for a field of type {field.type}")
    if field.default_value:
        default = field_values.value_of(field, "defaultValue", field.default_value, zone)
        if field.type == DATE and default.whole is not None:
            field = replace(field, default_value=field_values.date_text(moment(default.whole), zone))
    if field.type == BOOLEAN_TAG and field.initial_tag_value and field.initial_tag_value not in TRUTHS:
        raise InvalidParameter("initialTagValue", field.initial_tag_value, f"one of {', '.join(TRUTHS)}")
    return field


def _name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > NAME_MAX_CHARACTERS or _UNFIT.search(name):
        want = f"1 to {NAME_MAX_CHARACTERS} characters without | and control characters"
        raise InvalidParameter("name", text, want)
    return name


def _columns(field: Field) -> dict[str, object]:
    return {name: value for name, value in asdict(field).items() if name != "id"}
