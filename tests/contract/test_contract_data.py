"""The model against the facts the contract data states beside it."""

import json

import pytest

from safelight.contract import constants, model
from safelight.domain.faults import InvalidRequestXml

VERSIONS = json.loads((model.DATA / "versions.json").read_text())["versions"]


@pytest.mark.parametrize("version", model.VERSIONS.values(), ids=str)
def test_a_version_has_as_many_operations_as_its_witness_counts(version):
    assert len(model.operations_in(version)) == VERSIONS[version.name]["operationCount"]


def test_every_field_is_of_a_known_kind():
    for sequence in model.SEQUENCES.values():
        for field in sequence.fields:
            assert field.primitive or field.kind in model.TYPES, (sequence.name, field)


def test_an_element_that_is_gone_stands_where_it_stood():
    user = model.TYPES["User"]
    names = {v: [f.name for f in user.fields_in(model.VERSIONS[v])] for v in ("2010-01-31", "2013-02-15", "2014-04-03")}
    assert names["2010-01-31"][names["2010-01-31"].index("email") + 1] == "role"
    assert names["2013-02-15"][names["2013-02-15"].index("email") + 1] == "defaultRole"
    assert not {"role", "defaultRole"} & set(names["2014-04-03"])


@pytest.mark.recorded
def test_asset_begins_in_the_recorded_order():
    order = (
        "assetHandle type subType name fileName folder folderHandle readyForPublish trashState projects ipsImageUrl"
        " created createUser lastModified lastModifyUser metadataArray imageInfo"
    )
    assert [f.name for f in model.TYPES["Asset"].fields_in(model.NEWEST)][:17] == order.split()


@pytest.mark.parametrize(("stamp", "shapes_of"), [("2019-09-10-beta", "2014-04-03"), ("2012-07-31-beta", "2013-02-15")])
def test_a_beta_namespace_is_answered_in_itself(stamp, shapes_of):
    version = model.version_of(f"http://www.scene7.com/IpsApi/xsd/{stamp}")
    assert (version.name, version.listed) == (shapes_of, False)
    assert version.namespace.endswith(stamp)


@pytest.mark.parametrize(
    "namespace",
    [
        "",
        "http://example.com/xsd",
        "http://www.scene7.com/IpsApi/xsd/",
        'http://www.scene7.com/IpsApi/xsd/a"b',
        "xsd/1",
    ],
)
def test_a_foreign_namespace_is_refused_by_name(namespace):
    with pytest.raises(InvalidRequestXml, match="namespace"):
        model.version_of(namespace)


@pytest.mark.parametrize(
    ("param", "version"),
    [("noSuchParam", "2014-04-03"), ("uploadPostParam", "2013-02-15"), ("getImageServingCatalogParam", "2014-04-03")],
)
def test_an_operation_that_the_version_lacks_is_refused_by_name(param, version):
    with pytest.raises(InvalidRequestXml, match=param):
        model.operation_of(param, model.VERSIONS[version])


def test_each_user_of_a_group_of_constants_exists():
    for owner, field in constants.CHOICES:
        assert field in {each.name for each in model.SEQUENCES[owner].fields}, (owner, field)
