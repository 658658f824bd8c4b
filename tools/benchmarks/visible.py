"""From submitJob to the published picture, for one small file and a worker at rest."""

import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import samples
from benchmarks.measuring import Row
from benchmarks.world import World, world
from file_server import FileServer

TIMES = 10
REST_S = 3.0
"""In which a worker comes to rest."""
POLL_S = 0.01
LIMIT_S = 30.0


def run(folder: Path) -> Iterator[Row]:
    source = folder / "small"
    source.mkdir()
    samples.photo(source / "small.jpg", 600, 400)
    with world(folder, server_processes="1") as here, FileServer(source) as files:
        times = [_seconds(here, files.url("small.jpg"), number) for number in range(TIMES + 1)][1:]
    yield Row(
        "from submitJob to the published picture, 600 x 400, worker at rest",
        f"p50 {statistics.median(times):.2f} s, max {max(times):.2f} s",
        "no peer",
        "",
    )


def _seconds(here: World, address: str, number: int) -> float:
    time.sleep(REST_S)
    job = {
        "urlArray": {"items": [{"sourceUrl": address, "destPath": f"small{number}.jpg"}]},
        "overwrite": True,
        "readyForPublish": True,
        "createMask": False,
        "emailSetting": "None",
        "postImageServingPublishJob": {"publishType": "Incremental", "emailSetting": "None"},
    }
    message = here.call.message("submitJob", companyHandle=here.company, jobName=f"Small {number}", uploadUrlsJob=job)
    url = f"{here.server.base_url}/is/image/{here.root}/small{number}?wid=200"
    began = time.monotonic()
    here.call.post(message)
    while not _is_there(url):
        if time.monotonic() - began > LIMIT_S:
            raise TimeoutError(url)
        time.sleep(POLL_S)
    return time.monotonic() - began


def _is_there(url: str) -> bool:
    try:
        with urllib.request.urlopen(url):
            return True
    except urllib.error.HTTPError:
        return False
