"""The program as an operator runs it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from live import LiveServer
from safelight.contract import model
from safelight.settings import Settings

pytestmark = pytest.mark.process


def safelight(*arguments, **environment):
    command = [sys.executable, "-m", "safelight", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)


def test_settings_prints_every_knob_and_hides_secrets():
    printed = safelight("settings", "--json", SAFELIGHT_ADMIN_PASSWORD="Hush-hush1", SAFELIGHT_LOCALE="de")
    rows = {row["name"]: row for row in json.loads(printed.stdout)}
    assert rows.keys() == {f"SAFELIGHT_{name.upper()}" for name in Settings.model_fields}
    assert rows["SAFELIGHT_LOCALE"]["value"] == "de"
    assert "Hush-hush1" not in printed.stdout


def test_operations_prints_what_is_built():
    rows = {row["operation"]: row for row in json.loads(safelight("operations", "--json").stdout)}
    assert rows.keys() == model.OPERATIONS.keys()
    assert all(row["built"] for row in rows.values())


def test_an_unknown_setting_stops_the_start(tmp_path):
    ended = safelight("serve", "--data", str(tmp_path / "data"), SAFELIGHT_DATABSE="typo")
    assert ended.returncode != 0
    assert "SAFELIGHT_DATABSE" in ended.stderr


def test_the_server_ends_cleanly_and_keeps_what_it_knew(tmp_path):
    server = LiveServer(tmp_path / "data", {"SAFELIGHT_SERVER_PROCESSES": "1"})
    server.start()
    assert server.stop() == 0
    server.start()
    assert server.healthy()
    assert server.stop() == 0


def test_a_killed_server_leaves_no_worker_behind(tmp_path):
    server = LiveServer(tmp_path / "data", {"SAFELIGHT_SERVER_PROCESSES": "1"})
    server.start()
    family = children(server.process.pid)
    assert family
    server.process.kill()
    server.process.wait()
    deadline = time.monotonic() + 20
    while any(alive(pid) for pid in family) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [pid for pid in family if alive(pid)] == []


def children(parent):
    stats = {
        path.parent.name: path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")
    }
    return [int(pid) for pid, fields in stats.items() if int(fields[1]) == parent]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
