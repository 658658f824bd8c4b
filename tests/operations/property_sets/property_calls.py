"""What the tests of property sets do again and again."""

import secrets

from looks.steps import ask


def kind(server, property_type="CompanyProperty", name=None, *, multiple=False):
    """A new type of the server's company; returns its handle."""
    values = {"name": name or secrets.token_hex(4), "propertyType": property_type, "allowMultiple": multiple}
    return ask(server, "createPropertySetType", **values).typeHandle


def written(properties):
    return [{"name": name, "value": value} for name, value in properties.items()]


def create(server, type_handle, owner=None, second=None, *, permissions=None, **properties):
    """A new set, by default of the server's company; returns its handle."""
    values = {"primaryOwnerHandle": owner or server.company, "secondaryOwnerHandle": second}
    values |= {"propertyArray": written(properties), "permissionArray": permissions}
    return server.call("createPropertySet", typeHandle=type_handle, **values).setHandle


def sets(server, type_handle, owner=None, second=None):
    """Handle to properties of each set, in the order of the reply."""
    owners = {"primaryOwnerHandle": owner or server.company, "secondaryOwnerHandle": second}
    found = server.call("getPropertySets", typeHandle=type_handle, **owners).setArray
    return {one.setHandle: {each.name: each.value for each in one.propertyArray} for one in found}
