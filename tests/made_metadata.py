"""Metadata fields and values made and read through the operations, for tests of what sees them."""

from looks.steps import ask, by_handle


def field(server, name="Author", type_="String", asset_type="Image", **given):
    """A new field, made by an IpsAdmin; returns its handle."""
    admin = server.as_ips_admin()
    values = {"assetType": asset_type, "name": name, "fieldType": type_, **given}
    return ask(admin, "createMetadataField", **values).fieldHandle


def put(server, asset, handle, version=None, **given):
    """Set one field of one asset."""
    update = {"fieldHandle": handle, **given}
    server.call("setAssetMetadata", version, companyHandle=server.company, assetHandle=asset, updateArray=[update])


def shown(server, asset):
    """What getAssets shows of an asset's fields: name to value, or to the list of its tags."""
    found = by_handle(server, asset).metadataArray
    return {one.name: one.value if one.valueArray is None else one.valueArray for one in found}


def fields(server, asset_type="Image"):
    """What getMetadataFields lists, by name."""
    return {one.name: one for one in ask(server, "getMetadataFields", assetType=asset_type).fieldArray}


def dictionary(server, handle):
    (found,) = ask(server, "getTagFieldValues", fieldHandleArray=[handle]).fieldArray
    assert found.fieldHandle == handle
    return found.valueArray


def number(server):
    """Of the company, as handles have it."""
    return server.company.removeprefix("c|")
