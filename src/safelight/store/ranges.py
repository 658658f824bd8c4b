"""Prefixes as ranges, so that an index answers them (LIKE 'x%' scans)."""

from typing import Any

from sqlalchemy import ColumnElement, true

_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def starts_with(column: ColumnElement[Any], prefix: str) -> ColumnElement[bool]:
    """Texts that begin with the prefix, by code point; all of them for an empty one."""
    if not prefix:
        return true()
    above = _first_after(prefix)
    return column >= prefix if above is None else (column >= prefix) & (column < above)


def _first_after(prefix: str) -> str | None:
    """The least text that is greater than every text with the prefix; None where there is none."""
    stem = prefix.rstrip(chr(_LAST))
    if not stem:
        return None
    above = ord(stem[-1]) + 1
    return stem[:-1] + chr(_SURROGATES.stop if above in _SURROGATES else above)
