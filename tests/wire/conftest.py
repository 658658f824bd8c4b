"""What a client of the wire needs beside the server: pictures on a web server of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from file_server import FileServer

WIDTH, HEIGHT = 640, 480
COLOURS = {"sunrise": (230, 120, 40), "harbour": (30, 90, 160)}


@pytest.fixture(scope="session")
def file_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a web server with `sunrise.jpg` and `harbour.jpg`, 640 x 480 pixels each."""
    folder = tmp_path_factory.mktemp("pictures")
    _draw(folder)
    with FileServer(folder) as files:
        yield files.url("").rstrip("/")


def _draw(folder: Path) -> None:
    for name, colour in COLOURS.items():
        Image.new("RGB", (WIDTH, HEIGHT), colour).save(folder / f"{name}.jpg", quality=95)
