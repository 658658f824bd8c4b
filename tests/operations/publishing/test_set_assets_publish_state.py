import pytest

import made_assets
from harness import Refused


def update(server, *pairs):
    updates = [{"assetHandle": asset, "publishState": state} for asset, state in pairs]
    return server.call("setAssetsPublishState", companyHandle=server.company, publishStateUpdateArray=updates)


def ready(server, *assets):
    reply = server.call("getAssets", companyHandle=server.company, assetHandleArray=list(assets))
    return [asset.readyForPublish for asset in reply.assetArray]


@pytest.mark.documented
def test_each_asset_gets_its_own_state(server):
    one, two, three = (made_assets.make(server, name) for name in ("one", "two", "three"))
    update(server, (two, "MarkedForPublish"))
    reply = update(server, (one, "MarkedForPublish"), (two, "NotMarkedForPublish"), (three, "MarkedForPublish"))
    assert ready(server, one, two, three) == [True, False, True]
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (3, 0, 0)
    assert (reply.warningDetailArray, reply.errorDetailArray) == (None, None)


@pytest.mark.documented
def test_one_bad_item_is_an_error_and_stops_no_other(server):
    good = made_assets.make(server, "good")
    foreign = made_assets.make(server.other_company(), "foreign")
    trashed = made_assets.make(server, "trashed", trash_state="InTrash")
    bad = [("a|999999999", 30001), ("nonsense", 30001), (foreign, 20006), (trashed, 30000)]
    reply = update(server, *((asset, "MarkedForPublish") for asset, _ in bad), (good, "MarkedForPublish"))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 4)
    assert [(detail.assetHandle, detail.code) for detail in reply.errorDetailArray] == bad
    assert all("assetHandle" in detail.reason for detail in reply.errorDetailArray)
    assert ready(server, good) == [True]


def test_a_state_that_is_none_is_an_error_of_its_item(server):
    one, two = made_assets.make(server, "one"), made_assets.make(server, "two")
    reply = update(server, (one, "Published"), (two, "MarkedForPublish"))
    assert (reply.successCount, reply.errorCount) == (1, 1)
    detail = reply.errorDetailArray[0]
    assert (detail.assetHandle, detail.code) == (one, 30001)
    assert "publishState: got 'Published'" in detail.reason
    assert ready(server, one, two) == [False, True]


def test_of_two_states_for_one_asset_the_last_counts(server):
    asset = made_assets.make(server, "shoe")
    reply = update(server, (asset, "MarkedForPublish"), (asset, "NotMarkedForPublish"))
    assert reply.successCount == 2
    assert ready(server, asset) == [False]


def test_no_updates_are_no_error(server):
    reply = update(server)
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (0, 0, 0)


def test_more_than_ten_thousand_are_refused_at_once(server):
    with pytest.raises(Refused) as refusal:
        update(server, *[("a|1", "MarkedForPublish")] * 10_001)
    assert refusal.value.code == 30001
    assert "publishStateUpdateArray" in refusal.value.reason


def test_another_companys_handle_is_refused(server):
    with pytest.raises(Refused) as refusal:
        server.call("setAssetsPublishState", companyHandle=server.other_company().company, publishStateUpdateArray=[])
    assert refusal.value.code == 20006


@pytest.mark.documented
def test_roles_are_those_of_the_reference(server):
    asset = made_assets.make(server, "shoe")
    assert update(server.as_user("ImagePortalAdmin"), (asset, "MarkedForPublish")).successCount == 1
    with pytest.raises(Refused) as refusal:
        update(server.as_user("ImagePortalUser"), (asset, "MarkedForPublish"))
    assert refusal.value.code == 20003
