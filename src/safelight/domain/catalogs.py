"""A catalog as one text: its attributes, its macros, and a table of its records.

Source: Image Serving and Image Rendering references, catalogs, file formats: attributes as `name=value`, data as fields
between tabs below a row of their names. That the three stand in one text, each below a line of its own, is assumed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

ATTRIBUTES, MACROS, RECORDS = "# Attributes", "# Macros", "# Records"
_NEEDS_QUOTES: Final = frozenset('\t\r\n"')


def written(
    attributes: Mapping[str, str], macros: Mapping[str, str] | None, names: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    """macros: None for a catalog that has none at all; names: those of the fields of a record"""
    lines = [ATTRIBUTES, *(f"{name}={value}" for name, value in sorted(attributes.items()))]
    if macros is not None:
        lines += ["", MACROS, _line(("Name", "Definition")), *map(_line, sorted(macros.items()))]
    return "\n".join([*lines, "", RECORDS, _line(names), *map(_line, rows), ""])


def _line(fields: Sequence[str]) -> str:
    return "\t".join(map(_field, fields))


def _field(text: str) -> str:
    """In quotes where it holds what would end it."""
    if _NEEDS_QUOTES.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'
