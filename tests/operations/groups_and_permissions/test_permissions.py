"""The six operations that say which group may do what with assets and folders."""

import pytest
from group_calls import group
from permission_calls import item, items, portal, set_asset, set_folder, shown

from harness import Refused
from looks.steps import ask, by_handle, folder, found
from made_assets import make

ON_ASSETS = ("setAssetPermissions", "updateAssetPermissions", "removeAssetPermissions")
ON_FOLDERS = ("setFolderPermissions", "updateFolderPermissions", "removeFolderPermissions")


def call(server, operation, target, permissions):
    """One of the six on an asset, or on a folder without what is below it."""
    values = {"assetHandle" if "Asset" in operation else "folderHandle": target}
    if not operation.startswith("remove"):
        values["permissionArray" if operation.startswith("set") else "updateArray"] = permissions
    if "Folder" in operation:
        values["setChildren" if operation.startswith("set") else "updateChildren"] = False
    return ask(server, operation, **values)


def of_folders(server, version=None):
    """Path below the root to what is shown of its permissions, through the handle of their set."""
    reply = ask(server, "getFolders")
    sets = {one.permissionSetHandle: shown(one.permissionArray) for one in reply.permissionSetArray}
    return {each.path.removeprefix(f"{server.root}/"): sets.get(each.permissionSetHandle) for each in reply.folderArray}


@pytest.mark.documented
def test_an_asset_has_those_of_its_folder_until_it_gets_its_own_and_after_they_go(server):
    editors, writers = group(server), group(server, "Writers")
    boot = make(server, "boot", "/a")
    set_folder(server, "a/", items(editors, "Read"))
    assert shown(by_handle(server, boot).permissions) == [("Editors", "Read")]
    set_asset(server, boot, items(writers, "Delete"))
    set_folder(server, "a/", items(editors, "Write"))
    assert shown(by_handle(server, boot).permissions) == [("Writers", "Delete")]
    ask(server, "removeAssetPermissions", assetHandle=boot)
    assert shown(by_handle(server, boot).permissions) == [("Editors", "Write")]


@pytest.mark.documented
def test_updating_changes_what_is_named_and_keeps_the_rest(server):
    editors, writers = group(server), group(server, "Writers")
    boot = make(server, "boot", "/a")
    set_folder(server, "a/", items(editors, "Read", "Write"))
    update = [item(editors, "Write", allowed=False), item(writers)]
    ask(server, "updateAssetPermissions", assetHandle=boot, updateArray=update)
    expected = [("Editors", "Read"), ("Editors", "-Write"), ("Writers", "Read")]
    assert shown(by_handle(server, boot).permissions) == expected
    handle = f"f|{server.root}/a/"
    ask(server, "updateFolderPermissions", folderHandle=handle, updateChildren=False, updateArray=update)
    assert of_folders(server)["a/"] == expected


def test_updating_where_nothing_is_set_begins_with_nothing(server):
    boot = make(server, "boot")
    ask(server, "updateAssetPermissions", assetHandle=boot, updateArray=items(group(server), "Read"))
    assert shown(by_handle(server, boot).permissions) == [("Editors", "Read")]


@pytest.mark.documented
def test_all_facts_of_a_permission_are_shown(server):
    editors, boot = group(server), make(server, "boot")
    set_asset(server, boot, [item(editors, "Read", allowed=False, override=True)])
    (one,) = by_handle(server, boot).permissions
    assert vars(one) == {
        "groupHandle": editors,
        "groupName": "Editors",
        "permissionType": "Read",
        "isAllowed": False,
        "isOverride": True,
    }


@pytest.mark.documented
def test_folders_hand_down_until_one_has_its_own(server):
    editors, writers = group(server), group(server, "Writers")
    folder(server, "/a/b/c")
    set_folder(server, "", items(editors, "Read"))
    set_folder(server, "a/b/", items(writers, "Read"))
    folder(server, "/a/b/d")
    folder(server, "/e")
    ours, theirs = [("Editors", "Read")], [("Writers", "Read")]
    assert of_folders(server) == {"": ours, "a/": ours, "a/b/": theirs, "a/b/c/": theirs, "a/b/d/": theirs, "e/": ours}
    set_folder(server, "a/", items(writers, "Write"))
    assert of_folders(server)["a/"] == [("Writers", "Write")]
    assert of_folders(server)["a/b/c/"] == theirs
    ask(server, "removeFolderPermissions", folderHandle=f"f|{server.root}/a/b/", updateChildren=False)
    assert of_folders(server)["a/b/c/"] == [("Writers", "Write")]


@pytest.mark.documented
@pytest.mark.parametrize("operation", ON_FOLDERS)
@pytest.mark.parametrize("children", [True, False])
def test_children_follow_even_with_their_own_where_that_is_asked(server, operation, children):
    editors, writers = group(server), group(server, "Writers")
    boot = make(server, "boot", "/a/b")
    set_folder(server, "", items(editors, "Read"))
    for path in ("a/", "a/b/"):
        set_folder(server, path, items(writers, "Read"))
    set_asset(server, boot, items(writers, "Read"))
    values = {
        "setFolderPermissions": {"setChildren": children, "permissionArray": items(editors, "Read")},
        "updateFolderPermissions": {"updateChildren": children, "updateArray": items(editors, "Read")},
        "removeFolderPermissions": {"updateChildren": children},
    }[operation]
    ask(server, operation, folderHandle=f"f|{server.root}/a/", **values)
    updated = operation == "updateFolderPermissions"
    new = [("Editors", "Read"), ("Writers", "Read")] if updated else [("Editors", "Read")]
    below = new if children else [("Writers", "Read")]
    assert of_folders(server) == {"": [("Editors", "Read")], "a/": new, "a/b/": below}
    assert shown(by_handle(server, boot).permissions) == below


def test_a_moved_folder_gets_those_of_its_new_place_and_keeps_its_own(server):
    editors, writers = group(server), group(server, "Writers")
    folder(server, "/a/free/x")
    folder(server, "/a/own/y")
    folder(server, "/z")
    set_folder(server, "a/", items(editors, "Read"))
    set_folder(server, "a/own/", items(editors, "Delete"))
    set_folder(server, "z/", items(writers, "Read"))
    for name in ("free", "own"):
        ask(server, "moveFolder", folderHandle=f"f|{server.root}/a/{name}/", destFolderHandle=f"f|{server.root}/z/")
    known = of_folders(server)
    assert (known["z/free/"], known["z/free/x/"]) == ([("Writers", "Read")], [("Writers", "Read")])
    assert (known["z/own/"], known["z/own/y/"]) == ([("Editors", "Delete")], [("Editors", "Delete")])


def test_one_set_of_permissions_is_one_set_wherever_it_is(server):
    editors = group(server)
    for path in ("/a", "/b", "/c"):
        folder(server, path)
    set_folder(server, "a/", items(editors, "Read", "Write"))
    set_folder(server, "b/", items(editors, "Write", "Read"))
    set_folder(server, "c/", items(editors, "Read"))
    reply = ask(server, "getFolders")
    handles = {each.path.rpartition(f"{server.root}/")[2]: each.permissionSetHandle for each in reply.folderArray}
    assert handles["a/"] == handles["b/"] != handles["c/"]
    assert handles[""] is None
    assert [one.permissionSetHandle for one in reply.permissionSetArray] == sorted({handles["a/"], handles["c/"]})
    assert handles["a/"].startswith("pm|")


def test_old_versions_see_them_in_the_folder(server):
    set_folder(server, "", items(group(server), "Read"))
    (root,) = server.call("getFolders", version="2010-01-31", companyHandle=server.company).folderArray
    assert shown(root.permissions) == [("Editors", "Read")]


def test_none_is_none_and_not_what_is_above(server):
    user, editors = portal(server)
    boot, sandal = make(server, "boot"), make(server, "sandal")
    set_folder(server, "", items(editors, "Read"))
    set_asset(server, boot, [])
    assert shown(by_handle(server, boot).permissions) == []
    assert found(user) == ["sandal"]
    assert by_handle(user, sandal).name == "sandal"


def test_a_deleted_group_is_gone_from_all_sets_and_equal_ones_are_made_anew(server):
    editors, writers = group(server), group(server, "Writers")
    folder(server, "/a")
    set_folder(server, "", [item(editors), item(writers)])
    set_folder(server, "a/", [item(writers)])
    ask(server, "deleteGroup", groupHandle=editors)
    assert of_folders(server) == {"": [("Writers", "Read")], "a/": [("Writers", "Read")]}
    set_folder(server, "", [item(writers)])
    assert of_folders(server) == {"": [("Writers", "Read")], "a/": [("Writers", "Read")]}


@pytest.mark.parametrize("operation", [*ON_ASSETS[:2], *ON_FOLDERS[:2]])
def test_each_kind_of_wrong_permission_faults_and_says_where(server, operation):
    editors, theirs = group(server), group(server.other_company())
    target = make(server, "boot") if "Asset" in operation else f"f|{server.root}/"
    array = "permissionArray" if operation.startswith("set") else "updateArray"
    for wrong, code, place in (
        (item("g|999999999"), 30001, "items[2]/groupHandle"),
        (item("nonsense"), 30001, "items[2]/groupHandle"),
        (item(theirs), 20006, "items[2]/groupHandle"),
        (item(editors, "Look"), 30001, "items[2]/permissionType"),
        (item(editors), 30001, "items[2]"),
    ):
        with pytest.raises(Refused) as e:
            call(server, operation, target, [item(editors), wrong])
        assert (e.value.code, e.value.reason.split(":")[0]) == (code, f"{array}/{place}")


def test_too_many_fault(server):
    boot = make(server, "boot")
    with pytest.raises(Refused, match=r"30001.*1000"):
        set_asset(server, boot, [item(f"g|{number}") for number in range(1, 1_002)])


@pytest.mark.parametrize("operation", [*ON_ASSETS, *ON_FOLDERS])
def test_what_is_another_companys_or_not_there_faults(server, operation):
    other = server.other_company()
    if "Asset" in operation:
        theirs, missing, field = make(other, "theirs"), "a|999999999", "assetHandle"
    else:
        theirs, missing, field = f"f|{other.root}/", f"f|{server.root}/nowhere/", "folderHandle"
    with pytest.raises(Refused, match="20006"):
        call(server, operation, theirs, [])
    with pytest.raises(Refused, match=f"30001: {field}"):
        call(server, operation, missing, [])


@pytest.mark.parametrize("operation", ON_ASSETS)
def test_what_is_in_the_trash_faults(server, operation):
    with pytest.raises(Refused, match="is in the trash"):
        call(server, operation, make(server, "boot", trash_state="InTrash"), [])


@pytest.mark.documented
@pytest.mark.parametrize("operation", [*ON_ASSETS, *ON_FOLDERS])
def test_who_may(server, operation):
    target = make(server, "boot") if "Asset" in operation else f"f|{server.root}/"
    permissions = items(group(server), "Read")
    for role in ("IpsUser", "TrialSiteAdmin", "ImagePortalContrib"):
        with pytest.raises(Refused, match="20003"):
            call(server.as_user(role), operation, target, permissions)
    for admin in (server, server.as_user("ImagePortalAdmin"), server.as_ips_admin()):
        call(admin, operation, target, permissions)
