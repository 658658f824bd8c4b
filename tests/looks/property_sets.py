"""Who sees what is done to property sets and their types."""

import pytest

from harness import Refused
from looks import look
from looks.steps import ask


def _type(server, name="SavedSearch"):
    values = {"name": name, "propertyType": "CompanyProperty", "allowMultiple": True}
    return ask(server, "createPropertySetType", **values).typeHandle


def _set(server, kind, value="1"):
    properties = [{"name": "a", "value": value}]
    owned = {"primaryOwnerHandle": server.company, "propertyArray": properties}
    return server.call("createPropertySet", typeHandle=kind, **owned).setHandle


def _sets(server, kind):
    return server.call("getPropertySets", typeHandle=kind, primaryOwnerHandle=server.company).setArray


def _values(server, kind):
    return [one.value for each in _sets(server, kind) for one in each.propertyArray]


def _names(server):
    return [one.name for one in ask(server, "getPropertySetTypes").typeArray]


@look("createPropertySetType", "getPropertySetTypes")
def a_new_type_is_listed(server):
    _type(server)
    assert _names(server) == ["SavedSearch"]


@look("createPropertySetType", "getPropertySetType")
def a_new_type_has_its_name(server):
    handle = _type(server)
    assert ask(server, "getPropertySetType", name="SavedSearch").type.typeHandle == handle


@look("deletePropertySetType", "getPropertySetTypes")
def a_deleted_type_is_not_listed(server):
    gone = _type(server)
    _type(server, "Kept")
    server.call("deletePropertySetType", typeHandle=gone)
    assert _names(server) == ["Kept"]


@look("deletePropertySetType", "getPropertySetType")
def a_deleted_type_has_no_name(server):
    gone = _type(server)
    _type(server, "Kept")
    server.call("deletePropertySetType", typeHandle=gone)
    assert ask(server, "getPropertySetType", name="Kept").type.typeHandle != gone
    with pytest.raises(Refused):
        ask(server, "getPropertySetType", name="SavedSearch")


@look("createPropertySet", "getPropertySets")
def a_new_set_is_its_owners(server):
    kind = _type(server)
    _set(server, kind)
    assert _values(server, kind) == ["1"]


@look("updatePropertySet", "getPropertySets")
def an_updated_set_has_its_new_values(server):
    kind = _type(server)
    handle = _set(server, kind)
    server.call("updatePropertySet", setHandle=handle, propertyArray=[{"name": "a", "value": "2"}])
    assert _values(server, kind) == ["2"]


@look("deletePropertySet", "getPropertySets")
def a_deleted_set_is_not_its_owners(server):
    kind = _type(server)
    gone = _set(server, kind)
    _set(server, kind, "2")
    server.call("deletePropertySet", setHandle=gone)
    assert _values(server, kind) == ["2"]


def _granted(writer):
    def looked(server):
        kind = _type(server)
        handle = _set(server, kind)
        group = ask(server, "saveGroup", name="Readers", isSystemDefined=False).groupHandle
        read = [{"groupHandle": group, "permissionType": "Read", "isAllowed": True, "isOverride": False}]
        if writer == "removePropertySetPermissions":
            server.call("setPropertySetPermissions", setHandle=handle, permissionArray=read)
            server.call(writer, setHandle=handle)
        else:
            array = "permissionArray" if writer.startswith("set") else "updateArray"
            server.call(writer, setHandle=handle, **{array: read})
        (one,) = _sets(server, kind)
        names = None if one.permissions is None else [each.groupName for each in one.permissions]
        assert names == (None if writer == "removePropertySetPermissions" else ["Readers"])

    return looked


for _writer in ("setPropertySetPermissions", "updatePropertySetPermissions", "removePropertySetPermissions"):
    look(_writer, "getPropertySets")(_granted(_writer))
