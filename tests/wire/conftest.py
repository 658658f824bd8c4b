"""What a client of the wire needs beside the server: pictures on a web server of its own."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

WIDTH, HEIGHT = 640, 480
COLOURS = {"sunrise": (230, 120, 40), "harbour": (30, 90, 160)}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def file_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a web server with `sunrise.jpg` and `harbour.jpg`, 640 x 480 pixels each."""
    folder = tmp_path_factory.mktemp("pictures")
    _draw(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _draw(folder: Path) -> None:
    for name, colour in COLOURS.items():
        Image.new("RGB", (WIDTH, HEIGHT), colour).save(folder / f"{name}.jpg", quality=95)
