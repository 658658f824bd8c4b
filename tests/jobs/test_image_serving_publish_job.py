"""imageServingPublishJob: what is marked becomes live, with a line for each picture."""

import pytest
import runs


def publish(server, kind="Full", name="Publish", **options):
    return runs.submit(server, "imageServingPublishJob", name, publishType=kind, emailSetting="None", **options)


@pytest.fixture
def uploaded(server, web):
    runs.upload(server, *((web.serve(f"/{name}.jpg", runs.picture()), f"{name}.jpg") for name in ("a", "b")))
    server.run_jobs()
    return {name: asset.assetHandle for name, asset in runs.assets(server).items()}


@pytest.mark.parametrize("kind", ["Full", "Incremental"])
def test_marked_pictures_become_live_in_the_next_request(server, uploaded, kind):
    assert server.get(f"/is/image/{server.root}/a").status_code in {403, 404}
    publish(server, kind)
    server.run_jobs()
    assert server.get(f"/is/image/{server.root}/a").status_code == 200


@pytest.mark.documented
def test_each_picture_is_a_line_between_begin_and_end(server, uploaded):
    handle = publish(server)
    server.run_jobs()
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginImageServingPublish", "EndImageServingPublish")
    told = [line for line in lines if line.logType == "ImageServingPublishSuccess"]
    assert {line.assetHandle for line in told} == set(uploaded.values())
    assert {line.assetType for line in told} == {"OptimizedImage"}


@pytest.mark.parametrize(("kind", "sub_type"), [("Full", "full"), ("Incremental", "increment")])
def test_the_log_tells_the_type_and_counts(server, uploaded, kind, sub_type):
    publish(server, kind)
    server.run_jobs()
    log = runs.log(server, "Publish")
    assert (log.jobSubType, log.fileSuccessCount, log.transferSuccessCount) == (sub_type, 2, 2)


def test_an_incremental_publish_tells_only_what_changed(server, web, uploaded):
    publish(server)
    server.run_jobs()
    runs.upload(server, (web.serve("/c.jpg", runs.picture(width=70)), "c.jpg"), name="Third")
    server.run_jobs()
    handle = publish(server, "Incremental", name="Second")
    server.run_jobs()
    assert [line.assetName for line in runs.lines(server, handle, "ImageServingPublishSuccess")] == ["c"]


def test_what_is_unmarked_is_taken_back(server, uploaded):
    publish(server)
    server.run_jobs()
    server.call(
        "setAssetPublishState",
        companyHandle=server.company,
        assetHandle=uploaded["a.jpg"],
        publishState="NotMarkedForPublish",
    )
    publish(server, "Incremental", name="Second")
    server.run_jobs()
    assert server.get(f"/is/image/{server.root}/a").status_code in {403, 404}
    assert server.get(f"/is/image/{server.root}/b").status_code == 200


def test_a_publish_without_anything_to_do_ends_well(server):
    publish(server)
    server.run_jobs()
    log = runs.log(server, "Publish")
    assert (log.fileSuccessCount, log.totalFileCount, log.fatalError) == (0, 0, False)
    assert runs.row(server, "Publish").state == "Done"


def test_two_publishes_of_one_context_come_one_after_the_other(server, uploaded):
    publish(server, name="One")
    publish(server, name="Two")
    server.run_jobs()
    assert [runs.row(server, name).state for name in ("One", "Two")] == ["Done", "Done"]


def test_a_context_can_be_named(server, uploaded):
    contexts = server.call("getPublishContexts", companyHandle=server.company).publishContextArray
    (context,) = [context for context in contexts if context.contextType == "ImageServing"]
    publish(server, contextHandle=context.contextHandle)
    server.run_jobs()
    assert runs.log(server, "Publish").fileSuccessCount == 2
