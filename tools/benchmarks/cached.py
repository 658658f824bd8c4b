"""A picture answered from the response cache, beside nginx serving the same bytes from a file."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks import nginx
from benchmarks.measuring import CONNECTIONS, Row, in_turn, installed, wrk_rate
from benchmarks.world import photographs, world


def run(folder: Path) -> Iterator[Row]:
    if not installed("wrk") or not nginx.installed():
        yield Row("cached answers", "", "wrk or nginx is not installed", "")
        return
    names = photographs(folder / "photos", 1)
    with world(folder) as here:
        here.take_in(folder / "photos", names, "Take in")
        here.publish("Publish")
        url = f"{here.server.base_url}/is/image/{here.root}/0-photo0?wid=400&qlt=80"
        with urllib.request.urlopen(url) as reply:
            body = reply.read()
        (folder / "same.jpg").write_bytes(body)
        with nginx.running(folder, f"location / {{ root {folder}; }}") as port:
            both = in_turn(
                lambda: wrk_rate(url, CONNECTIONS), lambda: wrk_rate(f"http://127.0.0.1:{port}/same.jpg", CONNECTIONS)
            )
        yield Row(
            f"cached answer of {len(body) // 1024} KiB, {CONNECTIONS} connections, two server processes",
            f"{both.ours:.0f}/s",
            f"nginx, same bytes from a file: {both.theirs:.0f}/s",
            f"{both.ratio:.2f}",
        )
