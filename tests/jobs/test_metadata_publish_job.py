"""metadataPublishJob: what assets show of their fields, a document each in a folder of the settings."""

import json

import pytest
import runs

import made_metadata
from harness import Refused
from made_assets import make


@pytest.fixture
def outside(tune, tmp_path):
    tune(metadata_target=str(tmp_path / "outside"))
    return tmp_path / "outside"


@pytest.fixture
def colour(server):
    """The handle of a field of images."""
    return made_metadata.field(server, "colour")


@pytest.fixture
def boot(server, colour):
    """A marked asset with a value of the field; its handle."""
    handle = make(server, "boot", "/shoes")
    mark(server, handle)
    made_metadata.put(server, handle, colour, value="red")
    return handle


def mark(server, handle, word="MarkedForPublish"):
    server.call("setAssetPublishState", companyHandle=server.company, assetHandle=handle, publishState=word)


def publish(server, name="Metadata", **options):
    handle = runs.submit(server, "metadataPublishJob", name, **options)
    server.run_jobs()
    return handle


def found(server, outside):
    top = outside / server.root / "_metadata_"
    return {f"a|{path.stem}": json.loads(path.read_text()) for path in top.glob("*.json")}


def told(server, handle):
    return [line.assetName for line in runs.lines(server, handle, "MetadataSuccess")]


def test_a_document_tells_what_an_asset_shows(server, boot, outside):
    tags = made_metadata.field(server, "season", "MultiTag")
    made_metadata.put(server, boot, tags, setTagValueArray=["spring", "autumn"])
    handle = publish(server)
    document = found(server, outside)[boot]
    assert document == {
        "assetHandle": boot,
        "type": "Image",
        "name": "boot",
        "fileName": "boot.jpg",
        "folder": f"{server.root}/shoes/",
        "metadata": {"colour": "red", "season": ["spring", "autumn"]},
    }
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginMetadata", "EndMetadata")
    assert [line.assetHandle for line in lines if line.logType == "MetadataSuccess"] == [boot]


@pytest.mark.documented
def test_only_what_is_new_or_changed_is_published(server, boot, colour, outside):
    publish(server)
    assert told(server, publish(server, "Second")) == []
    made_metadata.put(server, boot, colour, value="blue")
    hat = make(server, "hat")
    mark(server, hat)
    assert told(server, publish(server, "Third")) == ["boot", "hat"]
    assert found(server, outside)[boot]["metadata"] == {"colour": "blue"}


@pytest.mark.documented
def test_all_is_published_again_where_that_is_forced(server, boot, outside):
    publish(server)
    assert told(server, publish(server, "Not", forcePublish=False)) == []
    (outside / server.root / "_metadata_" / f"{boot[2:]}.json").unlink()
    assert told(server, publish(server, "Forced", forcePublish=True)) == ["boot"]
    assert boot in found(server, outside)


def test_what_is_not_marked_any_more_goes(server, boot, outside):
    publish(server)
    mark(server, boot, "NotMarkedForPublish")
    publish(server, "Second")
    assert found(server, outside) == {}
    assert told(server, publish(server, "Third")) == []


def test_what_lies_in_the_trash_and_what_was_never_marked_is_not_published(server, boot, outside):
    make(server, "hat")
    server.call("deleteAsset", companyHandle=server.company, assetHandle=boot)
    assert told(server, publish(server)) == []
    assert found(server, outside) == {}


def test_it_changes_nothing_of_what_is_to_be_published_itself(server, boot, outside):
    publish(server)
    assert server.call("getAssets", companyHandle=server.company, assetHandleArray=[boot]).assetArray[0].readyForPublish
    handle = runs.submit(server, "imageServingPublishJob", "Pictures", publishType="Incremental", emailSetting="None")
    server.run_jobs()
    assert [line.assetHandle for line in runs.lines(server, handle, "ImageServingPublishSuccess")] == [boot]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("", "SAFELIGHT_METADATA_TARGET"), ("https://a.example.com/b", "publishing to https:// is not built")],
)
def test_without_a_place_that_can_be_written_it_is_refused(server, tune, target, reason):
    tune(metadata_target=target)
    with pytest.raises(Refused, match=reason) as refused:
        publish(server)
    assert refused.value.code == 30000
