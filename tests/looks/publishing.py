"""Who sees that assets are marked for publish."""

from looks import look
from looks.steps import ask, by_handle, by_name, found, live, publish
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
