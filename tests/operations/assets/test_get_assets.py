"""getAssets, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import in_shared_company, make, names


def get(server, *handles, **wanted):
    return server.call("getAssets", companyHandle=server.company, assetHandleArray=list(handles), **wanted)


@pytest.mark.documented
def test_gives_the_assets_in_the_order_of_the_handles_each_once(server):
    boot, shoe = make(server, "boot"), make(server, "shoe")
    assert names(get(server, shoe, boot, shoe)) == ["shoe", "boot"]


def test_shows_what_all_assets_share(server):
    boot = make(server, "boot", "/shoes", created_by="ann@example.com", modified_by="ben@example.com")
    (asset,) = get(server, boot).assetArray
    root = server.root
    assert (asset.assetHandle, asset.type, asset.subType) == (boot, "Image", None)
    assert (asset.name, asset.fileName, asset.folder, asset.folderHandle) == (
        "boot",
        "boot.jpg",
        f"{root}/shoes/",
        f"f|{root}/shoes/",
    )
    assert (asset.readyForPublish, asset.trashState, asset.ipsImageUrl) == (False, "NotInTrash", f"{root}/boot")
    assert (asset.createUser, asset.lastModifyUser) == ("ann@example.com", "ben@example.com")


@pytest.mark.parametrize("form", ["{handle}", "{id}", "{handle}|1|17", "{id}|1|17"])
def test_every_form_of_handle_is_read(server, form):
    boot = make(server, "boot")
    assert names(get(server, form.format(handle=boot, id=boot.removeprefix("a|")))) == ["boot"]


def test_what_is_not_there_is_left_out(server):
    boot = make(server, "boot")
    assert names(get(server, "a|999999999", boot)) == ["boot"]
    assert get(server).assetArray == []


def test_shows_the_trash_too(server):
    boot = make(server, "boot")
    server.call("deleteAsset", companyHandle=server.company, assetHandle=boot)
    assert [asset.trashState for asset in get(server, boot).assetArray] == ["InTrash"]


@pytest.mark.documented
def test_the_response_filters_cut_fields(server):
    boot = make(server, "boot")
    (asset,) = get(server, boot, responseFieldArray=["assetArray/items/name"]).assetArray
    assert {name for name, value in vars(asset).items() if value is not None} == {"name"}
    (asset,) = get(server, boot, excludeFieldArray=["assetArray/items/name"]).assetArray
    assert (asset.name, asset.assetHandle) == (None, boot)


def test_a_malformed_handle_faults(server):
    with pytest.raises(Refused, match=r"30001.*assetHandleArray"):
        get(server, "boot")


def test_too_many_handles_fault(server):
    with pytest.raises(Refused, match=r"30001.*assetHandleArray.*10000"):
        get(server, *(f"a|{number}" for number in range(1, 10_002)))


def test_another_companys_asset_is_out_of_reach(server):
    other = server.other_company()
    with pytest.raises(Refused, match=r"20006.*assetHandleArray"):
        get(server, make(other, "theirs"))
    with pytest.raises(Refused, match="20006"):
        server.call("getAssets", companyHandle=other.company, assetHandleArray=[])


def test_the_assets_of_the_shared_company_are_readable_by_all_and_changed_by_none(server):
    stock = make(in_shared_company(server), f"stock of {server.root}")
    assert [asset.assetHandle for asset in get(server, stock).assetArray] == [stock]
    with pytest.raises(Refused, match="20006"):
        server.call("deleteAsset", companyHandle=server.company, assetHandle=stock)
