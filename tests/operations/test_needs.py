"""The table of needs: a line for every operation that names an asset or a folder and that bound roles may call."""

import pytest
from test_fidelity import value as smallest_value

from harness import Refused
from looks.steps import ask
from made_assets import make
from safelight.contract import model
from safelight.domain import roles
from safelight.operations import fidelity
from safelight.operations.needs import NEEDS

FILTERED = {"batchSetAssetMetadata", "getAssets", "getAssetsByName", "getFolderTree", "getFolders", "searchAssets"}
"""Operations that look for themselves in whose name they answer."""

NAMING = {
    "assetHandle",
    "assetHandleArray",
    "folderHandle",
    "destFolderHandle",
    "folderPath",
    "destFolder",
    "pdfHandleArray",
    "ownerHandle",
    "thumbAssetHandle",
    "imageMapHandle",
    "zoomTargetHandle",
    "originatorHandle",
    "generatedHandle",
}


def names(shape, seen=()):
    """Wire names of all fields of a shape, at any depth."""
    for field in shape.fields:
        yield field.name
        if not field.primitive and field.kind not in seen:
            yield from names(model.TYPES[field.kind], (*seen, field.kind))


def test_every_operation_that_names_one_stands_in_it():
    bound = {name for name, one in model.OPERATIONS.items() if roles.BOUND & set(one.documented_roles or ())}
    naming = {name for name in bound if NAMING & set(names(model.OPERATIONS[name].param))}
    assert sorted(naming - FILTERED - NEEDS.keys()) == []


def test_no_operation_stands_in_it_that_there_is_not():
    assert sorted(NEEDS.keys() - model.OPERATIONS.keys()) == []


def test_every_path_leads_through_the_parameter():
    for name, needs in NEEDS.items():
        for need in needs:
            shape = model.OPERATIONS[name].param
            for part in need.path.split("."):
                (field,) = [one for one in shape.fields if one.attribute == part]
                shape = None if field.primitive else model.TYPES[field.kind]
            assert shape is None, (name, need)


def test_a_batch_is_an_array_of_the_parameter():
    for name, needs in NEEDS.items():
        arrays = {one.attribute for one in model.OPERATIONS[name].param.fields if one.array}
        assert {need.array for need in needs if need.batch} <= arrays, name


BUILT = sorted(name for name in NEEDS if name in fidelity.table() and name != "submitJob")


@pytest.mark.parametrize("operation", BUILT)
def test_who_has_no_permission_is_refused_by_each_operation_that_is_built(server, operation):
    role = min(roles.BOUND & set(model.OPERATIONS[operation].documented_roles))
    boot = make(server, "boot", "/a")
    where = f"f|{server.root}/a/"
    known = {
        "companyHandle": server.company,
        "assetHandle": boot,
        "ownerHandle": boot,
        "originatorHandle": boot,
        "thumbAssetHandle": boot,
        "assetHandleArray": [boot],
        "folderHandle": where,
        "destFolderHandle": where,
        "folderPath": "/a/new",
        "destFolder": "/a",
        "imageMapHandle": f"{boot}|8|1",
        "zoomTargetHandle": f"{boot}|9|1",
        "compressedPacket": "eA==",
        "autoTransparentCropOptions": {"tolerance": 0.0},
        "projectHandle": ask(server, "createProject", projectName="Spring").projectHandle,
    }
    values = filled(model.OPERATIONS[operation].param, known)
    user = server.as_user(role, permitted=False)
    batch = [need for need in NEEDS[operation] if need.batch]
    if not batch:
        with pytest.raises(Refused) as e:
            user.call(operation, **values)
        assert (e.value.code, "permission" in e.value.reason) == (20009, True)
        return
    reply = user.call(operation, **values)
    if hasattr(reply, "errorCount"):
        assert (reply.successCount, reply.errorCount) == (0, 1)
        assert [(one.assetHandle, one.code) for one in reply.errorDetailArray] == [(boot, 20009)]
    else:
        assert [len(array) for array in vars(reply).values()] == [0]


def filled(shape, known):
    """The smallest values the contract takes, with what is known at any depth."""
    values = {}
    for field in shape.fields_in(model.NEWEST):
        if field.name in known:
            values[field.name] = known[field.name]
        elif field.array and not field.primitive:
            values[field.name] = [filled(model.TYPES[field.kind], known)] if field.required else None
        elif field.required:
            values[field.name] = smallest_value(shape, field)
    return values
