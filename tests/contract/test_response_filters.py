"""responseFieldArray and excludeFieldArray."""

from datetime import UTC

import pytest
from lxml import etree

from safelight.contract import model, schema, shapes
from safelight.contract.codec import encode_return, selection

IMAGE = shapes.Asset(
    asset_handle="a|1",
    name="n",
    metadata_array=(shapes.Metadata(name="m", value="v"),),
    image_info=shapes.ImageInfo(original_path="p", width=3, height=2),
    permissions=(),
)
FOUND = shapes.SearchAssetsReturn(total_rows=1, asset_array=(IMAGE,))
WHOLE = encode_return("searchAssets", FOUND, model.NEWEST, UTC)


def kept(include=None, exclude=None, shape=FOUND, operation="searchAssets") -> str:
    text = encode_return(operation, shape, model.NEWEST, UTC, include, exclude)
    schema.of(model.NEWEST).assertValid(etree.fromstring(text))
    return text.partition(">")[2].rpartition("</")[0]


@pytest.mark.recorded
def test_a_leaf_keeps_its_parents_and_itself_alone():
    assert kept(["assetArray/items/imageInfo/width"]) == (
        "<assetArray><items><imageInfo><width>3</width></imageInfo></items></assetArray>"
    )


@pytest.mark.recorded
def test_the_order_is_that_of_the_schema():
    assert kept(["assetArray/items/name", "assetArray/items/assetHandle", "totalRows"]) == (
        "<totalRows>1</totalRows><assetArray><items><assetHandle>a|1</assetHandle><name>n</name></items></assetArray>"
    )


@pytest.mark.documented
def test_a_complex_element_alone_keeps_all_below_it():
    assert kept(["assetArray/items/metadataArray"]).count("<name>m</name><value>v</value>") == 1
    assert kept(["assetArray"]) == WHOLE.partition("<totalRows>1</totalRows>")[2].rpartition("</")[0]


@pytest.mark.documented
def test_naming_a_child_keeps_named_children_only():
    text = kept(["assetArray/items/imageInfo", "assetArray/items/imageInfo/width"])
    assert text.count("<imageInfo><width>3</width></imageInfo>") == 1


@pytest.mark.documented
def test_what_is_excluded_is_dropped():
    text = kept(exclude=["assetArray/items/permissions", "assetArray/items/imageInfo/height", "totalRows"])
    assert text == kept().replace("<permissions/>", "").replace("<height>2</height>", "").replace(
        "<totalRows>1</totalRows>", ""
    )


def test_both_together_keep_what_is_named_and_not_excluded():
    text = kept(["assetArray/items/imageInfo"], ["assetArray/items/imageInfo/originalPath"])
    assert text == "<assetArray><items><imageInfo><width>3</width><height>2</height></imageInfo></items></assetArray>"


@pytest.mark.parametrize(("include", "exclude"), [(None, None), ([], []), ([" "], ["/"]), (None, ["no/such"])])
def test_neither_array_keeps_everything(include, exclude):
    assert encode_return("searchAssets", FOUND, model.NEWEST, UTC, include, exclude) == WHOLE


def test_unknown_names_keep_nothing_of_their_own():
    assert kept(["assetArray/items/noSuch"]) == "<assetArray><items/></assetArray>"
    assert kept(["assetArray/name"]) == "<assetArray/>"


def test_what_the_schema_requires_stays():
    assert "<metadataArray><items><name>m</name><value>v</value></items></metadataArray>" in kept(
        ["assetArray/items/metadataArray/items/value"], ["assetArray/items/metadataArray/items/name"]
    )
    members = shapes.GetImageSetMembersReturn(member_array=())
    assert kept(["other"], None, members, "getImageSetMembers") == "<memberArray/>"


@pytest.mark.recorded
def test_the_folder_tree_of_a_client_in_use():
    leaf = shapes.Folder(folder_handle="f|A/b/", path="A/b/", subfolder_array=())
    root = shapes.Folder(folder_handle="f|A/", path="A/", has_subfolders=True, subfolder_array=(leaf,))
    reply = shapes.GetFolderTreeReturn(folders=root, permission_set_array=())
    fields = ["folders/folderHandle", "folders/path", "folders/subfolderArray"]
    text = kept(fields, None, reply, "getFolderTree")
    assert "hasSubfolders" not in text
    assert "<subfolderArray><items><folderHandle>f|A/b/</folderHandle><path>A/b/</path>" in text
    assert "permissionSetArray" not in text


def test_a_handler_can_ask_what_is_wanted():
    wanted = selection(["assetArray/items/imageInfo/width"], None)
    assert wanted.keeps("assetArray/items/imageInfo")
    assert not wanted.keeps("assetArray/items/imageInfo/height")
    assert not wanted.keeps("totalRows")
    assert selection(None, ["totalRows"]).keeps("assetArray/items/name")
