"""The table of needs: a line for every operation that names an asset or a folder and that bound roles may call."""

from safelight.contract import model
from safelight.domain import roles
from safelight.operations.needs import NEEDS

FILTERED = {"getAssets", "getAssetsByName", "getFolderTree", "getFolders", "searchAssets"}
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
