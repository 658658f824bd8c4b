"""What a font says of itself: its names, its style and its kind. Nothing of its outlines is read.

Source: OpenType specification (table directory, `name`, `OS/2`, `head`); Adobe's Type 1 and AFM formats; Microsoft's
PFM. Which constant goes with which file is assumed.
"""

import re
import struct
from pathlib import Path
from typing import Final

from safelight.domain.assets import FontDetail
from safelight.domain.faults import BrokenFile

MOST_BYTES: Final = 64 * 2**20
_MOST_TABLES, _MOST_NAMES = 256, 4096
_FAMILY, _FULL, _POSTSCRIPT, _BEST_FAMILY, _SUBFAMILY = 1, 4, 6, 16, 2
_WINDOWS, _MACINTOSH, _ENGLISH = 3, 1, 0x409
_MAC_BOLD, _MAC_ITALIC = 1, 2
_SEMIBOLD = 600
_TYPE_NAMES: Final = {
    "TTF": "TrueType",
    "OTF": "OpenType",
    "TTC": "TrueType Collection",
    "PFB": "Type 1",
    "AFM": "Adobe Font Metrics",
    "PFM": "Printer Font Metrics",
}
_TYPE_1: Final = re.compile(rb"/(FontName|FullName|FamilyName|Weight|ItalicAngle)\s*(?:\(([^)]*)\)|/?([^\s/]+))")
_AFM: Final = re.compile(rb"^(FontName|FullName|FamilyName|Weight|ItalicAngle)[ \t]+([^\r\n]+)", re.MULTILINE)


def read(path: Path) -> FontDetail:
    """Raises BrokenFile for one that names nothing."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES)
    try:
        found = _read(data)
    except (struct.error, IndexError, ValueError, OverflowError):
        raise BrokenFile("font", "its tables cannot be read") from None
    if not (found.font_name or found.postscript_name or found.font_family):
        raise BrokenFile("font", "it has no name")
    return found


def _read(data: bytes) -> FontDetail:
    if data.startswith(b"ttcf"):
        (first,) = struct.unpack_from(">I", data, 12)
        return _outlines(data, first, "TTC")
    if data.startswith((b"\x00\x01\x00\x00", b"true", b"OTTO")):
        return _outlines(data, 0, "OTF" if data.startswith(b"OTTO") else "TTF")
    if data.startswith(b"StartFontMetrics"):
        return _described(dict(_AFM.findall(data)), "AFM")
    if data.startswith((b"\x80\x01", b"%!")):
        return _described({key: text or word for key, text, word in _TYPE_1.findall(data[: 2**20])}, "PFB")
    return _printer_metrics(data)


def _outlines(data: bytes, at: int, kind: str) -> FontDetail:
    (count,) = struct.unpack_from(">H", data, at + 4)
    rows = [struct.unpack_from(">4s4xII", data, at + 12 + 16 * row) for row in range(min(count, _MOST_TABLES))]
    tables = {tag: (start, size) for tag, start, size in rows}
    names = _names(data, *tables[b"name"]) if b"name" in tables else {}
    style = struct.unpack_from(">H", data, tables[b"head"][0] + 44)[0] if b"head" in tables else 0
    family = names.get(_BEST_FAMILY) or names.get(_FAMILY, "")
    full = names.get(_FULL) or " ".join(filter(None, (family, names.get(_SUBFAMILY, ""))))
    return FontDetail(
        font_name=full,
        postscript_name=names.get(_POSTSCRIPT, ""),
        rtf_name=names.get(_FAMILY, family),
        font_family=family,
        style=_style(bold=bool(style & _MAC_BOLD), italic=bool(style & _MAC_ITALIC)),
        type_name=_TYPE_NAMES[kind],
        type=kind,
    )


def _names(data: bytes, start: int, size: int) -> dict[int, str]:
    """By number; English before other languages, Windows' before Macintosh's."""
    count, strings = struct.unpack_from(">2xHH", data, start)
    found: dict[int, tuple[int, str]] = {}
    for row in range(min(count, _MOST_NAMES)):
        platform, _, language, number, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * row)
        raw = data[start + strings + offset : start + min(strings + offset + length, size)]
        rank = 2 * (platform == _WINDOWS) + (language in {_ENGLISH, 0})
        text = raw.decode("mac-roman" if platform == _MACINTOSH else "utf-16-be", "replace")
        if rank >= found.get(number, (-1, ""))[0]:
            found[number] = (rank, _plain(text))
    return {number: text for number, (_, text) in found.items()}


def _described(facts: dict[bytes, bytes], kind: str) -> FontDetail:
    """Of a format that says it in words."""

    def fact(name: bytes) -> str:
        return _plain(facts.get(name, b"").decode("latin-1"))

    family, slant = fact(b"FamilyName"), fact(b"ItalicAngle")
    return FontDetail(
        font_name=fact(b"FullName") or fact(b"FontName"),
        postscript_name=fact(b"FontName"),
        rtf_name=family,
        font_family=family,
        style=_style(bold="bold" in fact(b"Weight").lower(), italic=slant.strip("-0.") != ""),
        type_name=_TYPE_NAMES[kind],
        type=kind,
    )


def _printer_metrics(data: bytes) -> FontDetail:
    """Windows' metrics of a Type 1 font: the family and the PostScript name, behind their places."""
    (weight,) = struct.unpack_from("<H", data, 83)
    (face,) = struct.unpack_from("<I", data, 105)
    (driver,) = struct.unpack_from("<I", data, 139)
    family, name = (_plain(data[at:].split(b"\0", 1)[0][:255].decode("latin-1")) for at in (face, driver))
    style = _style(bold=weight >= _SEMIBOLD, italic=bool(data[80]))
    return FontDetail(name or family, name, family, family, style, _TYPE_NAMES["PFM"], "PFM")


def _plain(text: str) -> str:
    return "".join(filter(str.isprintable, text)).strip()


def _style(*, bold: bool, italic: bool) -> str:
    """Empty for neither: the Font Styles of the contract have no word for it."""
    return ("Bold" if bold else "") + ("Italic" if italic else "")
