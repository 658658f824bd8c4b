"""What was written is there after a restart: every operation that reads says the same before and after it."""

import re

import pytest

from asgi import AsgiClient
from harness import new_server
from safelight import bootstrap
from safelight.contract import model
from safelight.gateway.app import build_app
from safelight.settings import Settings
from told import TELLS, Told

NEVER_TWICE = {"generatePassword"}
ASKED = sorted(TELLS.keys() & {each.name for each in model.operations_in(model.NEWEST)} - NEVER_TWICE)
CLOCK = re.compile(r"\d\d:\d\d:\d\d\.\d{3}")
SIGNED = re.compile(r"expires=\d+&amp;signature=\w+")


@pytest.fixture
def settings(new_database, tmp_path):
    (tmp_path / "uploads").mkdir()
    return Settings(
        data=tmp_path / "data",
        database=new_database(),
        upload_roots=str(tmp_path / "uploads"),
        cleanup_schedule="",
        argon2_time_cost=1,
        argon2_memory_kib=64,
    )


def house(settings):
    """The application anew over the data of the settings."""
    bootstrap.load_plugins()
    bootstrap.prepare(settings)
    return bootstrap.build(settings)


def answers(told, http):
    """By operation, without what tells the time of day."""
    found = {}
    for name in ASKED:
        reply = http.post(
            "/scene7/services/IpsApiService", content=told.envelope(name), headers={"Content-Type": "text/xml"}
        )
        assert reply.status_code == 200, reply.text
        found[name] = SIGNED.sub("", CLOCK.sub("", reply.text))
    return found


@pytest.mark.slow
def test_every_reading_operation_says_the_same_after_a_restart(settings):
    parts = house(settings)
    with AsgiClient(build_app(parts)) as http:
        told = Told(new_server(parts, http))
        before = answers(told, http)
        picture = http.get(f"/is/image/{told.server.root}/boot?wid=20").content
    parts.database.close()
    parts = house(settings)
    with AsgiClient(build_app(parts)) as http:
        after = answers(told, http)
        assert {name for name in ASKED if after[name] != before[name]} == set()
        assert http.get(f"/is/image/{told.server.root}/boot?wid=20").content == picture
    parts.database.close()
