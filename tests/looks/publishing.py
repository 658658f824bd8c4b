"""Who sees that assets are marked for publish."""

from looks import look
from looks.steps import ask, by_handle, by_name, found, live, live_picture, publish
from made_assets import make
from observed import PICTURE

MARKING = ("setAssetPublishState", "setAssetsPublishState")
MARKED, NOT_MARKED = "MarkedForPublish", "NotMarkedForPublish"


def _mark(server, writer, handle, state):
    wanted = {"assetHandle": handle, "publishState": state}
    ask(server, writer, **(wanted if writer == "setAssetPublishState" else {"publishStateUpdateArray": [wanted]}))


def _by_handle(writer):
    def looked(server):
        boot = make(server, "boot")
        for state, ready in ((MARKED, True), (NOT_MARKED, False)):
            _mark(server, writer, boot, state)
            assert by_handle(server, boot).readyForPublish is ready

    return looked


def _by_name(writer):
    def looked(server):
        _mark(server, writer, make(server, "boot"), MARKED)
        assert [asset.readyForPublish for asset in by_name(server, "boot")] == [True]

    return looked


def _in_search(writer):
    def looked(server):
        make(server, "sandal")
        _mark(server, writer, make(server, "boot"), MARKED)
        assert (found(server, publishState=MARKED), found(server, publishState=NOT_MARKED)) == (["boot"], ["sandal"])

    return looked


def _picture(writer):
    def looked(server):
        boot = make(server, "boot")
        for state, seen in ((MARKED, ["boot"]), (NOT_MARKED, [])):
            _mark(server, writer, boot, state)
            publish(server)
            assert live(server, "boot") == seen

    return looked


for _writer in MARKING:
    look(_writer, "getAssets")(_by_handle(_writer))
    look(_writer, "getAssetsByName")(_by_name(_writer))
    look(_writer, "searchAssets")(_in_search(_writer))
    look(_writer, PICTURE)(_picture(_writer))


def _contexts(server):
    return {each.contextType: each.contextHandle for each in ask(server, "getPublishContexts").publishContextArray}


def _marked_for(server, handle):
    (found,) = ask(server, "batchGetAssetPublishContexts", assetHandleArray=[handle]).assetPublishContextsArray
    return [each.contextType for each in found.publishContextArray]


def _mark_in(server, handle, **states):
    known = _contexts(server)
    wanted = [{"contextHandle": known[type_], "publishState": state} for type_, state in states.items()]
    update = {"assetHandle": handle, "contextStateUpdateArray": wanted}
    ask(server, "setAssetsContextState", assetsContextStateUpdateArray=[update])


@look("setAssetsContextState", "batchGetAssetPublishContexts")
def context_states_are_listed_by_asset(server):
    boot = make(server, "boot")
    _mark_in(server, boot, Video=MARKED, ServerDirectory=MARKED)
    assert _marked_for(server, boot) == ["ServerDirectory", "Video"]


@look("setAssetsContextState", "getAssets")
def the_serving_state_is_that_of_the_asset(server):
    boot = make(server, "boot")
    _mark_in(server, boot, Video=MARKED)
    assert by_handle(server, boot).readyForPublish is False
    _mark_in(server, boot, ImageServing=MARKED)
    assert by_handle(server, boot).readyForPublish is True


@look("setAssetsContextState", "searchAssets")
def the_serving_state_is_searched_for(server):
    _mark_in(server, make(server, "boot"), ImageServing=MARKED)
    make(server, "sandal")
    assert found(server, publishState=MARKED) == ["boot"]


@look("setAssetsContextState", PICTURE)
def the_serving_state_decides_what_is_live(server):
    boot = make(server, "boot")
    for state, seen in ((MARKED, ["boot"]), (NOT_MARKED, [])):
        _mark_in(server, boot, ImageServing=state)
        publish(server)
        assert live(server, "boot") == seen


@look("setAssetPublishState", "batchGetAssetPublishContexts")
def one_asset_is_marked_for_the_contexts_named(server):
    boot = make(server, "boot")
    ask(
        server,
        "setAssetPublishState",
        assetHandle=boot,
        publishState=MARKED,
        contextHandleArray=[_contexts(server)["Video"]],
    )
    assert _marked_for(server, boot) == ["Video"]


@look("setAssetsPublishState", "batchGetAssetPublishContexts")
def many_assets_are_marked_for_all_contexts(server):
    boot = make(server, "boot")
    _mark(server, "setAssetsPublishState", boot, MARKED)
    assert sorted(_marked_for(server, boot)) == ["ImageRendering", "ImageServing", "ServerDirectory", "Video"]


@look("forceRepublishAssets", "getAssetPublishHistory")
def forced_assets_are_published_again(server):
    boot = live_picture(server)
    (first,) = ask(server, "getAssetPublishHistory", assetHandle=boot).pubHistoryArray
    ask(server, "forceRepublishAssets", assetHandleArray=[boot])
    publish(server)
    (second,) = ask(server, "getAssetPublishHistory", assetHandle=boot).pubHistoryArray
    assert second.lastPublished > first.lastPublished


@look("forceRepublishAssets", "getAssetJobLogs")
def forced_assets_are_told_of_again(server):
    boot = live_picture(server)
    logs = len(ask(server, "getAssetJobLogs", assetHandle=boot).jobLogArray)
    ask(server, "forceRepublishAssets", assetHandleArray=[boot])
    publish(server)
    assert len(ask(server, "getAssetJobLogs", assetHandle=boot).jobLogArray) == logs + 1


@look("submitJob", "getAssetPublishHistory")
def a_publish_job_writes_history(server):
    boot = make(server, "boot")
    _mark(server, "setAssetPublishState", boot, MARKED)
    assert ask(server, "getAssetPublishHistory", assetHandle=boot).pubHistoryArray == []
    publish(server)
    assert len(ask(server, "getAssetPublishHistory", assetHandle=boot).pubHistoryArray) == 1


@look("cdnCacheInvalidation", "getCdnCacheInvalidationStatus")
def a_purge_has_a_status(server):
    url = f"http://testserver/is/image/{server.root}/boot"
    handle = ask(server, "cdnCacheInvalidation", urlArray=[url]).invalidationHandle
    known = ask(server, "getCdnCacheInvalidationStatus", invalidationHandle=handle)
    assert (known.status, known.completionTime is not None) == ("Done", True)
