"""What a file is, told by its first bytes and never by its name."""

import codecs
from dataclasses import dataclass
from pathlib import Path

HEAD_BYTES = 4096

_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_BMP_HEADER_BYTES = {12, 40, 52, 56, 64, 108, 124}


@dataclass(frozen=True, slots=True)
class Format:
    """A format of source images.

    lossy: its files have been through a lossy compression, as a rule
    """

    name: str
    suffix: str
    lossy: bool


JPEG = Format("JPEG", ".jpg", lossy=True)
PNG = Format("PNG", ".png", lossy=False)
GIF = Format("GIF", ".gif", lossy=False)
WEBP = Format("WebP", ".webp", lossy=True)
AVIF = Format("AVIF", ".avif", lossy=True)
HEIC = Format("HEIC", ".heic", lossy=True)
TIFF = Format("TIFF", ".tif", lossy=False)
BMP = Format("BMP", ".bmp", lossy=False)
PHOTOSHOP = Format("Photoshop", ".psd", lossy=False)

_MAGIC = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"II+\x00": TIFF,
    b"MM\x00+": TIFF,
    b"8BPS": PHOTOSHOP,
}

KNOWN = (JPEG, PNG, GIF, WEBP, AVIF, HEIC, TIFF, BMP, PHOTOSHOP)


def sniff(head: bytes) -> Format | None:
    """The format of a file that begins with these bytes, 64 at least where it has them; None for any other."""
    for magic, found in _MAGIC.items():
        if head.startswith(magic):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_BYTES:
        return BMP
    return _sniff_box(head)


def sniff_file(path: Path) -> Format | None:
    with path.open("rb") as file:
        return sniff(file.read(HEAD_BYTES))


def is_lossless_webp(head: bytes) -> bool:
    """Whether a WebP without extensions is of the lossless kind."""
    return head[12:16] == b"VP8L"


def describe(head: bytes) -> str:
    """What the bytes of no known format look like, for a refusal."""
    if not head:
        return "nothing"
    for magic, kind in _STRANGERS.items():
        if head.startswith(magic):
            return kind
    if b"\x00" not in head and _is_text(head):
        return "text"
    return "data of an unknown kind"


_STRANGERS = {
    b"%PDF": "a PDF document",
    b"%!PS": "PostScript",
    b"\xc5\xd0\xd3\xc6": "PostScript",
    b"PK\x03\x04": "a ZIP archive",
    b"\x00\x00\x00\x0cjP  ": "a JPEG 2000 image",
    b"\xff\x0a": "a JPEG XL image",
    b"\x00\x00\x00\x0cJXL ": "a JPEG XL image",
}


def _sniff_box(head: bytes) -> Format | None:
    """The ISO base media files: brands follow the box length and `ftyp`."""
    if head[4:8] != b"ftyp":
        return None
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}
    if brands & _AVIF_BRANDS:
        return AVIF
    return HEIC if brands & _HEIC_BRANDS else None


def _is_text(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
