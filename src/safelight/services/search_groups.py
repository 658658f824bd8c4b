"""The groups of conditions of a search: keywords, system fields, tags, metadata; each holds as a whole or in part."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from safelight.domain import field_conditions, written_conditions
from safelight.domain.choices import one_of
from safelight.domain.conditions import Condition, Group, TextMatch, XmpMatch
from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.domain.written_conditions import XMP_FIELDS, Written
from safelight.services import metadata_fields
from safelight.store.database import Tx

MATCH_MODES: Final = ("MatchAll", "MatchAny")
MOST_CONDITIONS = 100
"""Of each kind in one call (assumed; so that every call is one statement of bounded size)."""
MOST_TAGS = 1_000
"""Values one condition may name (assumed, likewise)."""


@dataclass(frozen=True, slots=True)
class WrittenTag:
    """A condition on a tag field as it came."""

    field: str
    op: str
    value: str | None
    values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """The conditions of searchAssets as they came, by kind, each with its mode; fields of metadata are handles."""

    keywords: Sequence[str] = ()
    system: Sequence[Written] = ()
    system_mode: str | None = None
    tags: Sequence[WrittenTag] = ()
    tag_mode: str | None = None
    metadata: Sequence[Written] = ()
    metadata_mode: str | None = None
    mode: str | None = None


def groups_of(tx: Tx, company: Company, wishes: Wishes, zone: tzinfo) -> tuple[tuple[Group, ...], bool]:
    """The groups that have conditions, and whether one of them is enough.

    zone:   of moments written without an offset
    raises: InvalidParameter for a mode that is none, or more than 100 conditions of a kind; and as
            `written_conditions.read`, `field_conditions` and `metadata_fields.by_handle`
    """
    found = (
        _group(_keywords(wishes.keywords), "MatchAll", ""),
        _group(_system(wishes.system, zone), wishes.system_mode, "systemFieldMatchMode"),
        _group(_tags(tx, company, wishes.tags), wishes.tag_mode, "tagMatchMode"),
        _group(_metadata(tx, company, wishes.metadata, zone), wishes.metadata_mode, "metadataMatchMode"),
    )
    return tuple(group for group in found if group.conditions), any_one("conditionMatchMode", wishes.mode)


def any_one(field: str, mode: str | None) -> bool:
    """Whether a mode is MatchAny; MatchAll is the default. Raises InvalidParameter for another word."""
    return one_of(field, mode, MATCH_MODES, "MatchAll") == "MatchAny"


def check_count(field: str, got: Collection[object], most: int = MOST_CONDITIONS) -> None:
    if len(got) > most:
        raise InvalidParameter(field, f"{len(got)} items", f"at most {most}")


def _group(conditions: tuple[Condition, ...], mode: str | None, field: str) -> Group:
    return Group(conditions, any_one(field, mode))


def _keywords(words: Sequence[str]) -> tuple[Condition, ...]:
    """Each must be one of the keywords of the asset (assumed); empty ones ask for nothing."""
    check_count("keywordArray", words)
    wanted = [word for word in words if word.strip()]
    return tuple(XmpMatch(XMP_FIELDS["Keywords"], TextMatch("Keywords", "Equals", word)) for word in wanted)


def _system(written: Sequence[Written], zone: tzinfo) -> tuple[Condition, ...]:
    check_count("systemFieldConditionArray", written)
    place = "systemFieldConditionArray/items[{}]"
    return tuple(written_conditions.read(place.format(at), one, zone) for at, one in enumerate(written, start=1))


def _tags(tx: Tx, company: Company, written: Sequence[WrittenTag]) -> tuple[Condition, ...]:
    check_count("tagConditionArray", written)
    found = []
    for at, one in enumerate(written, start=1):
        place = f"tagConditionArray/items[{at}]"
        check_count(f"{place}/valueArray", one.values or (), MOST_TAGS)
        field = metadata_fields.by_handle(tx, company, one.field, f"{place}/fieldHandle")
        found.append(field_conditions.on_tags(place, field, one.op, one.value, one.values))
    return tuple(found)


def _metadata(tx: Tx, company: Company, written: Sequence[Written], zone: tzinfo) -> tuple[Condition, ...]:
    check_count("metadataConditionArray", written)
    found = []
    for at, one in enumerate(written, start=1):
        place = f"metadataConditionArray/items[{at}]"
        values = one.given.get("values")
        check_count(f"{place}/values", values if isinstance(values, tuple) else (), MOST_CONDITIONS)
        field = metadata_fields.by_handle(tx, company, one.field, f"{place}/fieldHandle")
        found.append(field_conditions.on_field(place, one, field, zone))
    return tuple(found)
