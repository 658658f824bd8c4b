"""Shapes to XML text: order, occurrence and written forms of the version asked.

Bodies are compiled once for each sequence, version and selection, then only fill a list of strings.
"""

from collections.abc import Callable, Iterable
from datetime import tzinfo
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from safelight.contract.codec.filters import EVERYTHING, NOTHING, Selection, selection
from safelight.contract.codec.values import WRITE, write_date_time
from safelight.contract.constants import CHOICES
from safelight.contract.model import OPERATIONS, SEQUENCES, VERSIONS, Field, Sequence, Version

Write = Callable[[Any, list[str]], None]
_OLDEST = 0


def encode_return(
    operation: str,
    shape: object,
    version: Version,
    zone: tzinfo,
    response_fields: Iterable[str] | None = None,
    exclude_fields: Iterable[str] | None = None,
) -> str:
    """The reply element as text, its namespace as default namespace.

    zone: dates are written with the offset of this zone
    raises: TypeError where the shape lacks what the version requires, or holds a value of a wrong type
    """
    kept = selection(response_fields, exclude_fields)
    return write_element(OPERATIONS[operation].returns, shape, version, kept, zone)


def encode_param(operation: str, shape: object, version: Version, zone: tzinfo) -> str:
    """The parameter element as text, as a client would send it."""
    return write_element(OPERATIONS[operation].param, shape, version, EVERYTHING, zone)


def write_element(sequence: Sequence, shape: object, version: Version, kept: Selection, zone: tzinfo) -> str:
    """An element of any sequence; see `encode_return`."""
    if type(shape).__name__ != sequence.shape:
        raise TypeError(f"{sequence.name} is written from a {sequence.shape}, not a {type(shape).__name__}")
    out: list[str] = []
    _body(sequence.name, version.name, kept, zone).write(shape, out)
    start = f'<{sequence.name} xmlns="{version.namespace}"'
    return "".join((start, ">", *out, f"</{sequence.name}>")) if out else start + "/>"


class _Body:
    """Writes the children of one sequence; compiled at first use, since types may hold themselves."""

    __slots__ = ("_kept", "_read", "_sequence", "_version", "_writes", "_zone")

    def __init__(self, sequence: Sequence, version: Version, kept: Selection, zone: tzinfo) -> None:
        self._sequence, self._version, self._kept, self._zone = sequence, version, kept, zone
        self._writes: tuple[tuple[Write, str | None], ...] | None = None
        self._read: Callable[[Any], tuple[Any, ...]] = tuple

    def write(self, shape: object, out: list[str]) -> None:
        if self._writes is None:
            self._compile()
        for value, (write, required) in zip(self._read(shape), self._writes or (), strict=True):
            if value is not None:
                write(value, out)
            elif required is not None:
                raise TypeError(f"{self._sequence.name}.{required} is None, and version {self._version.name} needs it")

    def _compile(self) -> None:
        fields = [(field, self._child(field)) for field in self._sequence.fields_in(self._version)]
        kept = [(field, child) for field, child in fields if child is not None]
        self._read = _reader([field.attribute for field, _ in kept])
        self._writes = tuple(
            (self._writer(field, child), field.attribute if field.required else None) for field, child in kept
        )

    def _child(self, field: Field) -> Selection | None:
        child = self._kept.child(field.name)
        return NOTHING if child is None and field.required else child

    def _writer(self, field: Field, kept: Selection) -> Write:
        if field.array is None:
            return self._single(field, field.name, kept)
        items = kept.child("items")
        if items is None and field.min_items:
            items = NOTHING
        return _array(field.name, None if items is None else self._single(field, "items", items))

    def _single(self, field: Field, name: str, kept: Selection) -> Write:
        if not field.primitive:
            return _complex(name, _body(field.kind, self._version.name, kept, self._zone))
        zone = self._zone
        if field.kind == "xsd:dateTime":
            return _primitive(name, lambda moment: write_date_time(moment, zone))
        choice = CHOICES.get((self._sequence.name, field.name))
        if choice and choice.written_as and self._version.position == _OLDEST:
            spelling = choice.written_as
            return _primitive(name, lambda word: WRITE["xsd:string"](spelling.get(word, word)))
        return _primitive(name, WRITE[field.kind])


def _body(name: str, version: str, kept: Selection, zone: tzinfo) -> _Body:
    return _whole(name, version, zone) if kept == EVERYTHING else _filtered(name, version, kept, zone)


@cache
def _whole(name: str, version: str, zone: tzinfo) -> _Body:
    return _Body(SEQUENCES[name], VERSIONS[version], EVERYTHING, zone)


@lru_cache(maxsize=512)
def _filtered(name: str, version: str, kept: Selection, zone: tzinfo) -> _Body:
    """Bounded, since callers make up selections."""
    return _Body(SEQUENCES[name], VERSIONS[version], kept, zone)


def _reader(attributes: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """All values of a shape in one step; `attrgetter` gives a tuple for two or more names only."""
    if not attributes:
        return lambda _shape: ()
    get = attrgetter(*attributes)
    return get if len(attributes) > 1 else lambda shape: (get(shape),)


def _primitive(name: str, text_of: Callable[[Any], str]) -> Write:
    start, end, empty = f"<{name}>", f"</{name}>", f"<{name}/>"

    def write(value: Any, out: list[str]) -> None:
        text = text_of(value)
        out.append(f"{start}{text}{end}" if text else empty)

    return write


def _complex(name: str, body: _Body) -> Write:
    start, end, empty = f"<{name}>", f"</{name}>", f"<{name}/>"

    def write(value: Any, out: list[str]) -> None:
        place = len(out)
        out.append(start)
        body.write(value, out)
        if len(out) == place + 1:
            out[place] = empty
        else:
            out.append(end)

    return write


def _array(name: str, item: Write | None) -> Write:
    start, end, empty = f"<{name}>", f"</{name}>", f"<{name}/>"

    def write(values: tuple[Any, ...], out: list[str]) -> None:
        if not values or item is None:
            out.append(empty)
            return
        out.append(start)
        for value in values:
            item(value, out)
        out.append(end)

    return write
