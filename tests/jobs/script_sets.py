"""Scripts by which assets become sets, and the sets they make."""

from typing import Any

from harness import Server


def script(server: Server, **properties: str) -> str:
    """The handle of a property set that says how sets are made."""
    listed = server.call("getPropertySetTypes", companyHandle=server.company).typeArray
    known = [one.typeHandle for one in listed if one.name == "SetScript"]
    kind = {"name": "SetScript", "propertyType": "CompanyProperty", "allowMultiple": True}
    type_ = known[0] if known else server.call("createPropertySetType", companyHandle=server.company, **kind).typeHandle
    values = [{"name": name, "value": value} for name, value in {"pattern": "{base}_{number}", **properties}.items()]
    return server.call(
        "createPropertySet", typeHandle=type_, primaryOwnerHandle=server.company, propertyArray=values
    ).setHandle


def sets(server: Server) -> dict[str, Any]:
    """Type, folder, mark and members of each set by its name."""
    found = server.call(
        "searchAssets", companyHandle=server.company, includeSubfolders=True, assetTypeArray=["ImageSet", "SpinSet"]
    )
    return {one.name: (one.type, one.folder, one.readyForPublish, members(server, one)) for one in found.assetArray}


def members(server: Server, asset: Any) -> list[str]:
    reply = server.call("getImageSetMembers", companyHandle=server.company, assetHandle=asset.assetHandle)
    return [one.asset.name for one in reply.memberArray]
