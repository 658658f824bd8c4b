"""emptyAssetsFromTrash, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make, names
from safelight.contract import constants


def empty(server, *handles):
    return server.call("emptyAssetsFromTrash", companyHandle=server.company, assetHandleArray=list(handles))


def emptied(server):
    wanted = {"companyHandle": server.company, "includeSubfolders": True, "trashState": "InEmptiedTrash"}
    return names(server.call("searchAssets", **wanted))


@pytest.mark.documented
def test_counts_and_empties_all(server):
    boot, shoe = (make(server, name, trash_state="InTrash") for name in ("boot", "shoe"))
    reply = empty(server, boot, shoe)
    assert vars(reply) == {
        "successCount": 2,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }
    assert emptied(server) == ["boot", "shoe"]


@pytest.mark.parametrize("type_", constants.values("Asset Types"))
def test_assets_of_any_type_are_emptied(server, type_):
    assert empty(server, make(server, "boot", type=type_, trash_state="InTrash")).successCount == 1
    assert emptied(server) == ["boot"]


def test_one_outside_the_trash_is_an_error_and_one_emptied_before_a_warning(server):
    boot, old = make(server, "boot"), make(server, "old", trash_state="InEmptiedTrash")
    shoe, theirs = make(server, "shoe", trash_state="InTrash"), make(server.other_company(), "theirs")
    reply = empty(server, boot, old, shoe, shoe, theirs)
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 2, 2)
    assert [one.assetHandle for one in reply.warningDetailArray] == [old, shoe]
    assert [(one.assetHandle, one.code) for one in reply.errorDetailArray] == [(theirs, 20006), (boot, 30000)]
    assert emptied(server) == ["old", "shoe"]


def test_its_name_stays_reserved(server):
    empty(server, make(server, "boot", trash_state="InTrash"))
    reply = server.call("checkAssetNames", companyHandle=server.company, assetNameArray=["boot"])
    assert reply.inUseNameArray == ["boot"]


def test_too_many_fault(server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        empty(server, *(f"a|{number}" for number in range(1, 10_002)))


@pytest.mark.documented
def test_a_reader_may_not_empty(server):
    boot = make(server, "boot", trash_state="InTrash")
    with pytest.raises(Refused, match="20003"):
        empty(server.as_user("TrialSiteAdmin"), boot)
    with pytest.raises(Refused, match="20006"):
        server.call("emptyAssetsFromTrash", companyHandle=server.other_company().company, assetHandleArray=[boot])
    assert emptied(server) == []
