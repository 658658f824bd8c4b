"""What permissions decide: who is bound by them sees and does what a group of theirs is allowed, and nothing else."""

import base64

import pytest
from group_calls import call as members
from group_calls import group
from permission_calls import item, items, portal, set_asset, set_folder

from harness import Refused
from looks.steps import ask, found, paths, upload
from made_assets import make, names

BOUND = ("ImagePortalUser", "ImagePortalContrib", "ImagePortalContribUser")
FREE = ("IpsUser", "TrialSiteAdmin", "TrialSiteUser", "ImagePortalAdmin", "WebServiceUser")


@pytest.mark.documented
@pytest.mark.parametrize("role", BOUND)
def test_without_a_permission_nothing_is_seen(server, role):
    boot = make(server, "boot", "/a")
    user, editors = portal(server, role)
    assert (found(user), paths(user)) == ([], [])
    assert ask(user, "getAssets", assetHandleArray=[boot]).assetArray == []
    assert ask(user, "getFolderTree", depth=-1).folders.subfolderArray is None
    set_folder(server, "", items(editors, "Read"))
    assert (found(user), paths(user)) == (["boot"], ["a"])
    assert names(ask(user, "getAssets", assetHandleArray=[boot])) == ["boot"]


@pytest.mark.documented
@pytest.mark.parametrize("role", FREE)
def test_others_are_not_bound(server, role):
    boot = make(server, "boot", "/a")
    set_folder(server, "", [item(group(server), allowed=False, override=True)])
    user = server.as_user(role)
    assert (found(user), paths(user)) == (["boot"], ["a"])
    assert names(ask(user, "getAssets", assetHandleArray=[boot])) == ["boot"]


def test_a_name_is_found_only_where_it_may_be_read(server):
    user, editors = portal(server)
    make(server, "boot", "/a")
    make(server, "boot", "/b", catalog_id=None)
    set_folder(server, "b/", items(editors, "Read"))
    assert [asset.folder for asset in ask(user, "getAssetsByName", nameArray=["boot"]).assetArray] == [
        f"{server.root}/b/"
    ]


def test_search_counts_what_may_be_read_and_its_own_permissions_count_before_the_folders(server):
    user, editors = portal(server)
    for name in ("a", "b", "c", "d"):
        make(server, name)
    open_, closed = make(server, "open", "/closed"), make(server, "closed")
    set_folder(server, "", items(editors, "Read"))
    set_folder(server, "closed/", [])
    set_asset(server, open_, items(editors, "Read"))
    set_asset(server, closed, items(editors, "Write"))
    reply = ask(user, "searchAssets", includeSubfolders=True, recordsPerPage=2, resultsPage=2)
    assert (reply.totalRows, names(reply)) == (5, ["c", "d"])
    brief = ask(user, "searchAssets", includeSubfolders=True, responseFieldArray=["assetArray/items/name"])
    assert names(brief) == ["a", "b", "c", "d", "open"]


def test_folders_that_lead_to_a_readable_one_stay_in_the_tree_and_not_in_the_list(server):
    user, editors = portal(server)
    make(server, "boot", "/a/b")
    make(server, "sandal", "/c")
    set_folder(server, "a/b/", items(editors, "Read"))
    assert paths(user) == ["a/b"]
    assert paths(user, assetTypeArray=["Image"]) == ["a/b"]
    tree = ask(user, "getFolderTree", depth=-1).folders
    (a,) = tree.subfolderArray
    assert [each.path for each in a.subfolderArray] == [f"{server.root}/a/b/"]


def test_a_folder_counts_as_holding_what_may_be_read_in_it(server):
    user, editors = portal(server)
    boot = make(server, "boot", "/a")
    set_folder(server, "", items(editors, "Read"))
    assert paths(user, assetTypeArray=["Image"]) == ["a"]
    set_asset(server, boot, [])
    assert paths(user, assetTypeArray=["Image"]) == []


@pytest.mark.parametrize(
    ("entries", "allowed"),
    [
        (((True, False), (False, False)), False),
        (((True, True), (False, False)), True),
        (((True, False), (False, True)), False),
        (((True, True), (False, True)), False),
        (((True, False), None), True),
        (((False, False), None), False),
        ((None, (True, True)), True),
        ((None, None), False),
    ],
)
def test_what_decides_where_two_groups_of_a_user_differ(server, entries, allowed):
    user, editors = portal(server)
    writers = group(server, "Writers", user)
    make(server, "boot")
    written = [
        item(handle, allowed=entry[0], override=entry[1])
        for handle, entry in zip((editors, writers), entries, strict=True)
        if entry
    ]
    set_folder(server, "", written)
    assert found(user) == (["boot"] if allowed else [])


def test_who_leaves_the_group_loses_it(server):
    user, editors = portal(server)
    make(server, "boot")
    set_folder(server, "", items(editors, "Read"))
    assert found(user) == ["boot"]
    members(server, "removeGroupMembers", editors, user)
    assert found(user) == []


CHANGES = {
    "renameAsset": lambda boot: {"assetHandle": boot, "newName": "new", "validateName": True},
    "setAssetPublishState": lambda boot: {"assetHandle": boot, "publishState": "MarkedForPublish"},
    "deleteAsset": lambda boot: {"assetHandle": boot},
}


@pytest.mark.documented
@pytest.mark.parametrize("operation", CHANGES)
def test_changing_an_asset_needs_read_and_write_and_deleting_read_and_delete(server, operation):
    user, editors = portal(server)
    boot = make(server, "boot")
    needed = "Delete" if operation == "deleteAsset" else "Write"
    for kinds, missing in (((needed,), "Read"), (("Read",), needed), (("Read", "Write", "Delete"), None)):
        set_asset(server, boot, items(editors, *kinds))
        if missing:
            with pytest.raises(Refused, match=f"20009: assetHandle.*no {missing} permission"):
                ask(user, operation, **CHANGES[operation](boot))
        else:
            ask(user, operation, **CHANGES[operation](boot))


@pytest.mark.documented
@pytest.mark.parametrize("operation", ["deleteAssets", "setAssetsPublishState"])
def test_in_a_batch_what_is_not_allowed_is_an_error_and_fails_no_other(server, operation):
    user, editors = portal(server)
    boot, sandal = make(server, "boot"), make(server, "sandal")
    set_folder(server, "", items(editors, "Read"))
    set_asset(server, boot, items(editors, "Read", "Write", "Delete"))
    handles = [sandal, boot, "nonsense"]
    if operation == "deleteAssets":
        reply = ask(user, operation, assetHandleArray=handles)
    else:
        updates = [{"assetHandle": handle, "publishState": "MarkedForPublish"} for handle in handles]
        reply = ask(user, operation, publishStateUpdateArray=updates)
    assert (reply.successCount, reply.errorCount) == (1, 2)
    assert {(one.assetHandle, one.code) for one in reply.errorDetailArray} == {(sandal, 20009), ("nonsense", 30001)}
    if operation == "deleteAssets":
        assert found(server) == ["sandal"]
    else:
        assert found(server, publishState="MarkedForPublish") == ["boot"]


def test_a_project_takes_what_may_be_read(server):
    user, editors = portal(server)
    boot, sandal = make(server, "boot"), make(server, "sandal")
    set_asset(server, boot, items(editors, "Read"))
    project = ask(user, "createProject", projectName="Spring").projectHandle
    for operation in ("addProjectAssets", "setProjectAssets", "removeProjectAssets"):
        reply = ask(user, operation, projectHandle=project, assetHandleArray=[boot, sandal])
        assert (reply.successCount, [one.assetHandle for one in reply.errorDetailArray]) == (1, [sandal])


@pytest.mark.documented
def test_moving_an_asset_needs_its_place_too(server):
    user, editors = portal(server)
    boot = make(server, "boot", "/a")
    make(server, "x", "/b")
    dest = f"f|{server.root}/b/"
    set_folder(server, "a/", items(editors, "Read", "Write"))
    with pytest.raises(Refused, match="20009: folderHandle"):
        ask(user, "moveAsset", assetHandle=boot, folderHandle=dest)
    set_folder(server, "b/", items(editors, "Read", "Write"))
    ask(user, "moveAsset", assetHandle=boot, folderHandle=dest)
    assert found(server, folder="/b") == ["boot", "x"]


@pytest.mark.documented
def test_a_new_folder_needs_read_and_write_on_the_next_one_above(server):
    user, editors = portal(server)
    set_folder(server, "", items(editors, "Read"))
    with pytest.raises(Refused, match=r"20009: folderPath.*Write"):
        ask(user, "createFolder", folderPath="/a/b")
    set_folder(server, "", items(editors, "Read", "Write"))
    ask(user, "createFolder", folderPath="/a/b")
    assert paths(server) == ["a", "a/b"]


@pytest.mark.documented
def test_a_folder_is_renamed_and_moved_with_read_and_write(server):
    user, editors = portal(server)
    for path in ("/a", "/b"):
        ask(server, "createFolder", folderPath=path)
    a, b = (f"f|{server.root}/{name}/" for name in "ab")
    set_folder(server, "a/", items(editors, "Read", "Write"))
    with pytest.raises(Refused, match="20009: destFolderHandle"):
        ask(user, "moveFolder", folderHandle=a, destFolderHandle=b)
    with pytest.raises(Refused, match="20009: folderHandle"):
        ask(user, "renameFolder", folderHandle=b, folderName="c")
    set_folder(server, "b/", items(editors, "Read", "Write"))
    ask(user, "renameFolder", folderHandle=b, folderName="c")
    ask(user, "moveFolder", folderHandle=a, destFolderHandle=f"f|{server.root}/c/")
    assert paths(server) == ["c", "c/a"]


@pytest.mark.documented
def test_deleting_a_folder_needs_read_and_delete_on_all_it_holds(server):
    user, editors = portal(server)
    boot = make(server, "boot", "/a/b")
    everything = items(editors, "Read", "Delete")
    set_folder(server, "a/", everything)
    handle = f"f|{server.root}/a/"
    for close, open_ in (
        (lambda: set_folder(server, "a/b/", []), lambda: set_folder(server, "a/b/", everything)),
        (lambda: set_asset(server, boot, items(editors, "Read")), lambda: set_asset(server, boot, everything)),
    ):
        close()
        with pytest.raises(Refused, match="20009: folderHandle"):
            ask(user, "deleteFolder", folderHandle=handle)
        open_()
    ask(user, "deleteFolder", folderHandle=handle)
    assert paths(server) == []


def test_an_upload_ends_where_its_user_may_write_and_nowhere_else(server):
    user, editors = portal(server)
    upload(server, "boot.png", job="first", destFolder="/closed")
    ask(server, "createFolder", folderPath="/open")
    set_folder(server, "open/", items(editors, "Read", "Write"))
    upload(user, "sandal.png", job="second", destFolder="/open/new")
    assert found(server) == ["boot", "sandal"]
    with pytest.raises(Refused, match="20009: uploadDirectoryJob/destFolder"):
        upload(user, "shoe.png", job="third", destFolder="/closed/new")


def test_what_an_upload_would_replace_must_be_writable_too(server):
    user, editors = portal(server)
    upload(server, "boot.png", job="first", destFolder="/open")
    set_folder(server, "open/", items(editors, "Read", "Write"))
    (boot,) = ask(server, "getAssetsByName", nameArray=["boot"]).assetArray
    set_asset(server, boot.assetHandle, items(editors, "Read"))
    upload(user, "boot.png", "shoe.png", job="second", destFolder="/open")
    logs = ask(user, "getJobLogDetails", originalName="second").jobLogArray[0].detailArray
    assert [one.assetName for one in logs if one.logType == "UploadError"] == ["boot.png"]
    assert [one.lastModifyUser for one in ask(server, "getAssetsByName", nameArray=["boot"]).assetArray] == [
        server.email
    ]


def test_a_reply_leaves_out_what_may_not_be_read(server):
    user, editors = portal(server, "ImagePortalUser")
    boot, sandal = make(server, "boot"), make(server, "sandal")
    set_asset(server, boot, items(editors, "Read"))
    reply = ask(user, "batchGetAssetPublishContexts", assetHandleArray=[boot, sandal])
    assert [one.assetHandle for one in reply.assetPublishContextsArray] == [boot]


def test_another_company_is_another_company(server):
    other = server.other_company()
    make(other, "theirs")
    user = other.as_user("ImagePortalUser", permitted=False)
    make(server, "boot")
    set_folder(server, "", items(group(server), "Read"))
    assert found(user) == []


def test_a_preview_shows_a_signed_in_user_what_they_may_read(server):
    user, editors = portal(server, "ImagePortalUser")
    upload(server, "boot.png")
    path = f"/is/preview/{server.root}/boot"
    basic = base64.b64encode(f"{user.email}:{user.password}".encode()).decode()
    assert user.get(path, Authorization=f"Basic {basic}").status_code == 403
    set_folder(server, "", items(editors, "Read"))
    assert user.get(path, Authorization=f"Basic {basic}").status_code == 200


def test_counts_are_of_what_may_be_read(server):
    user, editors = portal(server, "ImagePortalUser")
    make(server, "boot", "/a")
    make(server, "sandal", "/b")
    set_folder(server, "a/", items(editors, "Read"))
    assert [(one.assetType, one.count) for one in ask(user, "getAssetCounts").countArray] == [("Image", 1)]
    assert [(one.assetType, one.count) for one in ask(server, "getAssetCounts").countArray] == [("Image", 2)]


def test_a_set_and_what_belongs_to_an_asset_show_what_may_be_read(server):
    user, editors = portal(server, "ImagePortalUser")
    boot, sandal = make(server, "boot", "/a"), make(server, "sandal", "/b")
    in_set = {"name": "pair", "type": "ImageSet", "folderHandle": f"f|{server.root}/a/"}
    pair = ask(server, "createImageSet", **in_set).assetHandle
    members_ = [{"assetHandle": handle, "pageReset": False} for handle in (boot, sandal)]
    ask(server, "setImageSetMembers", assetHandle=pair, memberArray=members_)
    set_folder(server, "a/", items(editors, "Read"))
    assert [one.asset.name for one in ask(user, "getImageSetMembers", assetHandle=pair).memberArray] == ["boot"]
    assert names_of(ask(user, "getAssociatedAssets", assetHandle=pair).memberArray) == ["boot"]
    with pytest.raises(Refused, match="20009: assetHandle"):
        ask(user, "getAssociatedAssets", assetHandle=sandal)


def names_of(assets):
    return [asset.name for asset in assets]


@pytest.mark.parametrize("element", ["exportJob", "reprocessAssetsJob", "ripPdfsJob"])
def test_a_job_on_assets_needs_what_it_does_with_them(server, element):
    user, editors = portal(server)
    boot = make(server, "boot", type="Pdf") if element == "ripPdfsJob" else make(server, "boot")
    named = "pdfHandleArray" if element == "ripPdfsJob" else "assetHandleArray"
    options = {
        "exportJob": {"fmt": "orig", "is_modifier": "", "macro": "", "emailSetting": "None"},
        "reprocessAssetsJob": {"createMask": False, "emailSetting": "None"},
        "ripPdfsJob": {"createMask": False, "emailSetting": "None"},
    }[element] | {named: [boot]}
    kinds = ("Read",) if element == "exportJob" else ("Read", "Write")
    set_asset(server, boot, items(editors, *kinds[1:]))
    with pytest.raises(Refused, match=f"20009: {element}/{named}"):
        ask(user, "submitJob", jobName="job", **{element: options})
    set_asset(server, boot, items(editors, *kinds))
    assert ask(user, "submitJob", jobName="job", **{element: options}).jobHandle
