"""Who sees what is done to permissions, and to the groups that have them."""

from looks import look
from looks.steps import ask, by_handle, by_name, folder, found
from made_assets import make
from made_people import own_handle


def _reader(server, *, member=True):
    """A portal user in a new group; returns the user and the group's handle."""
    user = server.as_user("ImagePortalUser", permitted=False)
    group = ask(server, "saveGroup", name="Readers", isSystemDefined=False).groupHandle
    if member:
        ask(server, "addGroupMembers", groupHandle=group, userHandleArray=[own_handle(user)])
    return user, group


def _item(group, kind="Read", *, allowed=True):
    return {"groupHandle": group, "permissionType": kind, "isAllowed": allowed, "isOverride": False}


def _let(server, group, path="", *, writer="setFolderPermissions", kinds=("Read",)):
    array, children = {
        "setFolderPermissions": ("permissionArray", "setChildren"),
        "updateFolderPermissions": ("updateArray", "updateChildren"),
    }[writer]
    values = {children: False, array: [_item(group, kind) for kind in kinds]}
    ask(server, writer, folderHandle=f"f|{server.root}/{path}", **values)


def _asset(server, writer, asset, group):
    array = {"setAssetPermissions": "permissionArray", "updateAssetPermissions": "updateArray"}.get(writer)
    values = {array: [_item(group)]} if array else {}
    ask(server, writer, assetHandle=asset, **values)


def _shown(permissions):
    return [(one.groupName, one.permissionType, one.isAllowed) for one in permissions]


def _of_asset(writer, see):
    """`boot` is read after the writer's call, and `sandal` is not."""

    def looked(server):
        user, group = _reader(server)
        boot = make(server, "boot")
        if writer == "removeAssetPermissions":
            make(server, "sandal", "/other")
            _let(server, group)
            ask(
                server,
                "setFolderPermissions",
                folderHandle=f"f|{server.root}/other/",
                setChildren=False,
                permissionArray=[],
            )
            ask(server, "setAssetPermissions", assetHandle=boot, permissionArray=[])
        else:
            make(server, "sandal")
        assert see(user, boot) == []
        _asset(server, writer, boot, group)
        assert see(user, boot) == ["boot"]

    return looked


def _by_handle(user, boot):
    return [asset.name for asset in ask(user, "getAssets", assetHandleArray=[boot]).assetArray]


for _writer in ("setAssetPermissions", "updateAssetPermissions", "removeAssetPermissions"):
    look(_writer, "getAssets")(_of_asset(_writer, _by_handle))
    look(_writer, "searchAssets")(_of_asset(_writer, lambda user, _: found(user)))


@look("setAssetPermissions", "getAssetsByName")
def set_on_a_named_asset(server):
    _, group = _reader(server)
    boot = make(server, "boot")
    ask(server, "setAssetPermissions", assetHandle=boot, permissionArray=[_item(group, "Delete")])
    assert _shown(by_name(server, "boot")[0].permissions) == [("Readers", "Delete", True)]


def _names(folders):
    return [each.path.rstrip("/").rpartition("/")[2] for each in folders]


def _listed(user):
    return _names(ask(user, "getFolders").folderArray)


def _tree(user):
    return _names(ask(user, "getFolderTree", depth=-1).folders.subfolderArray or ())


def _of_folder(writer, see):
    """Folder `a` with `boot` is read after the writer's call, and folder `b` with `sandal` is not."""

    def looked(server):
        user, group = _reader(server)
        boot = make(server, "boot", "/a")
        make(server, "sandal", "/b")
        if writer == "removeFolderPermissions":
            _let(server, group)
            for path in ("a", "b"):
                handle = f"f|{server.root}/{path}/"
                ask(server, "setFolderPermissions", folderHandle=handle, setChildren=False, permissionArray=[])
        assert see(user, boot) in ([], [server.root])
        before = see(user, boot)
        if writer == "removeFolderPermissions":
            ask(server, writer, folderHandle=f"f|{server.root}/a/", updateChildren=False)
        else:
            _let(server, group, "a/", writer=writer)
        assert [name for name in see(user, boot) if name not in before] in (["a"], ["boot"])

    return looked


for _writer in ("setFolderPermissions", "updateFolderPermissions", "removeFolderPermissions"):
    look(_writer, "getFolders")(_of_folder(_writer, lambda user, _: _listed(user)))
    look(_writer, "getFolderTree")(_of_folder(_writer, lambda user, _: _tree(user)))
    look(_writer, "getAssets")(_of_folder(_writer, _by_handle))
    look(_writer, "searchAssets")(_of_folder(_writer, lambda user, _: found(user)))


@look("deleteGroup", "getFolders")
def a_deleted_group_has_no_permissions(server):
    _, group = _reader(server)
    folder(server, "/a")
    _let(server, group)
    ask(server, "deleteGroup", groupHandle=group)
    assert [_shown(each.permissionArray) for each in ask(server, "getFolders").permissionSetArray] == [[]]


@look("saveGroup", "getAssets")
def a_renamed_group_is_so_in_permissions(server):
    _, group = _reader(server)
    boot = make(server, "boot")
    _let(server, group)
    ask(server, "saveGroup", groupHandle=group, name="Writers", isSystemDefined=False)
    assert _shown(by_handle(server, boot).permissions) == [("Writers", "Read", True)]


def _member(writer):
    """Who enters a group reads what it may, and who leaves it no more."""

    def looked(server):
        user, group = _reader(server, member=writer.startswith("remove"))
        make(server, "boot")
        _let(server, group)
        before = ["boot"] if writer.startswith("remove") else []
        assert found(user) == before
        if writer.endswith("Members"):
            ask(server, writer, groupHandle=group, userHandleArray=[own_handle(user)])
        else:
            server.call(writer, userHandle=own_handle(user), groupHandleArray=[group])
        assert found(user) == [name for name in ["boot"] if name not in before]

    return looked


for _who in ("addGroupMembers", "removeGroupMembers", "setGroupMembers"):
    look(_who, "searchAssets")(_member(_who))
for _who in ("addGroupMembership", "removeGroupMembership", "setGroupMembership"):
    look(_who, "searchAssets")(_member(_who))
