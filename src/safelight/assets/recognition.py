"""Which asset type a file is: told by its first bytes, and by its extension where bytes do not tell types apart.

The types are the Asset Types of the contract, and four that only Asset has a field for: Css, Javascript, Fxg, Swc.
What goes by which sign is assumed, as is that a file of no known kind is refused.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from safelight.domain.assets import IMAGE, PSD_TEMPLATE
from safelight.imaging import formats

TAR_MARK_AT: Final = 257

_BY_EXTENSION: Final[Mapping[str, str]] = {
    "vnt": "Vignette",
    "vnc": "Cabinet",
    "vnw": "WindowCovering",
    "aco": "Aco",
    "joboptions": "PDFSettings",
}
"""Closed formats and lists of numbers: nothing in them says what they are."""

_OFFICE: Final[Mapping[str, str]] = {
    "doc": "Word",
    "docx": "Word",
    "docm": "Word",
    "dot": "Word",
    "dotx": "Word",
    "xls": "Excel",
    "xlsx": "Excel",
    "xlsm": "Excel",
    "xlt": "Excel",
    "ppt": "PowerPoint",
    "pptx": "PowerPoint",
    "pps": "PowerPoint",
    "ppsx": "PowerPoint",
    "pptm": "PowerPoint",
}
_TEXTS: Final[Mapping[str, str]] = {"css": "Css", "js": "Javascript", "srt": "VideoCaption", "vtt": "VideoCaption"}

_VIDEO, _MASTER, _AUDIO = "Video", "MasterVideo", "Audio"
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x00\x01\x00\x00", "Font"),
    (b"OTTO", "Font"),
    (b"true", "Font"),
    (b"ttcf", "Font"),
    (b"\x80\x01", "Font"),
    (b"%!PS-AdobeFont", "Font"),
    (b"%!FontType1", "Font"),
    (b"StartFontMetrics", "Font"),
    (b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5", "InDesign"),
    (b"{\\rtf", "Rtf"),
    (b"FWS", "Flash"),
    (b"CWS", "Flash"),
    (b"ZWS", "Flash"),
    (b"FLV\x01", _VIDEO),
    (b"\x1a\x45\xdf\xa3", _MASTER),
    (b"\x00\x00\x01\xba", _MASTER),
    (b"\x00\x00\x01\xb3", _MASTER),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _MASTER),
    (b"ID3", _AUDIO),
    (b"OggS", _AUDIO),
    (b"fLaC", _AUDIO),
    (b"WEBVTT", "VideoCaption"),
)
"""Containers that players take as they are are Video, those that must be encoded anew MasterVideo (assumed)."""

_MPEG_AUDIO: Final = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
_POSTSCRIPT: Final = (b"%!PS", b"\xc5\xd0\xd3\xc6")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MARKUP: Final = re.compile(rb"\s*(?:<\?xml|<!DOCTYPE|<!--|<[A-Za-z_])")
_ROOT: Final = re.compile(rb"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")
_ROOTS: Final[Mapping[bytes, str]] = {
    b"svg": "Svg",
    b"stylesheet": "Xsl",
    b"transform": "Xsl",
    b"Graphic": "Fxg",
    b"tt": "VideoCaption",
}
_BOMS: Final = (b"\xef\xbb\xbf",)


def type_of(head: bytes, extension: str) -> str | None:
    """The asset type of a file; None for one of no known kind.

    head:      its first 4096 bytes, all where it has fewer
    extension: of its name, without the dot
    """
    ending = extension.lower()
    if ending in _BY_EXTENSION and formats.sniff(head) is None:
        return _BY_EXTENSION[ending]
    tests: tuple[Callable[[bytes, str], str | None], ...] = (_picture, _page, _magic, _media, _package, _words)
    return next((found for test in tests if (found := test(head, ending))), None)


def _picture(head: bytes, _ending: str) -> str | None:
    found = formats.sniff(head)
    if found is formats.PHOTOSHOP:
        return PSD_TEMPLATE
    return None if found is None else IMAGE


def _page(head: bytes, ending: str) -> str | None:
    """An Illustrator file is a PDF or PostScript by content, and Illustrator's by its name alone."""
    if head.startswith((b"%PDF-", *_POSTSCRIPT)) and ending == "ai":
        return "Illustrator"
    if head.startswith(b"%PDF-"):
        return "Pdf"
    return "PostScript" if head.startswith(_POSTSCRIPT) and b"Font" not in head[:16] else None


def _magic(head: bytes, ending: str) -> str | None:
    if ending == "pfm" and head.startswith((b"\x00\x01", b"\x00\x02")):
        return "Font"
    if head[36:40] == b"acsp":
        return "IccProfile"
    return next((type_ for magic, type_ in _MAGIC if head.startswith(magic)), None)


def _media(head: bytes, ending: str) -> str | None:
    if head[4:8] == b"ftyp":
        return _base_media(head[8:12], ending)
    if head[4:8] in {b"moov", b"mdat", b"wide"} and ending in {"mov", "qt"}:
        return _MASTER
    form = (head[:4], head[8:12])
    if form == (b"RIFF", b"AVI "):
        return _MASTER
    if form in {(b"RIFF", b"WAVE"), (b"FORM", b"AIFF"), (b"FORM", b"AIFC")}:
        return _AUDIO
    return _AUDIO if head.startswith(_MPEG_AUDIO) and ending in {"mp3", "mpga", "mp2"} else None


def _base_media(brand: bytes, ending: str) -> str:
    if brand == b"qt  ":
        return _MASTER
    return _AUDIO if brand in {b"M4A ", b"M4B "} or ending == "m4a" else _VIDEO


def _package(head: bytes, ending: str) -> str | None:
    if head.startswith(_OLE):
        return _OFFICE.get(ending)
    if head.startswith(_ZIP):
        return "Swc" if ending == "swc" else _OFFICE.get(ending, "Zip")
    return "Zip" if head[TAR_MARK_AT : TAR_MARK_AT + 5] == b"ustar" else None


def _words(head: bytes, ending: str) -> str | None:
    """XML goes by its first element; other texts by their extension."""
    if b"\x00" in head:
        return None
    text = next((head.removeprefix(bom) for bom in _BOMS if head.startswith(bom)), head)
    if ending not in _TEXTS and _MARKUP.match(text) and (ending in _MARKED or b"<?xml" in text[:64]):
        root = _ROOT.search(_COMMENT.sub(b"", text))
        return _ROOTS.get(root[1] if root else b"", "Xml")
    return _TEXTS.get(ending)


_MARKED: Final = frozenset(("xml", "svg", "xsl", "xslt", "fxg", "dfxp", "ttml"))
_COMMENT: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
