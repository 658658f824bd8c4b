"""searchAssets by what XMP packets say: keywordArray, and conditions on Keywords and CreatedWith."""

import pytest

from looks.steps import ask, found
from made_assets import make
from made_xmp import jpeg, packet, sent
from taken_in import taken_in


def with_packet(server, name, *given, **more):
    handle = make(server, name)
    ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=sent(packet(*given, **more)))
    return handle


@pytest.fixture
def shelf(server):
    with_packet(server, "a", "Camera 1", ["red", "boot"])
    with_packet(server, "b", "Camera 2", ["red shoe"])
    with_packet(server, "c", "Editor", [])
    make(server, "none")
    return server


def on(server, field, op, value, **wanted):
    return found(server, systemFieldConditionArray=[{"field": field, "op": op, "value": value}], **wanted)


@pytest.mark.documented
def test_keywords_are_matched_by_every_operator(shelf):
    cases = {
        "Equals": ("red", ["a"]),
        "NotEquals": ("red", ["b", "c", "none"]),
        "Contains": ("oo", ["a"]),
        "NotContains": ("oe", ["a", "c", "none"]),
        "StartsWith": ("red", ["a", "b"]),
        "EndsWith": ("shoe", ["b"]),
    }
    for op, (value, expected) in cases.items():
        assert on(shelf, "Keywords", op, value) == expected, op


@pytest.mark.documented
def test_the_program_is_matched(shelf):
    assert on(shelf, "CreatedWith", "StartsWith", "Camera") == ["a", "b"]
    assert on(shelf, "CreatedWith", "Equals", "Editor") == ["c"]
    assert on(shelf, "CreatedWith", "NotContains", "Camera") == ["c", "none"]


@pytest.mark.documented
def test_all_keywords_of_the_array_must_be_there(shelf):
    assert found(shelf, keywordArray=["red"]) == ["a"]
    assert found(shelf, keywordArray=["boot", "red"]) == ["a"]
    assert found(shelf, keywordArray=["red", "red shoe"]) == []
    assert found(shelf, keywordArray=[]) == ["a", "b", "c", "none"]
    name = [{"field": "Name", "op": "Equals", "value": "c"}]
    assert found(shelf, keywordArray=["red"], systemFieldConditionArray=name) == []
    assert found(shelf, keywordArray=["red"], systemFieldConditionArray=name, conditionMatchMode="MatchAny") == [
        "a",
        "c",
    ]


def test_the_packet_of_a_file_is_found_and_one_that_replaces_it(server):
    handle = taken_in(server, "boot.jpg", lambda path: jpeg(path, packet("Camera", ["red"])))
    assert found(server, keywordArray=["red"]) == ["boot"]
    ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=sent(packet("Camera", ["blue"])))
    assert (found(server, keywordArray=["red"]), found(server, keywordArray=["blue"])) == ([], ["boot"])


def test_a_keyword_of_another_company_finds_nothing(shelf):
    other = shelf.other_company()
    assert found(other, keywordArray=["red"]) == []
