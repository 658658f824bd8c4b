"""What is done to an asset shows in its live picture with the next publish, and not before."""

from datetime import UTC, datetime

import pytest

from made_assets import make

PUBLISH = {"publishType": "Incremental", "emailSetting": "None"}


def publish(server):
    now = datetime.now(UTC)
    wanted = {"jobName": f"publish {now.isoformat()}", "execTime": now, "imageServingPublishJob": PUBLISH}
    server.call("submitJob", companyHandle=server.company, **wanted)
    server.run_jobs()


def live(server, *names):
    """Those of the names that a picture URL knows."""
    replies = {name: server.get(f"/is/image/{server.root}/{name}?req=exists,text").text for name in names}
    return [name for name, text in replies.items() if "catalogRecord.exists=1" in text]


@pytest.fixture
def boot(server):
    """A live picture in /shoes."""
    handle = make(server, "boot", "/shoes")
    wanted = {"assetHandle": handle, "publishState": "MarkedForPublish"}
    server.call("setAssetPublishState", companyHandle=server.company, **wanted)
    publish(server)
    assert live(server, "boot") == ["boot"]
    return handle


def test_a_renamed_picture(server, boot):
    wanted = {"assetHandle": boot, "newName": "shoe", "validateName": True}
    server.call("renameAsset", companyHandle=server.company, **wanted)
    assert live(server, "boot", "shoe") == ["boot"]
    publish(server)
    assert live(server, "boot", "shoe") == ["shoe"]


def test_a_picture_in_the_trash(server, boot):
    server.call("deleteAsset", companyHandle=server.company, assetHandle=boot)
    assert live(server, "boot") == ["boot"]
    publish(server)
    assert live(server, "boot") == []


def test_pictures_put_into_the_trash_together(server, boot):
    server.call("deleteAssets", companyHandle=server.company, assetHandleArray=[boot])
    publish(server)
    assert live(server, "boot") == []


def test_a_picture_whose_folder_is_deleted(server, boot):
    server.call("deleteFolder", companyHandle=server.company, folderHandle=f"f|{server.root}/shoes/")
    assert live(server, "boot") == ["boot"]
    publish(server)
    assert live(server, "boot") == []


def test_a_picture_that_moves_stays_live(server, boot):
    server.call("moveAsset", companyHandle=server.company, assetHandle=boot, folderHandle=f"f|{server.root}/")
    server.call("deleteFolder", companyHandle=server.company, folderHandle=f"f|{server.root}/shoes/")
    publish(server)
    assert live(server, "boot") == ["boot"]
