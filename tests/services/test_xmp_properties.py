"""What is read out of an XMP packet, for searches."""

import pytest

from made_xmp import packet
from safelight.domain.faults import InvalidParameter
from safelight.services.xmp_properties import MOST_NODES, MOST_VALUES, of_packet, parsed


def read(**given):
    return of_packet(parsed("XMP", packet(**given)))


def test_attributes_texts_and_lists_are_read_by_prefix_and_name():
    title = "<rdf:li xml:lang='de'>Stiefel</rdf:li><rdf:li xml:lang='x-default'>Boot</rdf:li>"
    inner = (
        f"<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>"
        "<photoshop:City> Bonn </photoshop:City><acme:Code rdf:resource='urn:7'/>"
        "<xmp:Thumb rdf:parseType='Resource'><xmp:w>1</xmp:w></xmp:Thumb><dc:rights/>"
    )
    assert read(keywords=["a", "b & c"], inner=inner) == {
        "xmp.CreatorTool": ["Tool 1.0"],
        "dc.subject": ["a", "b & c"],
        "dc.title": ["Boot", "Stiefel"],
        "photoshop.City": ["Bonn"],
        "acme.Code": ["urn:7"],
    }


def test_a_known_namespace_has_its_prefix_whatever_the_packet_calls_it():
    odd = packet(inner="<dc:format>image/png</dc:format>").replace(b"dc:", b"x1:").replace(b":dc=", b":x1=")
    assert of_packet(parsed("XMP", odd))["dc.format"] == ["image/png"]


def test_long_values_and_many_are_cut():
    found = read(keywords=["k" * 3_000, *(f"w{number}" for number in range(600))])
    assert len(found["dc.subject"][0]) == 2_000
    assert sum(map(len, found.values())) == MOST_VALUES


@pytest.mark.parametrize(
    "bad", [b"", b"<a", b"<a/>", b"<a>" * 300, b"<!DOCTYPE a><a/>", b"<a>" + b"<b/>" * (MOST_NODES + 1)]
)
def test_what_is_no_packet_is_refused(bad):
    with pytest.raises(InvalidParameter):
        parsed("XMP", bad)
