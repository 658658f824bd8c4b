"""Workers killed with -9 at jobs that make pictures again, export, and publish outside: all is done, and once."""

import io
import zipfile
from urllib.parse import urlsplit

import processes
import pytest
import runs
from sqlalchemy import func, select

from asgi import AsgiClient
from harness import new_server
from safelight.gateway.app import build_app
from safelight.services import invariants
from safelight.store import tables

pytestmark = [pytest.mark.process, pytest.mark.slow]

FILES = 16
CROP = {"left": 10, "right": 0, "top": 0, "bottom": 0}


@pytest.fixture
def wanted(tmp_path):
    return processes.settings(tmp_path / "data", publish_target=str(tmp_path / "outside"), worker_threads=2)


@pytest.fixture
def server(wanted, web):
    """A server over the data of the workers, with some pictures in a company of its own."""
    pictures = [
        (web.serve(f"/{number}.png", runs.picture("PNG", 300 + number, 200)), f"many/{number}.png")
        for number in range(FILES)
    ]
    with processes.opened(wanted) as parts, AsgiClient(build_app(parts)) as http:
        made = new_server(parts, http)
        runs.upload(made, *pictures, name="Upload")
        made.run_jobs()
        yield made
        assert invariants.broken(parts) == []


def handles(server):
    return [asset.assetHandle for asset in runs.assets(server).values()]


def worked_by_the_killed(server, wanted, name):
    """A worker is killed early, another in the middle; the third one may bring the run to its end."""
    run = runs.row(server, name).id

    def done():
        of = tables.job_item.c
        with server.parts.database.read() as tx:
            wanted = select(func.count()).select_from(tables.job_item).where(of.run_id == run, of.state == "Done")
            return tx.execute(wanted).scalar_one()

    for at in (2, 9):
        with processes.worker(wanted) as worker:
            processes.wait_for(lambda at=at: done() >= at, worker)
            worker.kill()
    with processes.worker(wanted) as worker:
        processes.wait_for(lambda: runs.row(server, name).state == "Done", worker)


def told_once(server, handle, log_type, count):
    lines = runs.lines(server, handle, log_type)
    assert len({line.assetHandle for line in lines}) == len(lines) == count


def test_each_picture_is_made_again_once(server, wanted):
    asked = {"assetHandleArray": handles(server), "createMask": False, "emailSetting": "None"}
    handle = runs.submit(server, "reprocessAssetsJob", "Again", **asked, manualCropOptions=CROP)
    worked_by_the_killed(server, wanted, "Again")
    told_once(server, handle, "ReoptimizeSuccess", FILES)
    widths = {path: asset.imageInfo.width for path, asset in runs.assets(server).items()}
    assert widths == {f"many/{number}.png": 290 + number for number in range(FILES)}


def test_each_file_is_in_the_archive_once(server, wanted):
    asked = {"assetHandleArray": handles(server), "fmt": "convert", "is_modifier": "fmt=gif&wid=250"}
    handle = runs.submit(server, "exportJob", "Export", **asked, emailSetting="None")
    worked_by_the_killed(server, wanted, "Export")
    told_once(server, handle, "ExportJobRenderFileSuccess", FILES)
    (made,) = runs.lines(server, handle, "ZipFileExportJobSuccess")
    url = urlsplit(made.assetName)
    with zipfile.ZipFile(io.BytesIO(server.get(f"{url.path}?{url.query}").content)) as archive:
        assert sorted(archive.namelist()) == sorted(f"{number}.gif" for number in range(FILES))
        assert archive.testzip() is None


def test_each_file_lies_outside_once(server, wanted, tmp_path):
    handle = runs.submit(server, "serverDirectoryPublishJob", "Publish", emailSetting="None")
    worked_by_the_killed(server, wanted, "Publish")
    told_once(server, handle, "ServerDirectoryPublishSuccess", FILES)
    top = tmp_path / "outside" / server.root
    found = {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    assert found == {f"many/{number}.png": runs.picture("PNG", 300 + number, 200) for number in range(FILES)}
