"""getAssetJobLogs: what jobs did to one asset."""

import pytest
from job_calls import folder, number, submit
from PIL import Image

from harness import Refused


def logs(server, handle, **values):
    return server.call(
        "getAssetJobLogs", **{"companyHandle": server.company, "assetHandle": handle, **values}
    ).jobLogArray


@pytest.fixture
def asset(server, upload_root):
    """The handle of a picture that a job brought in."""
    place = upload_root / server.root
    place.mkdir()
    Image.new("RGB", (8, 8), "red").save(place / "shoe.png")
    submit(server, "add", uploadDirectoryJob=folder(place))
    server.run_jobs()
    (log,) = server.call("getJobLogDetails", companyHandle=server.company, originalName="add").jobLogArray
    return next(line.assetHandle for line in log.detailArray if line.assetHandle)


@pytest.mark.documented
def test_tells_what_each_job_did_to_it(server, asset, upload_root):
    submit(server, "again", uploadDirectoryJob=folder(upload_root / server.root))
    server.run_jobs()
    first, second = logs(server, asset)
    assert (first.logType, first.submitUserEmail) == ("UploadSuccess", server.email)
    assert first.jobName.startswith("add_")
    assert second.jobName.startswith("again_")
    assert first.jobHandle.startswith(f"j|{number(server)}||{first.jobName}|")
    assert "shoe.png" in first.logMessage
    assert first.auxArray == []
    assert first.logDate <= second.logDate


@pytest.mark.parametrize("form", ["{handle}", "{handle}|1|535"])
def test_takes_every_form_of_the_handle(server, asset, form):
    assert len(logs(server, form.format(handle=asset))) == 1


def test_an_asset_in_the_trash_keeps_its_lines(server, asset):
    server.call("deleteAsset", companyHandle=server.company, assetHandle=asset)
    assert len(logs(server, asset)) == 1


def test_refuses_an_asset_that_is_not_there_or_another_companys(server, asset):
    with pytest.raises(Refused, match="assetHandle") as unknown:
        logs(server, "a|999999999")
    with pytest.raises(Refused, match="assetHandle") as foreign:
        logs(server.other_company(), asset)
    assert (unknown.value.code, foreign.value.code) == (30001, 20006)
