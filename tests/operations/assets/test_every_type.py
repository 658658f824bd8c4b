"""What may be done to an asset may be done to one of any type."""

import pytest

from looks.steps import ask, by_handle, by_name, counts, file_path, folder, found, mark
from made_assets import make
from made_metadata import field
from safelight.contract import constants

LISTED = constants.GROUPS["Asset Types"]
TYPES = LISTED.values + LISTED.also_seen


@pytest.mark.parametrize("type_", TYPES)
def test_it_is_found_named_moved_marked_and_counted(server, type_):
    one = make(server, "boot", "/a", type=type_)
    ask(server, "renameAsset", assetHandle=one, newName="shoe", validateName=True)
    ask(server, "moveAsset", assetHandle=one, folderHandle=folder(server, "/b"))
    mark(server, one)
    asset = by_handle(server, one)
    assert (asset.type, asset.name, asset.folder) == (type_, "shoe", f"{server.root}/b/")
    assert asset.readyForPublish
    assert [each.assetHandle for each in by_name(server, "shoe")] == [one]
    assert (found(server, folder="/b", assetTypeArray=[type_]), counts(server)) == (["shoe"], {type_: 1})
    assert file_path(server, one) == f"{server.root}/b/shoe.jpg"


@pytest.mark.parametrize("type_", LISTED.also_seen)
def test_a_type_that_only_assets_tell_of_is_asked_for_as_any_other(server, type_):
    make(server, "boot", type=type_)
    season = field(server, "season", asset_type=type_)
    fields = ask(server, "getMetadataFields", assetType=type_).fieldArray
    assert [each.fieldHandle for each in fields] == [season]
    for wanted, names in (({"assetTypeArray": [type_]}, ["boot"]), ({"excludeAssetTypeArray": [type_]}, [])):
        named = ask(server, "getAssetsByName", nameArray=["boot"], **wanted).assetArray
        brief = ask(server, "searchAssetsByMetadata", filters=wanted).assetSummaryArray
        assert [each.name for each in named] == [each.name for each in brief] == found(server, **wanted) == names


@pytest.mark.documented
def test_the_first_version_names_fields_for_a_type_in_its_own_words(server):
    field(server, "season", asset_type="Word")
    old = {"version": "pre-4.0", "companyHandle": server.company}
    assert [each.name for each in server.call("getMetadataFields", assetType="WordDoc", **old).fieldArray] == ["season"]


@pytest.mark.parametrize("type_", TYPES)
def test_it_is_deleted_alone_in_a_batch_and_with_its_folder(server, type_):
    alone, batch, below = (make(server, name, f"/{name}", type=type_) for name in ("alone", "batch", "below"))
    ask(server, "deleteAsset", assetHandle=alone)
    ask(server, "deleteAssets", assetHandleArray=[batch])
    ask(server, "deleteFolder", folderHandle=f"f|{server.root}/below/")
    assert [by_handle(server, one).trashState for one in (alone, batch, below)] == ["InTrash"] * 3
    assert counts(server) == {}


@pytest.mark.parametrize("type_", TYPES)
def test_it_tells_what_belongs_to_it(server, type_):
    reply = ask(server, "getAssociatedAssets", assetHandle=make(server, "boot", type=type_))
    arrays = ("containerArray", "memberArray", "layerReferenceArray", "ownerArray", "derivedArray")
    assert [getattr(reply, name) for name in (*arrays, "generatorArray", "generatedArray")] == [[]] * 7
