"""batchSetThumbAsset, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import in_shared_company, make, row


def choose(server, *pairs):
    items = [{"assetHandle": asset, "thumbAssetHandle": thumb} for asset, thumb in pairs]
    return server.call("batchSetThumbAsset", companyHandle=server.company, updateArray=items)


def url(server, handle):
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray
    return asset.ipsImageUrl


@pytest.mark.documented
def test_the_image_chosen_is_the_thumbnail_of_the_asset(server):
    movie, boot = make(server, "movie", type="Video"), make(server, "boot")
    assert url(server, movie) == ""
    reply = choose(server, (movie, boot))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 0)
    assert url(server, movie) == f"{server.root}/boot"
    assert row(server, movie).modified_by == server.email


def test_an_image_may_have_another_ones_thumbnail_and_take_it_back(server):
    boot, shoe = make(server, "boot"), make(server, "shoe")
    choose(server, (boot, shoe))
    assert url(server, boot) == f"{server.root}/shoe"
    choose(server, (boot, None))
    assert url(server, boot) == f"{server.root}/boot"


def test_an_image_in_the_trash_stands_for_nothing(server):
    movie, boot = make(server, "movie", type="Video"), make(server, "boot")
    choose(server, (movie, boot))
    server.call("deleteAsset", companyHandle=server.company, assetHandle=boot)
    assert url(server, movie) == ""


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["Image", "AdjustedView", "Mask", "Template", "PsdTemplate"])
def test_each_of_the_types_listed_may_be_a_thumbnail(type_, server):
    movie = make(server, "movie", type="Video")
    thumb = make(server, "thumb", type=type_, catalog_id="thumb")
    assert choose(server, (movie, thumb)).successCount == 1
    assert url(server, movie) == f"{server.root}/thumb"


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["Video", "Zip", "ImageSet", "Watermark"])
def test_no_other_type_may_be_a_thumbnail(type_, server):
    movie, other = make(server, "movie", type="Video"), make(server, "other", type=type_)
    (error,) = choose(server, (movie, other)).errorDetailArray
    assert (error.assetHandle, error.code) == (movie, 30001)
    assert "updateArray/items/thumbAssetHandle" in error.reason


def test_a_thumbnail_of_the_shared_company_may_be_chosen(server):
    movie, shared = make(server, "movie", type="Video"), make(in_shared_company(server), "stock")
    assert choose(server, (movie, shared)).successCount == 1
    assert url(server, movie) == "Shared/stock"


@pytest.mark.documented
def test_a_bad_one_does_not_fail_the_rest(server):
    movie, boot = make(server, "movie", type="Video"), make(server, "boot")
    gone, theirs = make(server, "gone", trash_state="InTrash"), make(server.other_company(), "theirs")
    bad = [(theirs, boot), ("nonsense", boot), (gone, boot), (boot, theirs), (boot, gone), (boot, "a|999999999")]
    reply = choose(server, *bad, (movie, boot))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 6)
    codes = sorted((one.assetHandle, one.code) for one in reply.errorDetailArray)
    wanted = [(theirs, 20006), ("nonsense", 30001), (gone, 30000), (boot, 20006), (boot, 30000), (boot, 30001)]
    assert codes == sorted(wanted)
    assert url(server, boot) == f"{server.root}/boot"


def test_too_many_fault(server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        choose(server, *((f"a|{number}", None) for number in range(1, 10_002)))


@pytest.mark.documented
def test_a_reader_may_not_choose(server):
    movie, boot = make(server, "movie", type="Video"), make(server, "boot")
    with pytest.raises(Refused, match="20003"):
        choose(server.as_user("ImagePortalUser"), (movie, boot))
    assert url(server, movie) == ""


def test_the_company_of_others_is_refused(server):
    with pytest.raises(Refused, match="20006"):
        server.call("batchSetThumbAsset", companyHandle=server.other_company().company, updateArray=[])
