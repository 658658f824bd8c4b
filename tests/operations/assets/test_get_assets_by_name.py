"""getAssetsByName, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make, names


def get(server, *wanted, **filters):
    return server.call("getAssetsByName", companyHandle=server.company, nameArray=list(wanted), **filters)


@pytest.mark.documented
def test_gives_assets_of_exactly_these_names(server):
    for name in ("B010", "B0100", "b010", "IMG_0103"):
        make(server, name)
    assert names(get(server, "IMG_0103", "B010", "none")) == ["IMG_0103", "B010"]


@pytest.mark.recorded
def test_no_hit_is_an_empty_array(server):
    assert get(server, "none").assetArray == []


def test_assets_that_share_a_name_come_by_age(server):
    first, second = make(server, "boot"), make(server, "boot", "/x", catalog_id="boot_1")
    assert [asset.assetHandle for asset in get(server, "boot").assetArray] == [first, second]


@pytest.mark.documented
def test_the_types_choose(server):
    make(server, "boot")
    make(server, "boot", type="Video")
    make(server, "boot", type="Pdf")
    assert [a.type for a in get(server, "boot", assetTypeArray=["Image", "Pdf"]).assetArray] == ["Image", "Pdf"]
    assert [a.type for a in get(server, "boot", excludeAssetTypeArray=["Image"]).assetArray] == ["Video", "Pdf"]


@pytest.mark.documented
def test_the_subtypes_choose(server):
    make(server, "boot")
    make(server, "boot", type="AssetSet", sub_type="CarouselSet")
    make(server, "boot", type="AssetSet", sub_type="VideoSet")
    wanted = {"assetSubTypeArray": ["VideoSet"]}
    assert [a.subType for a in get(server, "boot", **wanted).assetArray] == [None, "VideoSet"]
    assert [a.subType for a in get(server, "boot", strictSubTypeCheck=False, **wanted).assetArray] == [None, "VideoSet"]
    assert [a.subType for a in get(server, "boot", strictSubTypeCheck=True, **wanted).assetArray] == ["VideoSet"]


def test_the_trash_is_left_out(server):
    boot = make(server, "boot")
    server.call("deleteAsset", companyHandle=server.company, assetHandle=boot)
    assert get(server, "boot").assetArray == []


@pytest.mark.parametrize("field", ["assetTypeArray", "excludeAssetTypeArray"])
def test_an_unknown_type_faults(server, field):
    with pytest.raises(Refused, match=f"30001.*{field}"):
        get(server, "boot", **{field: ["Image", "Picture"]})


def test_the_response_filters_cut_fields(server):
    make(server, "boot")
    (asset,) = get(server, "boot", responseFieldArray=["assetArray/items/type"]).assetArray
    assert (asset.type, asset.name) == ("Image", None)
    (asset,) = get(server, "boot", excludeFieldArray=["assetArray/items/type"]).assetArray
    assert (asset.type, asset.name) == (None, "boot")


def test_shows_nothing_of_other_companies(server):
    other = server.other_company()
    make(other, "boot")
    assert get(server, "boot").assetArray == []


@pytest.mark.documented
def test_a_role_outside_the_list_is_refused(server):
    with pytest.raises(Refused, match="20003"):
        get(server.as_user("ImagePortalUser"), "boot")


@pytest.mark.parametrize(("field", "most"), [("nameArray", 10_000), ("assetSubTypeArray", 1_000)])
def test_too_many_of_anything_fault(server, field, most):
    wanted = {"nameArray": ["boot"], field: ["x"] * most}
    assert server.call("getAssetsByName", companyHandle=server.company, **wanted).assetArray == []
    with pytest.raises(Refused, match=f"30001.*{field}.*{most}"):
        server.call("getAssetsByName", companyHandle=server.company, **wanted | {field: ["x"] * (most + 1)})
