"""deleteAsset, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make, names


def delete(server, handle):
    return server.call("deleteAsset", companyHandle=server.company, assetHandle=handle)


def found(server, trash_state):
    wanted = {"companyHandle": server.company, "includeSubfolders": True, "trashState": trash_state}
    return names(server.call("searchAssets", **wanted))


@pytest.mark.documented
def test_it_lies_in_the_trash_where_it_was(server):
    boot, user = make(server, "boot", "/shoes"), server.as_user()
    make(server, "stays", "/shoes")
    assert vars(delete(user, boot)) == {}
    assert (found(server, "NotInTrash"), found(server, "InTrash")) == (["stays"], ["boot"])
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[boot]).assetArray
    assert (asset.trashState, asset.folder, asset.lastModifyUser) == ("InTrash", f"{server.root}/shoes/", user.email)


def test_its_name_stays_reserved(server):
    delete(server, make(server, "boot"))
    shoe = make(server, "shoe")
    wanted = {"assetHandle": shoe, "newName": "boot", "validateName": True}
    with pytest.raises(Refused, match=r"30000.*already in use"):
        server.call("renameAsset", companyHandle=server.company, **wanted)


def test_a_second_time_faults(server):
    boot = make(server, "boot")
    delete(server, boot)
    with pytest.raises(Refused, match=r"30000.*trash"):
        delete(server, boot)


@pytest.mark.parametrize("handle", ["a|999999999", "boot", ""])
def test_a_handle_that_names_none_faults(server, handle):
    with pytest.raises(Refused, match=r"30001.*assetHandle"):
        delete(server, handle)


def test_another_companys_asset_is_out_of_reach(server):
    other = server.other_company()
    theirs = make(other, "theirs")
    with pytest.raises(Refused, match=r"20006.*assetHandle"):
        delete(server, theirs)
    assert found(other, "NotInTrash") == ["theirs"]


@pytest.mark.documented
def test_a_reader_may_not_delete(server):
    boot = make(server, "boot")
    with pytest.raises(Refused, match="20003"):
        delete(server.as_user("ImagePortalUser"), boot)
    assert found(server, "NotInTrash") == ["boot"]
