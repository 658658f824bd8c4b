"""What the header of a picture says in IPTC and EXIF, as XML that a stylesheet can read.

The reference names no form for it; ours is `<image><iptc><City>...</City></iptc><exif><Make>...</Make></exif></image>`,
an element for each value, named as the standards name it (assumed).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from lxml import etree
from PIL import ExifTags, Image

Image.MAX_IMAGE_PIXELS = None  # none is decoded here

MOST_VALUES: Final = 1_000
LONGEST: Final = 2_000
"""Values that are read of one header, and characters of one."""

_IPTC_TAG, _IPTC_RESOURCE, _PHOTOSHOP_TAG = 33723, 1028, 34377
_MARK, _HEAD_BYTES, _EXTENDED = 0x1C, 5, 0x8000
_CHARACTERS, _UTF8 = (1, 90), b"\x1b%G"
_TEXTS: Final = 2
_LISTED: Final = frozenset(int(ifd) for ifd in ExifTags.IFD)
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP", "PSD", "AVIF")
_IPTC_NAMES: Final = {
    5: "ObjectName",
    7: "EditStatus",
    10: "Urgency",
    15: "Category",
    20: "SupplementalCategory",
    25: "Keywords",
    26: "ContentLocationCode",
    27: "ContentLocationName",
    30: "ReleaseDate",
    35: "ReleaseTime",
    37: "ExpirationDate",
    38: "ExpirationTime",
    40: "SpecialInstructions",
    55: "DateCreated",
    60: "TimeCreated",
    62: "DigitalCreationDate",
    63: "DigitalCreationTime",
    65: "OriginatingProgram",
    70: "ProgramVersion",
    80: "By-line",
    85: "By-lineTitle",
    90: "City",
    92: "Sub-location",
    95: "Province-State",
    100: "CountryCode",
    101: "CountryName",
    103: "OriginalTransmissionReference",
    105: "Headline",
    110: "Credit",
    115: "Source",
    116: "CopyrightNotice",
    118: "Contact",
    120: "Caption-Abstract",
    122: "Writer-Editor",
}
"""Data sets of record 2. Source: IPTC-NAA Information Interchange Model 4.2."""

_Part = tuple[Mapping[int, str], Mapping[int, Any]]
"""Names and values of one part of EXIF, by number."""


def read(path: Path) -> etree._Element | None:
    """None for a file that says nothing there, or whose header cannot be read."""
    image = etree.Element("image")
    try:
        _fill(image, *_found(path))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged header makes these readers raise anything
        return None
    return image if any(len(part) for part in image) else None


def _fill(image: etree._Element, iptc: bytes, exif: Sequence[_Part]) -> None:
    for kind, values in (("iptc", _iptc(iptc)), ("exif", _exif(exif))):
        part = etree.SubElement(image, kind)
        for at, (name, value) in enumerate(values):
            if at == MOST_VALUES:
                break
            etree.SubElement(part, name).text = value


def _found(path: Path) -> tuple[bytes, list[_Part]]:
    """The IPTC of a file as it came, and the parts of its EXIF."""
    if _is_heic(path):
        import pillow_heif

        return b"", _parts(_loaded(pillow_heif.open_heif(path).info))
    with Image.open(path, formats=_FORMATS) as opened:
        return _iptc_of(opened), _parts(_loaded(opened.info) if opened.format == "PNG" else opened.getexif())


def _loaded(info: Mapping[Any, Any]) -> Any:
    """EXIF that stands before the pixels; of a PNG Pillow would decode all of them to look behind."""
    exif = Image.Exif()
    exif.load(info.get("exif") or b"")
    return exif


def _parts(exif: Any) -> list[_Part]:
    """Read while the file is open."""
    gps = (ExifTags.GPSTAGS, dict(exif.get_ifd(ExifTags.IFD.GPSInfo)))
    return [(ExifTags.TAGS, dict(exif)), (ExifTags.TAGS, dict(exif.get_ifd(ExifTags.IFD.Exif))), gps]


def _is_heic(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] not in {b"avif", b"avis"}


def _iptc_of(image: Any) -> bytes:
    if image.format == "PSD":
        return next((data for number, _, data in image.resources if number == _IPTC_RESOURCE), b"")
    if image.format == "TIFF":
        held = image.tag_v2.get(_IPTC_TAG, b"")
        return held if isinstance(held, bytes) else b"".join(word.to_bytes(4, "little") for word in held)
    held = image.info.get("photoshop")
    return held.get(_IPTC_RESOURCE, b"") if isinstance(held, dict) else b""


def _iptc(data: bytes) -> Iterator[tuple[str, str]]:
    at, encoding = 0, ""
    while at + _HEAD_BYTES <= len(data) and data[at] == _MARK:
        record, dataset = data[at + 1], data[at + 2]
        size = int.from_bytes(data[at + 3 : at + 5], "big")
        if size >= _EXTENDED:
            return
        value = data[at + _HEAD_BYTES : at + _HEAD_BYTES + size]
        if (record, dataset) == _CHARACTERS and value == _UTF8:
            encoding = "utf-8"
        if record == _TEXTS and dataset in _IPTC_NAMES:
            yield _IPTC_NAMES[dataset], _plain(_decoded(value, encoding))
        at += _HEAD_BYTES + size


def _decoded(value: bytes, encoding: str) -> str:
    """Text that does not say how it is written is UTF-8 where it can be (assumed)."""
    with suppress(UnicodeDecodeError):
        return value.decode(encoding or "utf-8")
    return value.decode("latin-1")


def _exif(parts: Sequence[_Part]) -> Iterator[tuple[str, str]]:
    for names, values in parts:
        for tag, value in values.items():
            text = _text(value)
            if text and tag in names and tag not in _LISTED | {_IPTC_TAG, _PHOTOSHOP_TAG}:
                yield names[tag], text


def _text(value: Any) -> str:
    """A value in one line, those of a list with blanks between them; empty for bytes that are no text."""
    if isinstance(value, bytes):
        plain = value.rstrip(b"\0 ")
        return _plain(plain.decode("ascii")) if plain.isascii() and b"\0" not in plain else ""
    if isinstance(value, tuple | list):
        return _plain(" ".join(_text(one) for one in value))
    return _plain(str(value))


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t").strip()[:LONGEST]
