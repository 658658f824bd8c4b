"""serverDirectoryPublishJob: originals of what is marked, in a folder or a bucket of the settings."""

import boto3
import pytest
import runs
from moto.server import ThreadedMotoServer

from harness import Refused
from made_assets import make


@pytest.fixture
def outside(tune, tmp_path):
    """The folder that is published to."""
    tune(publish_target=str(tmp_path / "outside"))
    return tmp_path / "outside"


@pytest.fixture
def uploaded(server, web):
    """Handles of two marked pictures, by path."""
    paths = ("shoes/boot.png", "hat.png")
    runs.upload(server, *((web.serve(f"/{path}", runs.picture("PNG")), path) for path in paths))
    server.run_jobs()
    return {path: asset.assetHandle for path, asset in runs.assets(server).items()}


def publish(server, name="Publish", **options):
    handle = runs.submit(server, "serverDirectoryPublishJob", name, **{"emailSetting": "None", **options})
    server.run_jobs()
    return handle


def found(server, outside):
    top = outside / server.root
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def told(server, handle):
    lines = runs.lines(server, handle, "ServerDirectoryPublishSuccess")
    return sorted(line.assetName for line in lines)


@pytest.mark.documented
def test_originals_lie_there_under_their_paths(server, uploaded, outside):
    handle = publish(server)
    assert found(server, outside) == dict.fromkeys(uploaded, runs.picture("PNG"))
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginServerDirectoryPublish", "EndServerDirectoryPublish")
    assert {line.assetHandle for line in lines if line.assetHandle} == set(uploaded.values())
    log = runs.log(server, "Publish")
    assert (log.fileSuccessCount, log.transferSuccessCount, log.totalFileCount) == (2, 2, 2)


def test_an_asset_knows_when_it_was_published(server, uploaded, outside):
    publish(server)
    history = {"companyHandle": server.company, "assetHandle": uploaded["hat.png"]}
    (entry,) = server.call("getAssetPublishHistory", **history).pubHistoryArray
    assert (entry.contextName, entry.lastPublished is not None) == ("ServerDirectory", True)


def test_what_lies_there_as_it_should_is_left_alone(server, uploaded, outside):
    publish(server)
    before = (outside / server.root / "hat.png").stat().st_mtime_ns
    assert told(server, publish(server, "Second")) == []
    assert (outside / server.root / "hat.png").stat().st_mtime_ns == before


def test_what_was_lost_there_is_there_again(server, uploaded, outside):
    publish(server)
    (outside / server.root / "hat.png").unlink()
    (outside / server.root / "shoes/boot.png").write_bytes(b"cut")
    assert told(server, publish(server, "Second")) == ["boot", "hat"]
    assert found(server, outside) == dict.fromkeys(uploaded, runs.picture("PNG"))


def test_what_is_unmarked_or_deleted_goes(server, uploaded, outside):
    publish(server)
    hat, boot = uploaded["hat.png"], uploaded["shoes/boot.png"]
    unmarked = {"assetHandle": hat, "publishState": "NotMarkedForPublish"}
    server.call("setAssetPublishState", companyHandle=server.company, **unmarked)
    server.call("deleteAsset", companyHandle=server.company, assetHandle=boot)
    assert told(server, publish(server, "Second")) == ["boot", "hat"]
    assert found(server, outside) == {}
    assert told(server, publish(server, "Third")) == []


def test_what_is_moved_and_replaced_follows(server, uploaded, outside, web):
    publish(server)
    folder = server.call("createFolder", companyHandle=server.company, folderPath="/hats").folderHandle
    server.call("moveAsset", companyHandle=server.company, assetHandle=uploaded["hat.png"], folderHandle=folder)
    web.serve("/shoes/boot.png", runs.picture("PNG", 90, 90))
    runs.upload(server, (web.url("/shoes/boot.png"), "shoes/boot.png"), name="New")
    server.run_jobs()
    publish(server, "Second")
    assert found(server, outside) == {
        "hats/hat.png": runs.picture("PNG"),
        "shoes/boot.png": runs.picture("PNG", 90, 90),
    }


def test_a_path_that_another_one_took_is_not_deleted(server, uploaded, outside, web):
    runs.upload(server, (web.serve("/new.png", runs.picture("PNG", 30, 30)), "other/hat.png"), name="New")
    server.run_jobs()
    publish(server)
    old, new = (runs.assets(server)[path].assetHandle for path in ("hat.png", "other/hat.png"))
    for handle, folder in ((new, "shoes"), (old, "other")):
        place = f"f|{server.root}/{folder}/"
        server.call("moveAsset", companyHandle=server.company, assetHandle=handle, folderHandle=place)
    publish(server, "Second")
    assert {path: len(body) for path, body in found(server, outside).items()} == {
        "other/hat.png": len(runs.picture("PNG")),
        "shoes/hat.png": len(runs.picture("PNG", 30, 30)),
        "shoes/boot.png": len(runs.picture("PNG")),
    }


def test_what_has_no_file_is_a_warning(server, outside):
    spin = make(server, "spin", type="SpinSet", catalog_id="spin")
    marked = {"assetHandle": spin, "publishState": "MarkedForPublish"}
    server.call("setAssetPublishState", companyHandle=server.company, **marked)
    (line,) = runs.lines(server, publish(server), "ServerDirectoryPublishWarning")
    assert (line.assetHandle, "no file of its own" in line.logMessage) == (spin, True)
    assert runs.log(server, "Publish").fileWarningCount == 1


@pytest.mark.parametrize("name", ["..", "."])
def test_a_path_that_leads_out_is_an_error_line(server, uploaded, outside, name):
    from sqlalchemy import update

    from safelight.domain import handles
    from safelight.store import tables

    hat = handles.asset_id("assetHandle", uploaded["hat.png"])
    with server.parts.database.write() as tx:
        tx.execute(update(tables.asset).where(tables.asset.c.id == hat).values(file_name=name))
    (line,) = runs.lines(server, publish(server), "ServerDirectoryPublishError")
    assert "no path that can be published to" in line.logMessage
    assert set(found(server, outside)) == {"shoes/boot.png"}


def test_a_place_that_fails_is_tried_three_times_and_then_an_error_line(server, uploaded, tune, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / server.root).write_text("a file where a folder must be")
    tune(publish_target=str(tmp_path / "full"))
    handle = publish(server)
    assert len(runs.lines(server, handle, "ServerDirectoryPublishError")) == 2
    assert runs.log(server, "Publish").transferErrorCount == 2
    (tmp_path / "full" / server.root).unlink()
    assert told(server, publish(server, "Second")) == ["boot", "hat"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("", "SAFELIGHT_PUBLISH_TARGET"), ("ftp://a.example.com/b", "publishing to ftp:// is not built")],
)
def test_without_a_place_that_can_be_written_it_is_refused(server, tune, target, reason):
    tune(publish_target=target)
    with pytest.raises(Refused, match=reason) as refused:
        publish(server)
    assert refused.value.code == 30000


def test_a_bucket_gets_the_same(server, uploaded, tune, monkeypatch):
    for name, value in {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    moto = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    moto.start()
    try:
        host, port = moto.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        bucket = server.root.lower()
        s3.create_bucket(Bucket=bucket)
        tune(publish_target=f"s3://{bucket}/shop", s3_endpoint=endpoint)
        publish(server)
        listed = s3.list_objects_v2(Bucket=bucket)["Contents"]
        assert {one["Key"] for one in listed} == {f"shop/{server.root}/{path}" for path in uploaded}
        assert s3.get_object(Bucket=bucket, Key=listed[0]["Key"])["Body"].read() == runs.picture("PNG")
    finally:
        moto.stop()


def test_an_address_is_told_of_the_end(server, outside, web):
    publish(server, httpCompletionUrl=web.serve("/ended", b"thanks"))
    assert web.count("/ended") == 1
