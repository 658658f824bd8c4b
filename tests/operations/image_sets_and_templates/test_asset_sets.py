"""createAssetSet, updateAssetSet and setAssetSetDefinition, as a caller sees them."""

import pytest
from set_steps import new_defined, new_set, picture, root_folder, served, told

from harness import Refused
from looks.steps import ask, by_handle, found, live, mark, publish
from made_metadata import field, put


def defined(server, handle):
    return by_handle(server, handle).assetSetInfo.setDefinition


def define(server, handle, text):
    ask(server, "setAssetSetDefinition", assetHandle=handle, setDefinition=text)


@pytest.mark.documented
def test_a_new_set_is_an_asset_of_its_subtype(server):
    handle = new_defined(server, "testAssetSet")
    asset = by_handle(server, handle)
    assert (asset.type, asset.subType, asset.name, asset.fileName) == ("AssetSet", "MediaSet", "testAssetSet", "")
    assert asset.assetSetInfo.setDefinition == ""
    new_defined(server, "other", "Carousel")
    assert found(server, assetTypeArray=["AssetSet"], assetSubTypeArray=["MediaSet"]) == ["testAssetSet"]


@pytest.mark.documented
def test_a_definition_is_shown_as_it_came_and_resolved_when_it_is_published(server):
    boot, film = picture(server, "red boot", folder="/shoes"), picture(server, "film", folder="/Videos")
    text = f"${{getCatalogId([{boot}])}};${{ getThumbCatalogID( [{boot}|1|7] ) }};1,${{getFilePath([{film}])}};x y;2"
    handle = new_defined(server, setDefinition=text)
    assert defined(server, handle) == text
    mark(server, handle)
    publish(server)
    assert served(server, "media") == "red%20boot;red%20boot;1,Videos/film.jpg;x y;2"


@pytest.mark.documented
def test_each_of_both_ways_replaces_the_definition(server):
    handle = new_defined(server, setDefinition="a;b;c")
    define(server, handle, "d;e;f")
    assert defined(server, handle) == "d;e;f"
    ask(server, "updateAssetSet", assetHandle=handle, setDefinition="")
    assert defined(server, handle) == ""


@pytest.mark.documented
def test_an_update_without_a_definition_leaves_it(server):
    handle = new_defined(server, setDefinition="a;b;c")
    ask(server, "updateAssetSet", assetHandle=handle, thumbAssetHandle=picture(server, "boot"))
    assert defined(server, handle) == "a;b;c"


@pytest.mark.documented
def test_the_thumbnail_of_a_set_is_the_one_chosen_else_its_first_image(server):
    boot, shoe = picture(server, "boot"), picture(server, "shoe")
    inner = new_set(server)
    asked = f"${{getThumbCatalogId([{inner}])}}"
    handle = new_defined(server, setDefinition=asked)
    mark(server, handle)
    publish(server)
    assert served(server, "media") == ""
    ask(server, "setImageSetMembers", assetHandle=inner, memberArray=[{"assetHandle": shoe, "pageReset": True}])
    publish(server)
    assert served(server, "media") == "shoe"
    ask(server, "updateImageSet", assetHandle=inner, thumbAssetHandle=boot)
    publish(server)
    assert served(server, "media") == "boot"


@pytest.mark.documented
def test_a_view_of_an_image_stands_for_itself(server):
    boot = picture(server, "boot")
    wanted = {"folderHandle": root_folder(server), "name": "view", "type": "AdjustedView", "urlModifier": "flip=lr"}
    view = ask(server, "createDerivedAsset", ownerHandle=boot, **wanted).assetHandle
    mark(server, new_defined(server, setDefinition=f"${{getThumbCatalogId([{view}])}}"))
    publish(server)
    assert served(server, "media") == "view"


def test_an_asset_that_is_renamed_or_goes_is_followed(server):
    boot = picture(server, "boot")
    handle = new_defined(server, setDefinition=f"${{getCatalogId([{boot}])}};;img")
    mark(server, handle)
    publish(server)
    ask(server, "renameAsset", assetHandle=boot, newName="pump", validateName=True)
    publish(server)
    assert served(server, "media") == "pump;;img"
    ask(server, "deleteAsset", assetHandle=boot)
    publish(server)
    assert served(server, "media") == ";;img"


@pytest.mark.documented
def test_metadata_is_told_as_it_is_and_followed(server):
    boot = picture(server, "boot")
    day = field(server, "Day", asset_type="Asset")
    handle = new_defined(server, setDefinition=f"a;${{getMetadata([{boot}], [{day}])}}")
    mark(server, handle)
    publish(server)
    assert served(server, "media") == "a;"
    put(server, boot, day, value="2009 10:05,x")
    publish(server)
    assert served(server, "media") == "a;2009 10:05%2Cx"
    with pytest.raises(Refused, match=r"30001: setDefinition"):
        define(server, handle, f"${{getMetaData([{boot}],[{day}x])}}")


def test_a_file_that_moves_is_followed(server):
    boot = picture(server, "boot", folder="/a")
    mark(server, new_defined(server, setDefinition=f"${{getFilePath([{boot}])}}"))
    publish(server)
    assert served(server, "media") == "a/boot.jpg"
    ask(server, "moveAsset", assetHandle=boot, folderHandle=root_folder(server))
    publish(server)
    assert served(server, "media") == "boot.jpg"


def test_a_media_set_tells_of_what_is_in_it(server):
    boot = picture(server, "boot")
    text = f"${{getCatalogId([{boot}])}};${{getCatalogId([{boot}])}};advanced_image"
    mark(server, new_defined(server, setDefinition=text), boot)
    publish(server)
    tree = told(server, "media")
    assert (tree["pv"], tree["type"], tree["n"]) == ("1.0", "media_set", f"{server.root}/media")
    assert tree["item"]["i"] == tree["item"]["s"] == {"n": f"{server.root}/boot"}
    assert (tree["item"]["dx"], tree["item"]["dy"]) == ("400", "300")


@pytest.mark.parametrize(
    "text",
    [
        "${getCatalogId(a|1)}",
        "${getCatalogId([x])}",
        "${getName([a|1])}",
        "${getCatalogId([a|1],[m|1])}",
        "${getMetaData([a|1])}",
        "${getCatalogId([a|1])",
        "${}",
        "${getCatalogId([a|999999999])}",
        "x" * 500_001,
    ],
)
def test_a_definition_that_cannot_be_read_faults(server, text):
    handle = new_defined(server, setDefinition="a")
    for call in (
        lambda: define(server, handle, text),
        lambda: ask(server, "updateAssetSet", assetHandle=handle, setDefinition=text),
        lambda: new_defined(server, "other", setDefinition=text),
    ):
        with pytest.raises(Refused, match=r"30001: setDefinition: got"):
            call()
    assert (defined(server, handle), found(server, assetTypeArray=["AssetSet"])) == ("a", ["media"])


def test_assets_in_the_trash_or_of_another_company_cannot_be_named(server):
    handle, boot = new_defined(server), picture(server, "boot")
    with pytest.raises(Refused) as refusal:
        define(server, handle, f"${{getCatalogId([{picture(server.other_company(), 'x')}])}}")
    assert refusal.value.code == 20006
    ask(server, "deleteAsset", assetHandle=boot)
    with pytest.raises(Refused, match="in the trash"):
        define(server, handle, f"${{getCatalogId([{boot}])}}")


@pytest.mark.parametrize(
    ("field", "value"), [("subType", " "), ("subType", "x" * 256), ("name", ""), ("folderHandle", "")]
)
def test_a_wrong_value_faults_and_names_its_field(server, field, value):
    wanted = {"folderHandle": root_folder(server), "name": "media", "subType": "MediaSet"} | {field: value}
    with pytest.raises(Refused, match=rf"30001: {field}: got"):
        ask(server, "createAssetSet", **wanted)


def test_a_set_of_members_has_no_definition(server):
    with pytest.raises(Refused, match=r"30001: assetHandle.*set of type AssetSet"):
        define(server, new_set(server), "a")


def test_a_thumbnail_that_is_no_image_faults(server):
    handle = new_defined(server)
    for call in (
        lambda: ask(server, "updateAssetSet", assetHandle=handle, thumbAssetHandle=handle),
        lambda: new_defined(server, "other", thumbAssetHandle="x"),
    ):
        with pytest.raises(Refused, match=r"30001: thumbAssetHandle"):
            call()


def test_others_are_kept_out(server):
    handle, other, looker = new_defined(server), server.other_company(), server.as_user(role="ImagePortalUser")
    for caller, code in ((other, 20006), (looker, 20003)):
        for call in (
            lambda caller=caller: define(caller, handle, "x"),
            lambda caller=caller: ask(caller, "updateAssetSet", assetHandle=handle, setDefinition="x"),
            lambda caller=caller: new_defined(caller, "mine", folderHandle=root_folder(server)),
        ):
            with pytest.raises(Refused) as refusal:
                call()
            assert refusal.value.code == code
    assert (defined(server, handle), live(server, "media")) == ("", [])
