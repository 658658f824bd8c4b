"""Searching by metadata keys: `name`, `dc.subject`, `custom_attributes.Author`.

Source: IPS API reference, searchAssetsByMetadata.
"""

import re
from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from safelight.domain import field_conditions, written_conditions
from safelight.domain.assets import Asset
from safelight.domain.conditions import AnyOf, Condition, FieldMatch, Group, TextMatch, XmpMatch
from safelight.domain.faults import InvalidParameter
from safelight.domain.metadata import Field
from safelight.domain.people import Company
from safelight.domain.permissions import Access
from safelight.domain.written_conditions import TEXT_OPS, UNARY_OPS, Written, check_given, check_op
from safelight.services import metadata_fields
from safelight.services.search_groups import any_one, check_count
from safelight.store import metadata, xmp
from safelight.store import search as store
from safelight.store.database import Tx

CUSTOM: Final = "custom_attributes."
"""What stands before the name of a metadata field of the company."""

SORT_KEYS: Final = {"name": "Name", "created_at": "Created", "modified_at": "Modified", "type": "AssetType"}
TEXT_KEYS: Final = {
    "name": "Name",
    "folder_path": "Folder",
    "type": "Type",
    "file_name": "FileName",
    "description": "Description",
    "comment": "Comments",
    "user_data": "UserData",
    "sku": "Sku",
    "created_by": "CreateUser",
    "modified_by": "LastModifyUser",
}
DATE_KEYS: Final = {"created_at": "Created", "modified_at": "LastModified"}
ID_KEY: Final = "asset_id"
NOTHING: Final = "N/A"
"""What counts the assets without a value. Source: reference, getDistinctMetadataValues, sample."""

MOST_LISTED: Final = 10_000
_XMP_KEY: Final = re.compile(r"[A-Za-z][\w-]*\.[\w-]+")
_WANTED = "a key such as name, dc.subject or custom_attributes.Author"


def group_of(
    tx: Tx, company: Company, written: Sequence[tuple[Written, bool]], mode: str | None, zone: tzinfo
) -> tuple[Group, ...]:
    """The conditions as one group; none for no conditions.

    written: each with whether case counts; its field is a key
    zone:    of moments written without an offset
    raises:  InvalidParameter for a key that is none, more than 100 conditions, a mode that is none, and as
             `written_conditions.read`
    """
    check_count("metadataConditionArray", written)
    any_wanted = any_one("metadataConditionMatchMode", mode)
    found = []
    for at, (one, exact) in enumerate(written, start=1):
        found.append(_condition(tx, company, f"metadataConditionArray/items[{at}]", one, zone, folded=not exact))
    return (Group(tuple(found), any_wanted),) if found else ()


def distinct(tx: Tx, company: Company, eyes: Access, key: str) -> list[tuple[str, int]]:
    """Values that assets outside the trash have for a key, most frequent first; N/A counts those that have none.

    eyes:   in whose name, of assets they may read (assumed)
    key:    of the XMP packet, or of a metadata field of the company
    raises: InvalidParameter for another
    """
    if key.startswith(CUSTOM):
        fields = _fields(tx, company, "metadataKey", key)
        found = [pair for field in fields for pair in metadata.distinct(tx, field.id, eyes, MOST_LISTED)]
        there = sum(metadata.with_any(tx, field.id, eyes) for field in fields)
    elif _is_xmp(key):
        found = xmp.distinct(tx, company.id, key, eyes, MOST_LISTED)
        there = xmp.with_any(tx, company.id, key, eyes)
    else:
        raise InvalidParameter("metadataKey", key, "a key such as dc.format or custom_attributes.Author")
    counts: dict[str, int] = {}
    for value, count in found:
        counts[value] = counts.get(value, 0) + count
    without = store.count_outside_trash(tx, company.id, eyes) - there
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_LISTED]
    return [(NOTHING, without), *ordered] if without else ordered


def xmp_of(tx: Tx, found: Sequence[Asset], keys: Sequence[str]) -> dict[tuple[int, str], list[str]]:
    """What the XMP packets of assets have for keys, by id and key."""
    return xmp.values_of(tx, [asset.id for asset in found], [key for key in keys if _is_xmp(key)])


def check_keys(keys: Sequence[str]) -> None:
    """Raises InvalidParameter for a key of responseMetadataArray that is none, or more than 100."""
    check_count("responseMetadataArray", keys)
    for at, key in enumerate(keys, start=1):
        known = key in {*TEXT_KEYS, *DATE_KEYS, ID_KEY} or _is_xmp(key) or key.startswith(CUSTOM)
        if not known:
            raise InvalidParameter(f"responseMetadataArray/items[{at}]", key, _WANTED)


def _condition(tx: Tx, company: Company, place: str, one: Written, zone: tzinfo, *, folded: bool) -> Condition:
    key = one.field
    if key.startswith(CUSTOM):
        fields = _fields(tx, company, f"{place}/fieldHandle", key)
        return _joined([field_conditions.on_field(place, one, field, zone, folded=folded) for field in fields])
    if key == ID_KEY:
        check_op(place, one, UNARY_OPS + written_conditions.RANGE_OPS)
        return written_conditions.interval(place, Written("Id", one.op, one.given), written_conditions.longs())
    if key in DATE_KEYS:
        return written_conditions.interval(
            place, Written(DATE_KEYS[key], one.op, one.given), written_conditions.dates(zone)
        )
    if key in TEXT_KEYS or _is_xmp(key):
        return _on_text(place, one, folded=folded)
    raise InvalidParameter(f"{place}/fieldHandle", key, _WANTED)


def _on_text(place: str, one: Written, *, folded: bool) -> Condition:
    """As for metadata fields, several `values` are one condition."""
    key, several = one.field, "values" in one.given
    check_op(place, one, TEXT_OPS)
    check_given(place, one, ("values",) if several else ("value",))
    op = one.op.removeprefix("Not") if several else one.op
    texts = one.given["values"] if several else (one.given["value"],)
    assert isinstance(texts, tuple)
    matches = [TextMatch(TEXT_KEYS.get(key, key), op, str(text), folded) for text in texts]
    if not several:
        return matches[0] if key in TEXT_KEYS else XmpMatch(key, matches[0])
    conditions = tuple(match if key in TEXT_KEYS else XmpMatch(key, match) for match in matches)
    return AnyOf(conditions, negated=op != one.op)


def _fields(tx: Tx, company: Company, place: str, key: str) -> list[Field]:
    found = metadata_fields.named(tx, company, key.removeprefix(CUSTOM))
    if not found:
        raise InvalidParameter(place, key, f"{CUSTOM} and the name of a metadata field of the company")
    return found


def _joined(found: Sequence[FieldMatch | AnyOf]) -> Condition:
    """One condition on all fields of a name: one of them matches, or none where the operator is a negated one."""
    if len(found) == 1:
        return found[0]
    parts = [part for one in found for part in (one.conditions if isinstance(one, AnyOf) else (one.positive(),))]
    return AnyOf(tuple(parts), negated=found[0].negated)


def _is_xmp(key: str) -> bool:
    return not key.startswith(CUSTOM) and _XMP_KEY.fullmatch(key) is not None
