"""searchAssets: where it looks, what kinds it finds, in which order and how many."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from harness import Refused
from made_assets import make, names
from safelight.domain import handles
from safelight.store import tables


def search(server, *, subfolders=True, **wanted):
    return server.call("searchAssets", companyHandle=server.company, includeSubfolders=subfolders, **wanted)


@pytest.fixture
def shop(server):
    """boot in the root, red in /shoes, blue in /shoes/sale, hat in /hats, old in /shoes-old."""
    places = {"boot": "/", "red": "/shoes", "blue": "/shoes/sale", "hat": "/hats", "old": "/shoes-old"}
    for name, folder in places.items():
        make(server, name, folder)
    return server


@pytest.mark.documented
def test_finds_all_from_the_root(shop):
    reply = search(shop)
    assert (names(reply), reply.totalRows) == (["blue", "boot", "hat", "old", "red"], 5)


@pytest.mark.documented
@pytest.mark.parametrize("path", ["/shoes", "shoes", "shoes/", "{root}/shoes/", "f|{root}/shoes/"])
def test_finds_in_a_folder_and_below_it(shop, path):
    path = path.format(root=shop.root)
    assert names(search(shop, folder=path)) == ["blue", "red"]
    assert names(search(shop, folder=path, subfolders=False)) == ["red"]


def test_without_subfolders_and_folder_finds_in_the_root_alone(shop):
    assert names(search(shop, subfolders=False)) == ["boot"]


@pytest.mark.documented
def test_an_absent_wish_for_subfolders_is_read_as_no(shop):
    reply = shop.call("searchAssets", companyHandle=shop.company, folder="/shoes")
    assert names(reply) == ["red"]


def test_a_folder_that_is_not_there_faults(shop):
    with pytest.raises(Refused, match=r"30001.*folder"):
        search(shop, folder="/nowhere")


@pytest.mark.documented
def test_the_state_of_the_trash_chooses(server):
    for state in ("NotInTrash", "InTrash", "InEmptiedTrash"):
        make(server, state, trash_state=state)
    assert names(search(server)) == ["NotInTrash"]
    for state in ("NotInTrash", "InTrash", "InEmptiedTrash"):
        assert names(search(server, trashState=state)) == [state]
    with pytest.raises(Refused, match=r"30001.*trashState"):
        search(server, trashState="Any")


@pytest.mark.documented
def test_the_mark_for_publishing_chooses(server):
    marked, unmarked, never = make(server, "marked"), make(server, "unmarked"), make(server, "never")
    for handle, state in ((marked, "MarkedForPublish"), (unmarked, "NotMarkedForPublish")):
        server.call("setAssetPublishState", companyHandle=server.company, assetHandle=handle, publishState=state)
    assert names(search(server, publishState="MarkedForPublish")) == ["marked"]
    assert names(search(server, publishState="NotMarkedForPublish")) == ["never", "unmarked"]
    assert never
    assert len(names(search(server, publishState=""))) == 3
    with pytest.raises(Refused, match=r"30001.*publishState"):
        search(server, publishState="Published")


def test_a_mark_for_another_context_does_not_count(server):
    boot = make(server, "boot")
    contexts = server.call("getPublishContexts", companyHandle=server.company).publishContextArray
    video = next(context.contextHandle for context in contexts if context.contextType == "Video")
    wanted = {"assetHandle": boot, "publishState": "MarkedForPublish", "contextHandleArray": [video]}
    server.call("setAssetPublishState", companyHandle=server.company, **wanted)
    assert names(search(server, publishState="MarkedForPublish")) == []


@pytest.mark.documented
def test_the_types_choose(server):
    for kind in ("Image", "Video", "Pdf"):
        make(server, f"a {kind}", type=kind)
    assert names(search(server, assetTypeArray=["Image"])) == ["a Image"]
    assert names(search(server, assetTypeArray=["Video", "Pdf"])) == ["a Pdf", "a Video"]
    assert names(search(server, excludeAssetTypeArray=["Image"])) == ["a Pdf", "a Video"]
    assert names(search(server, assetTypeArray=["Image", "Pdf"], excludeAssetTypeArray=["Pdf"])) == ["a Image"]
    assert len(names(search(server, assetTypeArray=[], excludeAssetTypeArray=[]))) == 3


@pytest.mark.parametrize("field", ["assetTypeArray", "excludeAssetTypeArray"])
def test_an_unknown_type_faults(server, field):
    with pytest.raises(Refused, match=f"30001.*{field}"):
        search(server, **{field: ["Picture"]})


@pytest.mark.documented
def test_the_subtypes_choose(server):
    make(server, "plain")
    make(server, "carousel", type="AssetSet", sub_type="CarouselSet")
    make(server, "films", type="AssetSet", sub_type="VideoSet")
    wanted = {"assetSubTypeArray": ["VideoSet"]}
    assert names(search(server, **wanted)) == ["films", "plain"]
    assert names(search(server, strictSubTypeCheck=True, **wanted)) == ["films"]
    assert len(names(search(server, strictSubTypeCheck=True))) == 3


@pytest.fixture
def pages(server):
    """A PDF, two images ripped of it, and one layer of a PSD."""
    asset_ids = {}
    for name, kind in (("doc", "Pdf"), ("page1", "Image"), ("page2", "Image"), ("layer", "Image")):
        asset_ids[name] = handles.asset_id("", make(server, name, type=kind))
    engines = {"page1": "PostScriptRip", "page2": "PostScriptRip", "layer": "PhotoshopLayers"}
    with server.parts.database.write() as tx:
        for name, engine in engines.items():
            edge = {"generated_id": asset_ids[name], "originator_id": asset_ids["doc"], "engine": engine}
            tx.execute(insert(tables.byproduct).values(**edge))
    return server


@pytest.mark.documented
def test_byproducts_are_left_out_where_asked(pages):
    ripped = {"engine": "PostScriptRip", "generatedAssetType": "Image"}
    assert len(names(search(pages))) == 4
    assert len(names(search(pages, excludeByproducts=False, excludeByproductArray=[]))) == 4
    assert names(search(pages, excludeByproducts=True)) == ["doc"]
    assert names(search(pages, excludeByproductArray=[ripped])) == ["doc", "layer"]
    assert names(search(pages, excludeByproducts=True, excludeByproductArray=[ripped])) == ["doc", "layer"]
    assert len(names(search(pages, excludeByproductArray=[ripped | {"generatedAssetType": "Template"}]))) == 4


@pytest.mark.parametrize(("field", "bad"), [("engine", "Magic"), ("generatedAssetType", "Picture")])
def test_an_unknown_byproduct_faults(server, field, bad):
    made = {"engine": "Aco", "generatedAssetType": "Image"} | {field: bad}
    with pytest.raises(Refused, match=rf"30001.*excludeByproductArray/items\[1\]/{field}"):
        search(server, excludeByproductArray=[made])


@pytest.fixture
def sorted_shop(server):
    """Each sort field gives another order of a, b, c."""
    rows = {"a": ("Video", 2, 300, 20), "b": ("Image", 3, 100, 30), "c": ("Pdf", 1, 200, 10)}
    for name, (kind, created, modified, size) in rows.items():
        times = {"created_ms": created, "modified_ms": modified}
        make(server, name, f"/{name}", type=kind, file_size_bytes=size, **times)
    return server


@pytest.mark.documented
@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Created", "cab"),
        ("Modified", "bca"),
        ("Name", "abc"),
        ("AssetType", "bca"),
        ("FileSize", "cab"),
        (None, "abc"),
    ],
)
def test_the_order_is_the_one_asked(sorted_shop, field, expected):
    assert "".join(names(search(sorted_shop, sortBy=field))) == expected
    assert "".join(names(search(sorted_shop, sortBy=field, sortDirection="Ascending"))) == expected
    assert "".join(names(search(sorted_shop, sortBy=field, sortDirection="Descending"))) == expected[::-1]
    inside = search(sorted_shop, folder="/", sortBy=field)
    assert "".join(names(inside)) == expected


def test_ties_stand_by_age(server):
    first, second = make(server, "same"), make(server, "same", catalog_id="same_1")
    assert [asset.assetHandle for asset in search(server).assetArray] == [first, second]
    descending = search(server, sortBy="Name", sortDirection="Descending").assetArray
    assert [asset.assetHandle for asset in descending] == [second, first]


@pytest.mark.parametrize("wanted", [{"sortBy": "Size"}, {"sortDirection": "Up"}])
def test_an_unknown_order_faults(server, wanted):
    with pytest.raises(Refused, match=f"30001.*{next(iter(wanted))}"):
        search(server, **wanted)


@pytest.mark.documented
def test_pages_cut_the_answer_and_the_total_is_of_all(server):
    for number in range(7):
        make(server, f"n{number}")

    def page(number):
        reply = search(server, recordsPerPage=3, resultsPage=number)
        return names(reply), reply.totalRows

    assert page(1) == (["n0", "n1", "n2"], 7)
    assert page(2) == (["n3", "n4", "n5"], 7)
    assert page(3) == (["n6"], 7)
    assert page(4) == ([], 7)
    assert names(search(server, recordsPerPage=3)) == ["n0", "n1", "n2"]


def test_a_full_last_page_is_counted_right(server):
    for name in "ab":
        make(server, name)
    assert search(server, recordsPerPage=2).totalRows == 2
    assert search(server, recordsPerPage=1, resultsPage=2).totalRows == 2


def test_no_hit_is_an_empty_array(server):
    reply = search(server)
    assert (reply.assetArray, reply.totalRows) == ([], 0)


@pytest.mark.parametrize("field", ["recordsPerPage", "resultsPage"])
@pytest.mark.parametrize("number", [0, -1])
def test_a_page_below_one_faults(server, field, number):
    with pytest.raises(Refused, match=f"30001.*{field}"):
        search(server, **{field: number})


@pytest.mark.documented
def test_the_response_filters_cut_fields(server):
    make(server, "boot")
    reply = search(server, responseFieldArray=["totalRows", "assetArray/items/folder"])
    assert {name for name, value in vars(reply.assetArray[0]).items() if value is not None} == {"folder"}
    reply = search(server, excludeFieldArray=["totalRows", "assetArray/items/folder"])
    assert (reply.totalRows, reply.assetArray[0].folder, reply.assetArray[0].name) == (None, None, "boot")


@pytest.mark.documented
def test_a_short_reply_shows_the_same(server):
    boot = make(server, "boot", type="AssetSet", sub_type="VideoSet")
    short = [f"assetArray/items/{name}" for name in ("assetHandle", "type", "subType", "name")]
    reply = search(server, responseFieldArray=["totalRows", *short])
    (asset,) = reply.assetArray
    shown = {name: value for name, value in vars(asset).items() if value is not None}
    assert shown == {"assetHandle": boot, "type": "AssetSet", "subType": "VideoSet", "name": "boot"}
    assert reply.totalRows == 1


@pytest.mark.parametrize("name", ["conditionMatchMode", "systemFieldMatchMode", "tagMatchMode", "metadataMatchMode"])
def test_the_match_modes_are_of_two_kinds(server, name):
    make(server, "boot")
    for mode in ("MatchAll", "MatchAny"):
        assert search(server, **{name: mode}).totalRows == 1
    with pytest.raises(Refused, match=f"30001.*{name}"):
        search(server, **{name: "MatchSome"})


def test_shows_nothing_of_other_companies(shop):
    other = shop.other_company()
    assert search(other).totalRows == 0
    with pytest.raises(Refused, match="20006"):
        shop.call("searchAssets", companyHandle=other.company, includeSubfolders=True)


def test_every_role_of_the_list_finds(shop):
    for role in ("TrialSiteUser", "ImagePortalUser", "IpsUser"):
        assert search(shop.as_user(role)).totalRows == 5


def test_the_moments_of_a_reply_are_those_of_the_asset(server):
    make(server, "boot", created_ms=1_000, modified_ms=2_005)
    (asset,) = search(server).assetArray
    assert asset.created == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert asset.lastModified == datetime(1970, 1, 1, 0, 0, 2, 5_000, tzinfo=UTC)
