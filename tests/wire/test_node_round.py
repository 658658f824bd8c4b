"""The whole round by a SOAP stack that is not Python: the npm package `soap`, run by Node."""

import base64
import hashlib
import io
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

HERE = Path(__file__).parent / "node"
CACHE = Path(__file__).parents[2] / "build" / "wire-node"
"""Where npm puts the package, in a folder for each package.json: outside what git holds."""

QUIET = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")

BASE = "http://www.scene7.com/IpsApi/xsd"
HEADER_NAMESPACES = {"2013-02-15": BASE, "2014-04-03": f"{BASE}/2014-04-03"}


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The installed package; skips, saying why, where there is no Node or no npm registry."""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        pytest.skip("Node and npm are not on this machine, so its SOAP client was not run")
    wanted = (HERE / "package.json").read_bytes()
    there = CACHE / hashlib.sha256(wanted).hexdigest()[:16]
    if not there.exists():
        _install(npm, wanted, there)
    return there / "node_modules"


def _install(npm: str, wanted: bytes, there: Path) -> None:
    """Install beside the place and move it there, since several test processes may do so at once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "made"
        made.mkdir()
        (made / "package.json").write_bytes(wanted)
        done = subprocess.run([npm, "install", *QUIET], cwd=made, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"npm could not install the SOAP client, so it was not run: {done.stderr.strip()[-300:]}")
        with suppress(OSError):
            made.rename(there)


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("version", HEADER_NAMESPACES)
def test_a_client_that_is_not_python_uploads_publishes_and_fetches(live_server, file_server, node_modules, version):
    tag = f"Node{secrets.token_hex(4)}"
    saw = run(
        node_modules,
        baseUrl=live_server.base_url,
        company=live_server.company,
        email=live_server.email,
        password=live_server.password,
        fileServer=file_server,
        version=version,
        headerNamespace=HEADER_NAMESPACES[version],
        tag=tag,
    )
    names = {f"{tag}sunrise", f"{tag}harbour"}
    assert saw["login"] == "ValidLogin"
    assert saw["folder"] == f"f|{saw['rootPath']}{tag}/Pictures/"
    assert (saw["upload"]["success"], saw["upload"]["error"]) == (2, 0)
    assert [log_type for log_type, _ in saw["upload"]["details"]].count("UploadSuccess") == 2
    assert saw["before"] >= 400, "a picture may not be seen before its publish"
    assert len(saw["scheduledBefore"]) == 1
    assert saw["scheduledAfter"] == saw["scheduledBefore"]
    assert saw["publish"]["fatal"] is False
    done = {name for log_type, name in saw["publish"]["details"] if log_type == "ImageServingPublishSuccess"}
    assert names <= done
    assert [size_of(picture) for picture in saw["pictures"]] == [(200, 150), (64, 48)]


def run(node_modules: Path, **given: str) -> dict:
    """What the client saw; its own complaint where it failed."""
    done = subprocess.run(
        [shutil.which("node"), HERE / "round.cjs"],
        input=json.dumps(given),
        env={**os.environ, "NODE_PATH": str(node_modules)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def size_of(picture: dict) -> tuple[int, int]:
    assert (picture["status"], picture["type"]) == (200, "image/jpeg")
    return Image.open(io.BytesIO(base64.b64decode(picture["bytes"]))).size
