"""deleteAssets, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make, names
from safelight.services import assets


def delete(server, *handles):
    return server.call("deleteAssets", companyHandle=server.company, assetHandleArray=list(handles))


def trashed(server):
    wanted = {"companyHandle": server.company, "includeSubfolders": True, "trashState": "InTrash"}
    return names(server.call("searchAssets", **wanted))


@pytest.mark.documented
def test_counts_and_puts_all_into_the_trash(server):
    reply = delete(server, make(server, "boot") + "|1|579", make(server, "shoe"))
    assert vars(reply) == {
        "successCount": 2,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }
    assert trashed(server) == ["boot", "shoe"]


@pytest.mark.documented
def test_a_bad_one_does_not_fail_the_rest(server):
    boot, theirs = make(server, "boot"), make(server.other_company(), "theirs")
    reply = delete(server, "a|999999999", theirs, "nonsense", boot)
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 3)
    assert [(one.assetHandle, one.code) for one in reply.errorDetailArray] == [
        ("a|999999999", 30001),
        (theirs, 20006),
        ("nonsense", 30001),
    ]
    assert trashed(server) == ["boot"]


def test_one_in_the_trash_already_is_a_warning(server):
    boot = make(server, "boot")
    old = make(server, "old", trash_state="InTrash", modified_by="earlier@example.com")
    reply = delete(server, boot, old, boot)
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 2, 0)
    assert [(one.assetHandle, one.code) for one in reply.warningDetailArray] == [(old, 30000), (boot, 30000)]
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[old]).assetArray
    assert asset.lastModifyUser == "earlier@example.com"


def test_none_is_none(server):
    assert delete(server).successCount == 0


def test_too_many_fault(server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        delete(server, *(f"a|{number}" for number in range(1, 10_002)))


@pytest.mark.documented
def test_a_reader_may_not_delete(server):
    boot = make(server, "boot")
    with pytest.raises(Refused, match="20003"):
        delete(server.as_user("ImagePortalUser"), boot)
    assert trashed(server) == []


def test_more_than_one_transaction_takes_are_all_deleted_and_counted(server, monkeypatch):
    monkeypatch.setattr(assets, "TRASHED_AT_ONCE", 2)
    handles = [make(server, name) for name in ("a", "b", "c")]
    reply = delete(server, *handles, "nonsense", handles[0])
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (3, 1, 1)
    assert trashed(server) == ["a", "b", "c"]
