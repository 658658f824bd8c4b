"""What an XMP packet says, by names such as `dc.subject`: the properties that are texts or lists of texts."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from safelight.domain.faults import InvalidParameter

MOST_VALUES: Final = 500
LONGEST: Final = 2_000
"""Values of one packet that are searched, and characters of one; what is beyond stays in the packet (assumed)."""

MOST_NODES: Final = 100_000
"""Tags and attributes of a packet that is read at all; more would take too much memory."""

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_LANGUAGE: Final = f"{{{_XML}}}lang"
_PREFIXES: Final = {
    _DC: "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
}
"""Those that people search by; a property of another namespace has the prefix that its packet gives it (assumed)."""

Properties = dict[str, list[str]]


def parsed(field: str, packet: bytes) -> etree._Element:
    """The RDF of a packet. Raises InvalidParameter for one that is no XML, has a DOCTYPE, or no rdf:RDF."""
    nodes = packet.count(b"<") + packet.count(b"=")
    if nodes > MOST_NODES:
        raise InvalidParameter(field, f"{nodes} tags and attributes", f"at most {MOST_NODES}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise InvalidParameter(field, str(error), "an XMP packet that is well-formed XML") from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise InvalidParameter(field, "a DOCTYPE", "an XMP packet without one")
    rdf: etree._Element | None = next(root.iter(f"{{{RDF}}}RDF"), None)
    if rdf is None:
        raise InvalidParameter(field, root.tag, "an XMP packet, with rdf:RDF in it")
    return rdf


def of_packet(rdf: etree._Element) -> Properties:
    """Values by names, in their order, at most 500."""
    found: Properties = {}
    for at, (name, value) in enumerate(_values(rdf)):
        if at == MOST_VALUES:
            break
        found.setdefault(name, []).append(value[:LONGEST])
    return found


def with_keywords(packet: bytes, keywords: Sequence[str], empty: bytes) -> bytes:
    """A packet with keywords in its dc:subject besides those it has; made of the empty one where it cannot be read."""
    try:
        rdf = parsed("XMP", packet)
    except InvalidParameter:
        rdf = parsed("XMP", empty)
    bag = _keyword_bag(rdf)
    there = {item.text for item in bag}
    for word in keywords:
        if word not in there:
            etree.SubElement(bag, f"{{{RDF}}}li").text = word
    return bytes(etree.tostring(rdf.getroottree(), encoding="utf-8"))


def _keyword_bag(rdf: etree._Element) -> etree._Element:
    """The list of dc:subject, made where there is none."""
    subject = next(rdf.iter(f"{{{_DC}}}subject"), None)
    if subject is None:
        about = {f"{{{RDF}}}about": ""}
        description = etree.SubElement(rdf, f"{{{RDF}}}Description", about, nsmap={"dc": _DC})
        subject = etree.SubElement(description, f"{{{_DC}}}subject")
    bag = next(subject.iterchildren(etree.Element), None)
    return etree.SubElement(subject, f"{{{RDF}}}Bag") if bag is None else bag


def _values(rdf: etree._Element) -> Iterator[tuple[str, str]]:
    for description in rdf.iterchildren(f"{{{RDF}}}Description"):
        for tag, value in description.attrib.items():
            if name := _name(str(tag), description):
                yield name, str(value)
        for child in description.iterchildren(etree.Element):
            if name := _name(child.tag, child):
                yield from ((name, value) for value in _texts(child))


def _name(tag: str, element: etree._Element) -> str | None:
    """`dc.subject`; None for what belongs to RDF or XML, or to no namespace."""
    known = etree.QName(tag)
    if known.namespace in {None, RDF, _XML}:
        return None
    declared = next((prefix for prefix, uri in element.nsmap.items() if uri == known.namespace and prefix), None)
    prefix = _PREFIXES.get(str(known.namespace), declared)
    return None if prefix is None else f"{prefix}.{known.localname}"


def _texts(element: etree._Element) -> Iterator[str]:
    """The text of a property, or those of its list, the default language first; a structure has none."""
    children = list(element.iterchildren(etree.Element))
    if not children:
        text = element.get(f"{{{RDF}}}resource") or (element.text or "").strip()
        if text:
            yield text
        return
    items = [item for one in children for item in one.iterchildren(f"{{{RDF}}}li") if not len(item)]
    for item in sorted(items, key=lambda item: item.get(_LANGUAGE, "x-default") != "x-default"):
        if text := (item.text or "").strip():
            yield text
