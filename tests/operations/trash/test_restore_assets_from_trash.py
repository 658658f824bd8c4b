"""restoreAssetsFromTrash, as a caller sees it."""

import pytest

from harness import Refused
from looks.steps import live, live_picture, mark, publish
from made_assets import long_ago, make, names
from safelight.contract import constants


def restore(server, *handles):
    return server.call("restoreAssetsFromTrash", companyHandle=server.company, assetHandleArray=list(handles))


def delete(server, *handles):
    server.call("deleteAssets", companyHandle=server.company, assetHandleArray=list(handles))


def kept(server):
    return names(server.call("searchAssets", companyHandle=server.company, includeSubfolders=True))


def seen(server, handle):
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray
    return asset


@pytest.mark.documented
def test_counts_and_takes_all_out_of_the_trash(server):
    boot, shoe = make(server, "boot"), make(server, "shoe")
    delete(server, boot, shoe)
    reply = restore(server, f"{boot}|1|579", shoe)
    assert vars(reply) == {
        "successCount": 2,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }
    assert kept(server) == ["boot", "shoe"]


@pytest.mark.documented
def test_a_bad_one_does_not_fail_the_rest(server):
    boot, theirs = make(server, "boot", trash_state="InTrash"), make(server.other_company(), "theirs")
    reply = restore(server, "a|999999999", theirs, "nonsense", boot)
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 3)
    assert [(one.assetHandle, one.code) for one in reply.errorDetailArray] == [
        ("a|999999999", 30001),
        (theirs, 20006),
        ("nonsense", 30001),
    ]
    assert kept(server) == ["boot"]


def test_one_outside_the_trash_is_a_warning_and_one_that_was_emptied_an_error(server):
    boot = make(server, "boot", modified_by="earlier@example.com")
    emptied, shoe = make(server, "gone", trash_state="InEmptiedTrash"), make(server, "shoe", trash_state="InTrash")
    reply = restore(server, boot, emptied, shoe, shoe)
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 2, 1)
    assert [one.assetHandle for one in reply.warningDetailArray] == [boot, shoe]
    assert [(one.assetHandle, one.code) for one in reply.errorDetailArray] == [(emptied, 30000)]
    assert "emptied" in reply.errorDetailArray[0].reason
    assert seen(server, boot).lastModifyUser == "earlier@example.com"
    assert seen(server, emptied).trashState == "InEmptiedTrash"


@pytest.mark.parametrize("type_", constants.values("Asset Types"))
def test_an_asset_of_any_type_comes_back_as_it_was(server, type_):
    one = make(server, "boot", "/shoes", type=type_)
    before = vars(seen(server, one))
    delete(server, one)
    assert restore(server, one).successCount == 1
    after = vars(seen(server, one))
    changed = {"lastModified", "lastModifyUser"}
    assert {name: after[name] for name in after if name not in changed} == {
        name: before[name] for name in before if name not in changed
    }


def test_its_name_was_kept_for_it(server):
    boot = make(server, "boot")
    delete(server, boot)
    with pytest.raises(Refused, match="already in use"):
        server.call(
            "renameAsset",
            companyHandle=server.company,
            assetHandle=make(server, "shoe"),
            newName="boot",
            validateName=True,
        )
    restore(server, boot)
    asset = seen(server, boot)
    assert (asset.name, asset.fileName, asset.ipsImageUrl) == ("boot", "boot.jpg", f"{server.root}/boot")


def test_it_goes_above_where_its_folder_was_deleted(server):
    boot = make(server, "boot", "/a/b")
    server.call("deleteFolder", companyHandle=server.company, folderHandle=f"f|{server.root}/a/b/")
    restore(server, boot)
    assert seen(server, boot).folder == f"{server.root}/a/"


def test_it_goes_with_its_folder_where_that_was_moved(server):
    boot = make(server, "boot", "/a/b")
    delete(server, boot)
    server.call("renameFolder", companyHandle=server.company, folderHandle=f"f|{server.root}/a/", folderName="c")
    restore(server, boot)
    assert seen(server, boot).folder == f"{server.root}/c/b/"


def test_it_tells_who_did_it_and_its_folder_that_it_changed(server):
    boot = make(server, "boot", "/shoes", trash_state="InTrash")
    then = long_ago(server)
    user = server.as_user()
    restore(user, boot)
    assert seen(server, boot).lastModifyUser == user.email
    (shoes,) = server.call("getFolders", companyHandle=server.company, folderPath="/shoes").folderArray
    assert shoes.childLastModified > then


def test_a_picture_that_comes_back_before_the_next_publish_stays_live(server):
    boot = live_picture(server)
    delete(server, boot)
    restore(server, boot)
    assert seen(server, boot).readyForPublish
    publish(server)
    assert live(server, "boot") == ["boot"]


def test_its_mark_is_kept_over_a_publish(server):
    boot, shoe = make(server, "boot"), make(server, "shoe")
    mark(server, boot)
    delete(server, boot, shoe)
    publish(server)
    restore(server, boot, shoe)
    assert (seen(server, boot).readyForPublish, seen(server, shoe).readyForPublish) == (True, False)
    publish(server)
    assert live(server, "boot", "shoe") == ["boot"]


def test_too_many_fault(server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        restore(server, *(f"a|{number}" for number in range(1, 10_002)))


@pytest.mark.documented
def test_a_reader_may_not_restore(server):
    boot = make(server, "boot", trash_state="InTrash")
    with pytest.raises(Refused, match="20003"):
        restore(server.as_user("ImagePortalUser"), boot)
    with pytest.raises(Refused, match="20006"):
        server.call("restoreAssetsFromTrash", companyHandle=server.other_company().company, assetHandleArray=[boot])
    assert kept(server) == []
