"""A backup as docs/operations.md says, taken while work goes on, and what comes of it on another machine."""

import shutil
import sqlite3

import pytest
import runs

from asgi import AsgiClient
from harness import Server
from looks.steps import publish
from safelight import bootstrap
from safelight.gateway.app import build_app
from safelight.jobs import workshop
from safelight.services import invariants
from safelight.services import runs as work
from safelight.settings import Settings
from safelight.store import items

pytestmark = pytest.mark.database("sqlite")


def backed_up(parts, folder):
    """Database first, blobs after it; returns the settings of the machine that has them."""
    folder.mkdir()
    source = sqlite3.connect(parts.settings.database_url.removeprefix("sqlite:///"))
    target = sqlite3.connect(folder / "safelight.db")
    source.backup(target)
    source.close()
    target.close()
    shutil.copytree(parts.settings.data / "blobs", folder / "blobs", ignore=shutil.ignore_patterns("incoming"))
    kept = parts.settings.model_dump() | {"data": folder, "database": ""}
    return Settings(**kept)


def test_a_backup_taken_in_the_middle_of_a_job_goes_on_elsewhere(server, web, tmp_path):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"), name="First")
    server.run_jobs()
    publish(server)
    runs.upload(server, *((web.url("/a.jpg"), f"{number}.jpg") for number in range(3)))
    run_id = runs.row(server).id
    workshop.runner(server.parts, "lister", leaving=lambda: True).work(run_id, 60.0)
    work.claim(server.parts, run_id, "busy")
    settings = backed_up(server.parts, tmp_path / "elsewhere")
    with server.parts.database.write() as tx:
        items.release(tx, "busy")
    server.run_jobs()

    bootstrap.prepare(settings)
    parts = bootstrap.build(settings)
    with AsgiClient(build_app(parts)) as http:
        there = Server(parts, http, server.company, server.root, server.email)
        with parts.database.write() as tx:
            items.release(tx, "busy")
        there.run_jobs()
        assert sorted(runs.assets(there)) == ["0.jpg", "1.jpg", "2.jpg", "a.jpg"]
        assert runs.log(there).fileSuccessCount == 3
        assert there.get(f"/is/image/{there.root}/a").status_code == 200
        assert [item.attempts for item in runs.items(there)] == [2, 1, 1]
    mine = [what for what in invariants.broken(parts) if "blob" not in what]
    assert mine == []
    parts.database.close()
