"""batchGetAssetPublishContexts and setAssetsContextState: marks of each asset in each context."""

import pytest

import made_assets
from harness import Refused
from looks.steps import by_handle

TYPES = ("ImageRendering", "ImageServing", "ServerDirectory", "Video")
MARKED, UNMARKED = "MarkedForPublish", "NotMarkedForPublish"


def contexts(server):
    reply = server.call("getPublishContexts", companyHandle=server.company)
    return {each.contextType: each.contextHandle for each in reply.publishContextArray}


def put(server, *updates):
    """updates: (asset handle, {context handle: state})"""
    array = [
        {
            "assetHandle": asset,
            "contextStateUpdateArray": [{"contextHandle": c, "publishState": s} for c, s in states],
        }
        for asset, states in updates
    ]
    return server.call("setAssetsContextState", companyHandle=server.company, assetsContextStateUpdateArray=array)


def got(server, *assets):
    reply = server.call("batchGetAssetPublishContexts", companyHandle=server.company, assetHandleArray=assets)
    return [
        (each.assetHandle, [one.contextType for one in each.publishContextArray])
        for each in reply.assetPublishContextsArray
    ]


@pytest.mark.documented
def test_each_asset_gets_its_own_states_and_pairs_are_counted(server):
    one, two = made_assets.make(server, "one"), made_assets.make(server, "two")
    known = contexts(server)
    first = [(known[t], MARKED if t == "ImageServing" else UNMARKED) for t in TYPES]
    second = [(known[t], UNMARKED if t in {"ImageServing", "ServerDirectory"} else MARKED) for t in TYPES]
    reply = put(server, (one, first), (two, second))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (8, 0, 0)
    assert (reply.warningDetailArray, reply.errorDetailArray) == (None, None)
    assert got(server, two, one, two) == [(two, ["ImageRendering", "Video"]), (one, ["ImageServing"])]
    assert (by_handle(server, one).readyForPublish, by_handle(server, two).readyForPublish) == (True, False)


@pytest.mark.documented
def test_a_context_is_told_by_handle_name_and_type(server):
    asset, handle = made_assets.make(server, "one"), contexts(server)["Video"]
    put(server, (asset, [(handle, MARKED)]))
    reply = server.call("batchGetAssetPublishContexts", companyHandle=server.company, assetHandleArray=[asset])
    (context,) = reply.assetPublishContextsArray[0].publishContextArray
    assert (context.contextHandle, context.contextName, context.contextType) == (handle, "Video", "Video")


def test_one_bad_pair_is_an_error_and_stops_no_other(server):
    good, trashed = made_assets.make(server, "good"), made_assets.make(server, "old", trash_state="InTrash")
    other = server.other_company()
    foreign, stranger = made_assets.make(other, "foreign"), contexts(other)["Video"]
    video = contexts(server)["Video"]
    bad = [
        (foreign, video, MARKED, 20006),
        (trashed, video, MARKED, 30000),
        ("a|999999999", video, MARKED, 30001),
        ("x", video, MARKED, 30001),
        (good, stranger, MARKED, 20006),
        (good, "pc|999999999", MARKED, 30001),
    ]
    reply = put(server, *((asset, [(c, s)]) for asset, c, s, _ in bad), (good, [(video, MARKED)]))
    assert (reply.successCount, reply.errorCount) == (1, 6)
    assert [(each.assetHandle, each.code) for each in reply.errorDetailArray] == [(b[0], b[3]) for b in bad]
    assert got(server, good) == [(good, ["Video"])]


def test_a_state_that_is_none_faults_the_call(server):
    asset, video = made_assets.make(server, "one"), contexts(server)["Video"]
    with pytest.raises(Refused) as refusal:
        put(server, (asset, [(video, "Published")]))
    assert (refusal.value.code, "publishState: got 'Published'" in refusal.value.reason) == (30001, True)


def test_of_two_states_for_one_pair_the_last_counts(server):
    asset, video = made_assets.make(server, "one"), contexts(server)["Video"]
    put(server, (asset, [(video, MARKED), (video, UNMARKED)]))
    assert got(server, asset) == [(asset, [])]


def test_handles_of_nothing_are_left_out_and_foreign_ones_refused(server):
    assert got(server, "a|999999999") == []
    foreign = made_assets.make(server.other_company(), "foreign")
    with pytest.raises(Refused) as refusal:
        got(server, foreign)
    assert refusal.value.code == 20006


def test_assets_of_the_shared_company_can_be_asked_for(server):
    shared = made_assets.make(made_assets.in_shared_company(server), f"shared-{server.root}")
    assert got(server, shared) == [(shared, [])]


def test_more_than_ten_thousand_are_refused_at_once(server):
    video = contexts(server)["Video"]
    for call in (
        lambda: put(server, ("a|1", [(video, MARKED)] * 10_001)),
        lambda: got(server, *["a|1"] * 10_001),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert "at most 10000" in refusal.value.reason


@pytest.mark.documented
def test_who_may_is_as_the_reference_says(server):
    asset, video = made_assets.make(server, "one"), contexts(server)["Video"]
    put(server.as_user("TrialSiteUser"), (asset, [(video, MARKED)]))
    assert got(server.as_user("TrialSiteUser"), asset) == [(asset, ["Video"])]
    for operation, field in (
        ("setAssetsContextState", "assetsContextStateUpdateArray"),
        ("batchGetAssetPublishContexts", "assetHandleArray"),
    ):
        with pytest.raises(Refused) as refusal:
            server.call(operation, companyHandle=server.other_company().company, **{field: []})
        assert refusal.value.code == 20006
