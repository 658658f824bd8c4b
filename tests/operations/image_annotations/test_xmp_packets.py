"""getXMPPacket and updateXMPPacket, on real files of every format that can hold a packet."""

import base64
import gzip
import zlib
from datetime import timedelta

import pytest

from harness import Refused
from looks.steps import ask, by_handle, found
from made_assets import long_ago, make
from made_xmp import WRITERS, jpeg, packet, picture, received, sent
from taken_in import taken_in

OLD, NEW = packet("Camera 1", ["red", "boot"]), packet("Editor 2", ["blue"])


def uploaded(server, file_name="boot.jpg", xmp=OLD, write=jpeg, **options):
    return taken_in(server, file_name, lambda path: write(path, xmp), **options)


def got(server, handle):
    return received(ask(server, "getXMPPacket", assetHandle=handle).compressedPacket)


def update(server, handle, xmp, *way):
    return ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=sent(xmp, *way)).success


@pytest.mark.documented
@pytest.mark.parametrize("file_name", WRITERS)
def test_the_packet_of_a_file_comes_back_to_the_byte(server, file_name):
    handle = uploaded(server, file_name, write=WRITERS[file_name])
    assert got(server, handle) == OLD


@pytest.mark.documented
def test_a_reply_is_packed_as_the_sample_is(server):
    text = ask(server, "getXMPPacket", assetHandle=make(server, "boot")).compressedPacket
    assert text.startswith("H4sIAAAAAAA")
    assert gzip.decompress(base64.b64decode(text))[:2] == b"\x78\xda"


def test_a_file_without_a_packet_has_an_empty_one_that_can_be_sent_back(server):
    handle = taken_in(server, "boot.png", lambda path: picture().save(path))
    empty = got(server, handle)
    assert b"rdf:RDF" in empty
    assert b"rdf:Description" not in empty
    assert update(server, handle, empty)


@pytest.mark.documented
@pytest.mark.parametrize(
    "way",
    [
        lambda data: gzip.compress(zlib.compress(data), mtime=0),
        zlib.compress,
        gzip.compress,
        lambda data: zlib.compress(data)[2:-4],
        lambda data: zlib.compress(data, 0),
    ],
)
def test_an_update_counts_however_it_is_compressed(server, way):
    handle = make(server, "boot")
    assert update(server, handle, NEW, way) is True
    assert got(server, handle) == NEW


@pytest.mark.documented
def test_the_file_stays_as_it_came(server):
    handle = uploaded(server)
    digest = server.parts.blobs.digests
    before = set(digest())
    update(server, handle, NEW)
    assert got(server, handle) == NEW
    assert set(digest()) == before


def test_a_file_that_replaces_another_brings_its_packet(server):
    handle = uploaded(server)
    update(server, handle, NEW)
    third = packet("Third")
    assert uploaded(server, xmp=third) == handle
    assert got(server, handle) == third
    taken_in(server, "boot.jpg", lambda path: picture().save(path))
    assert b"Description" not in got(server, handle)


def test_an_update_is_a_change_of_the_asset(server):
    handle, user = make(server, "boot"), server.as_user()
    then = long_ago(server)
    update(user, handle, NEW)
    asset = by_handle(server, handle)
    assert asset.lastModified - then > timedelta(days=1)
    assert asset.lastModifyUser == user.email


def test_a_broken_packet_of_a_file_is_kept_as_it_is(server):
    handle = uploaded(server, xmp=b"<x:xmpmeta>broken")
    assert got(server, handle) == b"<x:xmpmeta>broken"


@pytest.mark.documented
@pytest.mark.parametrize("write", [jpeg, lambda path, _xmp: picture().save(path, "JPEG")])
def test_the_keywords_of_an_upload_come_into_the_packets_of_its_assets(server, write):
    handle = uploaded(server, write=write, xmpKeywords=r"boot, big\, red,c:\\d, ,new")
    for keyword in ("boot", "big, red", "c:\\d", "new"):
        assert found(server, keywordArray=[keyword]) == ["boot"], keyword
    kept = write is jpeg
    assert (got(server, handle).count(b"<rdf:li>") == 5, b"Camera 1" in got(server, handle)) == (kept, kept)


def test_keywords_make_a_packet_of_one_that_cannot_be_read(server):
    uploaded(server, xmp=b"<x:xmpmeta>broken", xmpKeywords="new")
    assert found(server, keywordArray=["new"]) == ["boot"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (sent(b"<a>"), "well-formed"),
        (sent(b"<a/>"), "rdf:RDF"),
        (sent(b'<!DOCTYPE a [<!ENTITY b "c">]>' + NEW[NEW.index(b"<x:") :]), "DOCTYPE"),
        (base64.b64encode(NEW).decode(), "compressed"),
        (base64.b64encode(zlib.compress(NEW)[:-9]).decode(), "whole"),
        (sent(b" " * (8 * 2**20 + 1)), "8388608"),
        ("", "compressed"),
    ],
)
def test_a_packet_that_cannot_be_faults(server, bad, why):
    handle = make(server, "boot")
    with pytest.raises(Refused, match=f"30001.*compressedPacket.*{why}"):
        ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=bad)
    assert b"Description" not in got(server, handle)


@pytest.mark.parametrize(
    ("operation", "given"), [("getXMPPacket", {}), ("updateXMPPacket", {"compressedPacket": sent(NEW)})]
)
def test_an_asset_out_of_reach_faults(server, operation, given):
    strange = make(server.other_company(), "shoe")
    for handle, code in ((strange, 20006), ("a|99999999", 30001), ("boot", 30001)):
        with pytest.raises(Refused) as e:
            ask(server, operation, assetHandle=handle, **given)
        assert e.value.code == code


def test_an_asset_in_the_trash_is_read_and_not_changed(server):
    handle = make(server, "gone", trash_state="InTrash")
    assert got(server, handle)
    with pytest.raises(Refused, match=r"30000.*trash"):
        update(server, handle, NEW)


@pytest.mark.parametrize(
    ("operation", "given"), [("getXMPPacket", {}), ("updateXMPPacket", {"compressedPacket": sent(NEW)})]
)
def test_trial_users_see_no_packets(server, operation, given):
    with pytest.raises(Refused) as e:
        ask(server.as_user("TrialSiteUser"), operation, assetHandle=make(server, "boot"), **given)
    assert e.value.code == 20003
