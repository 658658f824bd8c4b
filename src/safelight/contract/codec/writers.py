"""Writers of sequences: for each sequence, version, selection and zone one function from a shape to the text inside.

Its Python is made from the contract when it is first needed, since to walk the fields of a thousand assets took twice
as long; types may hold themselves, so that each calls the writers below it by the `Body` it gets them from.
"""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final, NoReturn

from safelight.contract.codec.filters import EVERYTHING, NOTHING, Selection
from safelight.contract.codec.values import INT_MAX, LONG_MAX, WRITE, date_time_writer
from safelight.contract.constants import CHOICES
from safelight.contract.model import SEQUENCES, VERSIONS, Field, Sequence, Version

Text = Callable[[Any], str]
_OLDEST: Final = 0
_INTEGERS: Final = {"xsd:int": INT_MAX, "xsd:long": LONG_MAX}
_PLAIN: Final = 'plain(v) and "&" not in v and "<" not in v and ">" not in v'
"""Whether a text needs no escape, sooner told than by what escapes it; False also for some that need none."""

_MAKING: Final = Lock()


class Body:
    """Writes the children of one sequence; `text` is made at first use.

    text: raises TypeError where the shape lacks what the version requires, or holds a value of a wrong type
    """

    __slots__ = ("_kept", "_names", "_sequence", "_version", "_zone", "text")

    def __init__(self, sequence: Sequence, version: Version, kept: Selection, zone: tzinfo) -> None:
        self._sequence, self._version, self._kept, self._zone = sequence, version, kept, zone
        self._names: dict[str, Any] = {"plain": str.isprintable, "missing": self._missing}
        self.text: Text = self._first

    def _first(self, shape: object) -> str:
        with _MAKING:
            if "write" not in self._names:
                source = compile("\n".join(self._source()), f"<{self._sequence.name}>", "exec")
                exec(source, self._names)  # noqa: S102  # made of the contract alone
        self.text = self._names["write"]
        return self.text(shape)

    def _source(self) -> Iterator[str]:
        """Helpers for the arrays, then `write`: the texts of all fields, joined."""
        parts = []
        for place, field in enumerate(self._sequence.fields_in(self._version)):
            kept = self._kept.child(field.name)
            if kept is None and not field.required:
                continue
            yield from self._array(field, kept or NOTHING, place) if field.array else ()
            written = f"items_{place}(v)" if field.array else self._single(field, field.name, kept or NOTHING)
            absent = f'missing("{field.attribute}")' if field.required else '""'
            parts.append(f"({absent} if (v := s.{field.attribute}) is None else {written}),")
        yield f'def write(s):\n    return "".join(({" ".join(parts)}))'

    def _array(self, field: Field, kept: Selection, place: int) -> Iterator[str]:
        items = kept.child("items")
        if items is None and field.min_items:
            items = NOTHING
        yield f"def items_{place}(values):"
        if items is not None:
            item = self._single(field, "items", items)
            yield "    texts = []\n    for v in values:"
            yield f"        texts.append({item})"
            yield f'    if texts:\n        return "<{field.name}>" + "".join(texts) + "</{field.name}>"'
        yield f'    return "<{field.name}/>"'

    def _single(self, field: Field, name: str, kept: Selection) -> str:
        """The expression for an element with the value `v`."""
        start, end, empty = f"<{name}>", f"</{name}>", f'"<{name}/>"'
        if field.kind == "xsd:boolean":
            return f'"{start}true{end}" if v else "{start}false{end}"'
        if field.kind in _INTEGERS:
            most = _INTEGERS[field.kind]
            return f'f"{start}{{v:d}}{end}" if {-most - 1} <= v <= {most} else {self._named(WRITE[field.kind])}(v)'
        text = self._text_of(field, kept)
        some = f'f"{start}{{x}}{end}" if (x := {text}(v)) else {empty}'
        if field.kind == "xsd:string" and self._spelling(field) is None:
            return f'f"{start}{{v}}{end}" if v != "" and {_PLAIN} else {some}'
        return some

    def _text_of(self, field: Field, kept: Selection) -> str:
        """The expression for what writes a value inside its element; that of a body is new once it is made."""
        if not field.primitive:
            return self._named(body(field.kind, self._version.name, kept, self._zone)) + ".text"
        if field.kind == "xsd:dateTime":
            return self._named(date_time_writer(self._zone))
        write, spelling = WRITE[field.kind], self._spelling(field)
        return self._named(write if spelling is None else lambda word: write(spelling.get(word, word)))

    def _spelling(self, field: Field) -> Any:
        choice = CHOICES.get((self._sequence.name, field.name))
        return choice.written_as if choice and choice.written_as and self._version.position == _OLDEST else None

    def _named(self, value: Any) -> str:
        name = f"n{len(self._names)}"
        self._names[name] = value
        return name

    def _missing(self, attribute: str) -> NoReturn:
        raise TypeError(f"{self._sequence.name}.{attribute} is None, and version {self._version.name} needs it")


def body(name: str, version: str, kept: Selection, zone: tzinfo) -> Body:
    return _whole(name, version, zone) if kept == EVERYTHING else _filtered(name, version, kept, zone)


@cache
def _whole(name: str, version: str, zone: tzinfo) -> Body:
    return Body(SEQUENCES[name], VERSIONS[version], EVERYTHING, zone)


@lru_cache(maxsize=512)
def _filtered(name: str, version: str, kept: Selection, zone: tzinfo) -> Body:
    """Bounded, since callers make up selections."""
    return Body(SEQUENCES[name], VERSIONS[version], kept, zone)
