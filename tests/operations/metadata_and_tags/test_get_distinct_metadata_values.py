"""getDistinctMetadataValues: values of XMP properties and of fields, each with its count."""

import pytest

from harness import Refused
from looks.steps import ask
from made_assets import make
from made_metadata import field, put
from made_xmp import packet, sent

FORMAT = "<dc:format>{}</dc:format>"


def distinct(server, key):
    return [(one.value, one.count) for one in ask(server, "getDistinctMetadataValues", metadataKey=key).valueArray]


def with_format(server, name, format_, **columns):
    handle = make(server, name)
    xmp = packet(inner=FORMAT.format(format_), keywords=["x", format_])
    ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=sent(xmp))
    return handle


@pytest.mark.documented
def test_values_are_counted_and_assets_without_one(server):
    for name, format_ in (("a", "image/jpeg"), ("b", "image/tiff"), ("c", "image/jpeg")):
        with_format(server, name, format_)
    make(server, "d")
    gone = with_format(server, "e", "image/gif")
    ask(server, "deleteAsset", assetHandle=gone)
    with_format(server.other_company(), "f", "image/png")
    assert distinct(server, "dc.format") == [("N/A", 1), ("image/jpeg", 2), ("image/tiff", 1)]
    assert distinct(server, "dc.subject") == [("N/A", 1), ("x", 3), ("image/jpeg", 2), ("image/tiff", 1)]
    assert distinct(server, "dc.rights") == [("N/A", 4)]


def test_fields_of_the_company_are_counted(server):
    author, season = field(server), field(server, "Season", "MultiTag")
    for name, value in (("a", "Ada"), ("b", "Ada"), ("c", "Bob")):
        handle = make(server, name)
        put(server, handle, author, value=value)
        put(server, handle, season, setTagValueArray=["Fall", value])
    assert distinct(server, "custom_attributes.Author") == [("Ada", 2), ("Bob", 1)]
    make(server, "d")
    assert distinct(server, "custom_attributes.Season") == [("N/A", 1), ("Fall", 3), ("Ada", 2), ("Bob", 1)]


@pytest.mark.parametrize("bad", ["format", "custom_attributes.Poet", "dc.", ""])
def test_a_key_that_is_none_faults(server, bad):
    with pytest.raises(Refused, match=r"30001.*metadataKey"):
        distinct(server, bad)


def test_trial_users_may_not(server):
    with pytest.raises(Refused) as e:
        distinct(server.as_user("TrialSiteUser"), "dc.format")
    assert e.value.code == 20003
