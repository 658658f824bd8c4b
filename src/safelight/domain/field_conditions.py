"""Conditions on metadata fields, read as those a search is made of."""

from datetime import UTC, tzinfo
from typing import Final, Literal

from safelight.domain.conditions import AnyOf, FieldMatch, Interval, TagMatch, TextMatch
from safelight.domain.faults import InvalidParameter
from safelight.domain.field_values import read
from safelight.domain.metadata import BOOLEAN, BOOLEAN_TAG, DATE, FALSE, FLOAT, INT, MULTIPLE, TRUE, Field
from safelight.domain.written_conditions import (
    TEXT_OPS,
    UNARY_OPS,
    Written,
    check_given,
    check_op,
    dates,
    doubles,
    interval,
    longs,
    text_match,
)

MATCHES, MATCHES_ANY, MATCHES_ALL = "Matches", "MatchesAny", "MatchesAll"
_KEPT_AS: Final[dict[str, Literal["whole", "number"]]] = {
    BOOLEAN: "whole",
    DATE: "whole",
    FLOAT: "number",
    INT: "whole",
}


def on_field(place: str, written: Written, field: Field, zone: tzinfo, *, folded: bool = False) -> FieldMatch | AnyOf:
    """Check one condition on a metadata field.

    A text operator goes with `value` on any type of field; equality goes by what a value means where it fits the type.
    Several `values` are one condition: one of them matches, or none where the operator is a negated one (assumed).

    place:  where it stands, for faults; folded: case does not count
    zone:   of dates written without an offset
    raises: as `written_conditions.read`
    """
    if "values" in written.given:
        return _on_values(place, written, field, folded=folded)
    return _on_value(place, written, field, zone, folded=folded)


def on_tags(place: str, field: Field, op: str, value: str | None, values: tuple[str, ...] | None) -> TagMatch:
    """Check one condition on a tag field; a value that its dictionary does not have matches no asset.

    raises: InvalidParameter for a field that is no tag field, an operator the field does not know, or a value beside
            an array; MissingParameter for neither
    """
    if not field.is_tag:
        want = f"a tag field, and this one is of type {field.type}"
        raise InvalidParameter(f"{place}/fieldHandle", field.handle, want)
    ops = (MATCHES, MATCHES_ANY, MATCHES_ALL) if field.type in MULTIPLE else (MATCHES, MATCHES_ANY)
    given = {name: got for name, got in (("value", value), ("valueArray", values)) if got is not None}
    written = Written(field.name, op, given)
    check_op(place, written, ops)
    check_given(place, written, ("value",) if op == MATCHES else ("valueArray",))
    wanted = (value or "",) if op == MATCHES else values or ()
    return TagMatch(field.id, wanted, every=op == MATCHES_ALL)


def _on_values(place: str, written: Written, field: Field, *, folded: bool) -> AnyOf:
    check_op(place, written, TEXT_OPS)
    check_given(place, written, ("values",))
    op, values = written.op.removeprefix("Not"), written.given["values"]
    assert isinstance(values, tuple)
    wanted = tuple(_by_text(field, TextMatch(written.field, op, value, folded)) for value in values)
    return AnyOf(wanted, negated=op != written.op)


def _on_value(place: str, written: Written, field: Field, zone: tzinfo, *, folded: bool) -> FieldMatch:
    if "boolVal" in written.given:
        return _on_truth(place, written, field)
    text = written.given.get("value")
    by_text = field.type not in _KEPT_AS or (
        text is not None
        and written.op in TEXT_OPS
        and (written.op not in UNARY_OPS or read(field.type, str(text), zone) is None)
    )
    if by_text:
        return _by_text(field, text_match(place, written, folded=folded))
    if field.type == BOOLEAN:
        check_op(place, written, TEXT_OPS)
        check_given(place, written, ("boolVal",) if text is None else ("value",))
        found = read(field.type, str(text), zone)
        assert found is not None
        return _by_order(field, _equal(written, found.whole or 0))
    order = {DATE: dates(zone), FLOAT: doubles(), INT: longs()}[field.type]
    return _by_order(field, interval(place, written, order))


def _on_truth(place: str, written: Written, field: Field) -> FieldMatch:
    check_op(place, written, ("Equals", "NotEquals"))
    check_given(place, written, ("boolVal",))
    truth = bool(written.given["boolVal"])
    if field.type == BOOLEAN_TAG:
        return _by_text(field, TextMatch(written.field, written.op, TRUE if truth else FALSE))
    if field.type != BOOLEAN:
        raise InvalidParameter(f"{place}/boolVal", truth, f"value, since the field is of type {field.type}")
    return _by_order(field, _equal(written, int(truth)))


def _equal(written: Written, value: int) -> Interval:
    return Interval(written.field, value, value, inside=written.op == "Equals")


def _by_text(field: Field, how: TextMatch) -> FieldMatch:
    if field.is_tag:
        return FieldMatch(field.id, "tag", how)
    default = field.asset_type if field.default_value and how.holds(field.default_value) else None
    return FieldMatch(field.id, "text", how, default)


def _by_order(field: Field, how: Interval) -> FieldMatch:
    """The zone does not count: default dates know their offset."""
    kept_as = _KEPT_AS[field.type]
    default = read(field.type, field.default_value, UTC) if field.default_value else None
    number = None if default is None else getattr(default, kept_as)
    matches = number is not None and how.holds(number)
    return FieldMatch(field.id, kept_as, how, field.asset_type if matches else None)
