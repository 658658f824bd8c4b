"""Values made from the contract: the smallest and the fullest a sequence can hold in one version."""

from datetime import UTC, datetime
from typing import Any

from safelight.contract import constants, model, shapes
from safelight.contract.generate import is_required

SAMPLES: dict[str, Any] = {
    "xsd:string": "Größe <&> \"'",
    "xsd:int": -(2**31),
    "xsd:long": 2**63 - 1,
    "xsd:double": 72.5,
    "xsd:boolean": True,
    "xsd:dateTime": datetime(2014, 4, 3, 12, 30, 15, 858000, tzinfo=UTC),
    "xsd:base64Binary": b"\x00\xffzip",
}
DEEPEST = 6


def minimal(sequence: model.Sequence, version: model.Version) -> Any:
    """Only what the version, or the shape, cannot do without."""
    names = {f.name for f in sequence.fields_in(version) if f.required}
    names |= {f.name for f in sequence.fields if is_required(sequence, f)}
    names |= {group[0] for group in sequence.exactly_one_of}
    chosen = [f for f in sequence.fields if f.name in names]
    return _shape(sequence, {f.attribute: _value(sequence, f, version, full=False, depth=0) for f in chosen})


def maximal(sequence: model.Sequence, version: model.Version, pick: int = 0, depth: int = 0) -> Any:
    """All the version has; of fields that exclude each other, the one that `pick` counts to."""
    barred = set()
    for group in (*sequence.exactly_one_of, *sequence.at_most_one_of):
        here = [f.name for f in sequence.fields_in(version) if f.name in group]
        barred |= set(here) - {here[pick % len(here)]} if here else set()
    needed = [f for f in sequence.fields if is_required(sequence, f)]
    chosen = dict.fromkeys([f for f in sequence.fields_in(version) if f.name not in barred] + needed)
    values = {f.attribute: _value(sequence, f, version, full=True, depth=depth) for f in chosen}
    return _shape(sequence, values)


def _shape(sequence: model.Sequence, values: dict[str, Any]) -> Any:
    return getattr(shapes, sequence.shape)(**values)


def _value(sequence: model.Sequence, field: model.Field, version: model.Version, *, full: bool, depth: int) -> Any:
    def one() -> Any:
        choice = constants.CHOICES.get((sequence.name, field.name))
        if field.primitive:
            return choice.documented[-1] if choice else SAMPLES[field.kind]
        kind = model.TYPES[field.kind]
        return maximal(kind, version, depth=depth + 1) if full else minimal(kind, version)

    if field.array is None:
        return one()
    too_deep = not field.primitive and depth > DEEPEST
    return tuple(one() for _ in range(field.min_items if too_deep or not full else max(field.min_items, 2)))
