"""checkAssetNames, getAssetCounts and getOriginalFilePaths, as a caller sees them."""

import pytest

from harness import Refused
from made_assets import make


def in_use(server, *names):
    return server.call("checkAssetNames", companyHandle=server.company, assetNameArray=list(names)).inUseNameArray


def counts(server):
    reply = server.call("getAssetCounts", companyHandle=server.company)
    return {one.assetType: one.count for one in reply.countArray}


def paths(server, *handles):
    reply = server.call("getOriginalFilePaths", companyHandle=server.company, assetHandleArray=list(handles))
    return reply.originalFileArray


@pytest.mark.documented
def test_names_in_use_are_told_once_and_in_the_order_asked(server):
    make(server, "DEF456")
    make(server, "XYZ")
    make(server.other_company(), "ABC123")
    assert in_use(server, "XYZ", "ABC123", "DEF456", "xyz", "XYZ") == ["XYZ", "DEF456"]


def test_names_of_the_trash_are_in_use_and_those_no_url_knows_are_not(server):
    make(server, "boot", trash_state="InTrash")
    make(server, "gone", trash_state="InEmptiedTrash")
    make(server, "film", type="Zip")
    make(server, "shown", catalog_id="other")
    assert in_use(server, "boot", "gone", "film", "shown", "other") == ["boot", "gone", "other"]


def test_too_many_names_fault(server):
    with pytest.raises(Refused, match=r"30001.*assetNameArray.*10000"):
        in_use(server, *map(str, range(10_001)))


@pytest.mark.documented
def test_who_may_check_names(server):
    assert in_use(server.as_user("ImagePortalUser"), "boot") == []
    with pytest.raises(Refused, match="20006"):
        server.call("checkAssetNames", companyHandle=server.other_company().company, assetNameArray=["boot"])


@pytest.mark.documented
def test_assets_are_counted_by_type(server):
    for name, type_ in (("a", "Image"), ("b", "Image"), ("c", "Flash")):
        make(server, name, f"/{name}", type=type_)
    make(server, "trashed", type="Video", trash_state="InTrash")
    make(server.other_company(), "theirs")
    assert counts(server) == {"Flash": 1, "Image": 2}


@pytest.mark.documented
def test_who_may_count(server):
    assert counts(server.as_user("TrialSiteUser")) == {}
    with pytest.raises(Refused, match="20006"):
        server.call("getAssetCounts", companyHandle=server.other_company().company)


@pytest.mark.documented
def test_paths_stand_in_the_order_of_their_handles(server):
    leaves = make(server, "Autumn Leaves")
    desert = make(server, "Desert Landscape", "/far/away")
    found = paths(server, f"{desert}|1|17061", leaves, desert)
    root = server.root
    assert found == [
        f"{root}/far/away/Desert Landscape.jpg",
        f"{root}/Autumn Leaves.jpg",
        f"{root}/far/away/Desert Landscape.jpg",
    ]


def test_what_came_as_no_file_has_an_empty_path(server):
    spin = make(server, "spin", type="SpinSet", file_name="")
    assert paths(server, spin, make(server, "boot", trash_state="InTrash")) == ["", f"{server.root}/boot.jpg"]


@pytest.mark.parametrize("bad", ["a|999999999", "nonsense"])
def test_a_handle_that_names_none_faults(server, bad):
    with pytest.raises(Refused, match=r"30001.*assetHandleArray"):
        paths(server, make(server, "boot"), bad)


@pytest.mark.documented
def test_who_may_ask_for_paths(server):
    boot = make(server, "boot")
    assert paths(server.as_user("TrialSiteUser"), boot) == [f"{server.root}/boot.jpg"]
    with pytest.raises(Refused, match="20003"):
        paths(server.as_user("ImagePortalUser"), boot)
    with pytest.raises(Refused, match="20006"):
        paths(server, make(server.other_company(), "theirs"))
