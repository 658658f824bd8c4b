"""renameAsset, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import long_ago, make


def rename(server, handle, name, *, validate=True, **more):
    wanted = {"companyHandle": server.company, "assetHandle": handle, "newName": name, "validateName": validate}
    return server.call("renameAsset", **wanted, **more)


def seen(server, handle):
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray
    return asset


@pytest.mark.documented
def test_the_name_the_file_and_the_picture_follow(server):
    boot = make(server, "boot", file_name="Boot.x.TIF")
    then = long_ago(server)
    user = server.as_user()
    assert vars(rename(user, boot, "My Newly Renamed Image")) == {}
    after = seen(server, boot)
    assert (after.name, after.fileName) == ("My Newly Renamed Image", "My Newly Renamed Image.TIF")
    assert after.ipsImageUrl == f"{server.root}/My Newly Renamed Image"
    assert after.lastModified > then
    assert (after.lastModifyUser, after.createUser) == (user.email, server.email)


def test_it_is_found_by_the_new_name_only(server):
    boot = make(server, "boot")
    rename(server, boot, "shoe")
    reply = server.call("getAssetsByName", companyHandle=server.company, nameArray=["boot", "shoe"])
    assert [asset.name for asset in reply.assetArray] == ["shoe"]


@pytest.mark.documented
@pytest.mark.parametrize("trash_state", ["NotInTrash", "InTrash", "InEmptiedTrash"])
def test_a_checked_name_that_pictures_use_faults(server, trash_state):
    make(server, "taken", trash_state=trash_state)
    boot = make(server, "boot")
    with pytest.raises(Refused) as e:
        rename(server, boot, "taken")
    assert e.value.code == 30000
    assert "Asset ID 'taken' is already in use." in e.value.reason
    assert seen(server, boot).name == "boot"


def test_an_unchecked_name_is_shared_and_the_picture_gets_the_first_free_one(server):
    make(server, "taken")
    make(server, "other", catalog_id="taken_1")
    boot = make(server, "boot")
    rename(server, boot, "taken", validate=False)
    after = seen(server, boot)
    assert (after.name, after.ipsImageUrl) == ("taken", f"{server.root}/taken_2")


def test_its_own_name_is_free(server):
    boot = make(server, "boot")
    rename(server, boot, "boot")
    assert seen(server, boot).ipsImageUrl == f"{server.root}/boot"


def test_another_company_may_use_the_same_name(server):
    make(server.other_company(), "shoe")
    boot = make(server, "boot")
    rename(server, boot, "shoe")
    assert seen(server, boot).name == "shoe"


def test_a_type_without_pictures_shares_a_name_although_checked(server):
    make(server, "taken")
    film = make(server, "film", type="Video", file_name="film.mp4")
    rename(server, film, "taken")
    assert (seen(server, film).name, seen(server, film).fileName) == ("taken", "taken.mp4")


@pytest.mark.parametrize(("rename_files", "file_name"), [(True, "shoe.jpg"), (False, "boot.jpg")])
def test_an_old_client_says_whether_files_are_renamed(server, rename_files, file_name):
    boot = make(server, "boot")
    rename(server, boot, "shoe", version="2010-01-31", renameFiles=rename_files)
    assert seen(server, boot).fileName == file_name


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\\b", "x" * 256, "a\tb"])
def test_a_name_that_cannot_be_faults(server, name):
    boot = make(server, "boot")
    with pytest.raises(Refused, match=r"30001.*newName"):
        rename(server, boot, name)


@pytest.mark.parametrize("handle", ["a|999999999", "boot"])
def test_a_handle_that_names_none_faults(server, handle):
    with pytest.raises(Refused, match=r"30001.*assetHandle"):
        rename(server, handle, "shoe")


def test_not_in_the_trash(server):
    boot = make(server, "boot", trash_state="InTrash")
    with pytest.raises(Refused, match=r"30000.*assetHandle.*trash"):
        rename(server, boot, "shoe")


def test_another_companys_asset_is_out_of_reach(server):
    with pytest.raises(Refused, match=r"20006.*assetHandle"):
        rename(server, make(server.other_company(), "theirs"), "mine")


@pytest.mark.documented
def test_a_reader_may_not_rename(server):
    boot = make(server, "boot")
    with pytest.raises(Refused, match="20003"):
        rename(server.as_user("TrialSiteUser"), boot, "shoe")
    assert seen(server, boot).name == "boot"


def test_the_folder_tells_that_it_changed(server):
    boot = make(server, "boot", "/shoes")
    then = long_ago(server)
    rename(server, boot, "shoe")
    (shoes,) = server.call("getFolders", companyHandle=server.company, folderPath="/shoes").folderArray
    assert shoes.childLastModified > then
