"""A company's stylesheet over what a file says of itself: values of metadata fields, by their names.

It runs in the child of a sandbox, and reaches nothing: no network, no file, no other document, no function or element
beyond XSLT 1.0. What it writes is `<metadata><field name="Photographer">...</field></metadata>`; a field that comes
more than once has several values. The reference says what such a stylesheet is for, and not how it looks (assumed).
"""

from pathlib import Path
from typing import Any, Final

from lxml import etree

from safelight.domain.faults import BrokenFile
from safelight.imaging import headers, xmp

KIND: Final = "XSL"
MOST_VALUES: Final = 500
LONGEST: Final = 2_000
"""Values that are taken of one file, and characters of one; what is beyond is not taken."""

_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
_BEYOND: Final = ("http://exslt.org/", "http://xmlsoft.org/XSLT/", "http://icl.com/saxon", "http://xml.apache.org/")
"""Beginnings of the namespaces of functions and elements that libxslt knows beside XSLT 1.0."""

_REASONS: Final = 3

_ACCESS: Any = etree.XSLTAccessControl

XMP, HEADERS = "xmp", "headers"

Values = list[tuple[str, str]]


class _Nowhere(etree.Resolver):
    """Finds no document that another one refers to."""

    def resolve(self, system_url: str, *_more: Any) -> Any:
        raise BrokenFile(KIND, f"it refers to {system_url!r}, and a stylesheet here stands for itself")


def mapped(sheet: Path, path: Path, of: str) -> Values:
    """What a stylesheet makes of a file.

    of:     XMP for its packet, HEADERS for its IPTC and EXIF
    raises: BrokenFile for a stylesheet that is none or fails, and for a packet that is no XML
    """
    source = headers.read(path) if of == HEADERS else _packet(path)
    return [] if source is None else values(_transformed(_sheet(sheet.read_bytes()), source))


def _packet(path: Path) -> etree._Element | None:
    packet = xmp.packet(path)
    return None if packet is None else parsed("XMP", packet.strip(b"\x00 \t\r\n"))


def _sheet(content: bytes) -> etree._Element:
    root = parsed(KIND, content)
    if root.tag not in {f"{{{_XSL}}}stylesheet", f"{{{_XSL}}}transform"}:
        raise BrokenFile(KIND, "it does not begin with xsl:stylesheet")
    for element in root.iter(etree.Element):
        for uri in element.nsmap.values():
            if uri.startswith(_BEYOND):
                raise BrokenFile(KIND, f"it uses {uri}, and may use XSLT 1.0 alone")
    return root


def parsed(kind: str, content: bytes) -> etree._Element:
    """XML that stands for itself. Raises BrokenFile."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    parser.resolvers.add(_Nowhere())
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFile(kind, str(error)) from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise BrokenFile(kind, "it has a DOCTYPE")
    return root


def _transformed(sheet: etree._Element, source: etree._Element) -> etree._Element | None:
    try:
        run = etree.XSLT(sheet, access_control=_ACCESS.DENY_ALL)
        result: Any = run(source)
    except (etree.XSLTError, etree.LxmlError) as error:
        raise BrokenFile(KIND, _reason(error)) from None
    root: etree._Element | None = result.getroot()
    return root


def _reason(error: Exception) -> str:
    log: Any = getattr(error, "error_log", None)
    said = dict.fromkeys(entry.message for entry in log or ())
    return "; ".join(list(said)[:_REASONS]) if said else str(error)


def values(result: etree._Element | None) -> Values:
    """Of the fields in an element, as many and as long as are taken."""
    if result is None:
        return []
    fields = list(result.iterchildren("field"))[:MOST_VALUES]
    told = [((one.get("name") or "").strip(), "".join(map(str, one.itertext())).strip()) for one in fields]
    return [(name, text[:LONGEST]) for name, text in told if name and text]
