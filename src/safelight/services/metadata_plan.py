"""Changes of metadata values, checked one by one and then written together."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from safelight.domain.assets import Asset
from safelight.domain.faults import Fault, InvalidParameter, MissingParameter, UnknownTag
from safelight.domain.field_values import date_text, value_of
from safelight.domain.metadata import (
    BOOLEAN,
    BOOLEAN_TAG,
    DATE,
    FALSE,
    FIXED,
    FLOAT,
    INT,
    MULTIPLE,
    TRUE,
    Change,
    Field,
    Value,
)
from safelight.domain.people import Company
from safelight.services import metadata_fields, tags
from safelight.store import metadata as store
from safelight.store import metadata_fields as fields
from safelight.store import tags as dictionaries
from safelight.store.database import Tx
from safelight.store.metadata import Pair

TYPED = {"boolVal": {BOOLEAN, BOOLEAN_TAG}, "longVal": {INT}, "doubleVal": {FLOAT}, "dateVal": {DATE}}
"""Elements that hold a value of some types of field alone. Source: IPS API reference, MetadataUpdate."""

SINGLE = ("value", *TYPED)
RESET, ADD, DELETE = "setTagValueArray", "addTagValueArray", "deleteTagValueArray"


class Plan:
    """What is to be written; each change sees those before it."""

    def __init__(self, tx: Tx, company: Company, asset_ids: Sequence[int], zone: tzinfo) -> None:
        """asset_ids: of the assets that may change, locked; zone: of dates without an offset"""
        self._tx, self._company, self._zone, self._ids = tx, company, zone, asset_ids
        self._fields: dict[str, Field | Fault] = {}
        self._dictionaries: dict[int, dict[str, int]] = {}
        self._tags: dict[Pair, list[int]] | None = None
        self._new_values: dict[Pair, Value] = {}
        self._new_tags: dict[Pair, list[int]] = {}

    def apply(self, asset: Asset, change: Change, place: str) -> None:
        """Change one field of one asset.

        place:  where the change stands, for faults
        raises: as `metadata_fields.by_handle`; InvalidParameter for a field that assets of this type lack, a value of
                another type than the field's, or one that an enforced field refuses; MissingParameter for no value;
                UnknownTag for a value that a closed dictionary does not have
        """
        field = self._field(change.handle, f"{place}/fieldHandle")
        if not field.suits(asset.type):
            want = f"a field that assets of type {asset.type} have"
            raise InvalidParameter(f"{place}/fieldHandle", change.handle, want)
        if field.is_tag:
            self._new_tags[asset.id, field.id] = self._retagged((asset.id, field.id), field, change, place)
        else:
            self._new_values[asset.id, field.id] = self._value(field, change, place)

    def write(self) -> set[int]:
        """Write all changes; returns the ids of the assets that have some."""
        store.write_values(self._tx, self._new_values)
        store.write_tags(self._tx, self._new_tags)
        return {asset_id for asset_id, _ in (*self._new_values, *self._new_tags)}

    def _field(self, handle: str, place: str) -> Field:
        if handle not in self._fields:
            try:
                self._fields[handle] = metadata_fields.held(self._tx, self._company, handle, place)
            except Fault as refusal:
                self._fields[handle] = refusal
        found = self._fields[handle]
        if isinstance(found, Fault):
            raise found
        return found

    def _value(self, field: Field, change: Change, place: str) -> Value:
        name = _only(change, place, SINGLE)
        _check_type(field, change, name, place)
        return value_of(field, f"{place}/{name}", self._text(change.given[name]), self._zone)

    def _text(self, given: object) -> str:
        if isinstance(given, bool):
            return str(given).lower()
        return date_text(given, self._zone) if isinstance(given, datetime) else str(given)

    def _retagged(self, pair: Pair, field: Field, change: Change, place: str) -> list[int]:
        """The tags an asset has after a change: reset first, then with what is added, then without what is deleted."""
        name = _only(change, place, ("value", "boolVal", RESET), besides=(ADD, DELETE))
        kept = self._known(field, _texts(field, change, name, place), f"{place}/{name}") if name else self._held(pair)
        kept += self._known(field, change.texts(ADD), f"{place}/{ADD}/items")
        taken = self._dictionary(field)
        gone = {taken[value] for value in change.texts(DELETE) if value in taken}
        left = [tag_id for tag_id in dict.fromkeys(kept) if tag_id not in gone]
        return left if field.type in MULTIPLE else left[-1:]

    def _held(self, pair: Pair) -> list[int]:
        """The tags an asset has before a change."""
        if pair in self._new_tags:
            return list(self._new_tags[pair])
        if self._tags is None:
            self._tags = {key: list(found) for key, found in store.tags_of(self._tx, self._ids).items()}
        return list(self._tags.get(pair, ()))

    def _known(self, field: Field, values: Sequence[str], place: str) -> list[int]:
        """Ids of tags; an open dictionary learns those it does not have. Of a single tag the last value counts."""
        known = self._dictionary(field)
        missing = [value for value in values if value not in known]
        if missing and field.type in FIXED:
            raise UnknownTag(place, missing[0])
        counting = values if field.type in MULTIPLE else values[-1:]
        if not known.keys() >= set(counting):
            tags.add(self._tx, field, counting, place)
            self._dictionaries[field.id] = known = dictionaries.dictionary(self._tx, field.id)
        return [known[value] for value in counting]

    def _dictionary(self, field: Field) -> dict[str, int]:
        """The dictionary, which nobody changes until the transaction ends."""
        if field.id not in self._dictionaries:
            fields.lock(self._tx, field.id)
            self._dictionaries[field.id] = dictionaries.dictionary(self._tx, field.id)
        return self._dictionaries[field.id]


def _texts(field: Field, change: Change, name: str, place: str) -> list[str]:
    """The tag values of an element; an empty `value` takes all tags away (assumed)."""
    _check_type(field, change, name, place)
    return [TRUE if change.given[name] else FALSE] if name == "boolVal" else change.texts(name)


def _check_type(field: Field, change: Change, name: str, place: str) -> None:
    if field.type not in TYPED.get(name, {field.type}):
        want = f"value, since the field is of type {field.type}"
        raise InvalidParameter(f"{place}/{name}", change.given[name], want)


def _only(change: Change, place: str, names: Sequence[str], besides: Sequence[str] = ()) -> str:
    """The one element given of several that exclude each other; empty where others beside them are given alone."""
    for name in change.given:
        if name not in {*names, *besides}:
            raise InvalidParameter(f"{place}/{name}", change.given[name], f"one of {', '.join((*names, *besides))}")
    there = [name for name in names if name in change.given]
    if len(there) > 1:
        raise InvalidParameter(place, " and ".join(there), "one value")
    if not change.given:
        raise MissingParameter(f"{place}/value")
    return there[0] if there else ""
