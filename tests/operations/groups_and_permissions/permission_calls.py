"""What the tests of permissions do again and again."""

from group_calls import group

from looks.steps import ask


def item(group_handle, kind="Read", *, allowed=True, override=False):
    return {"groupHandle": group_handle, "permissionType": kind, "isAllowed": allowed, "isOverride": override}


def items(group_handle, *kinds):
    return [item(group_handle, kind) for kind in kinds]


def portal(server, role="ImagePortalContrib", name="Editors"):
    """A user bound by permissions who is in a new group; returns the user and the group's handle."""
    user = server.as_user(role, permitted=False)
    return user, group(server, name, user)


def set_folder(server, path, permissions, *, children=False):
    handle = f"f|{server.root}/{path}"
    ask(server, "setFolderPermissions", folderHandle=handle, setChildren=children, permissionArray=permissions)


def set_asset(server, handle, permissions):
    ask(server, "setAssetPermissions", assetHandle=handle, permissionArray=permissions)


def shown(permissions):
    """(group, kind) of each that is allowed, and with a minus of each that is not."""
    return [(one.groupName, one.permissionType if one.isAllowed else f"-{one.permissionType}") for one in permissions]
