"""Who sees the sets that an upload makes by scripts."""

from harness import Server
from looks import look
from looks.steps import ask, by_name, upload


@look("submitJob", "getImageSetMembers")
def sides_of_a_shoe(server: Server) -> None:
    kind = {"name": "SetScript", "propertyType": "CompanyProperty", "allowMultiple": True}
    type_ = ask(server, "createPropertySetType", **kind).typeHandle
    values = [{"name": "pattern", "value": "{base}_{number}"}]
    made = server.call("createPropertySet", typeHandle=type_, primaryOwnerHandle=server.company, propertyArray=values)
    upload(server, "boot_2.png", "boot_1.png", autoSetCreationOptions={"autoSetsArray": [made.setHandle]})
    (asset,) = by_name(server, "boot")
    members = ask(server, "getImageSetMembers", assetHandle=asset.assetHandle).memberArray
    assert [one.asset.name for one in members] == ["boot_1", "boot_2"]
