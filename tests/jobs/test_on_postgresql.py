"""The engine on PostgreSQL: two workers on one queue, one of them killed in the middle."""

import processes
import pytest
import runs
from test_killing import counts, done, ended, submit

from safelight.jobs import drain
from safelight.services import invariants

pytestmark = [pytest.mark.process, pytest.mark.slow]

FILES = 40


@pytest.fixture
def forty(web):
    return [
        (web.serve(f"/{number}.jpg", runs.picture(width=300 + number, height=200)), f"many/{number}.jpg")
        for number in range(FILES)
    ]


def test_a_killed_worker_loses_and_doubles_nothing(tmp_path, postgresql, forty):
    wanted = processes.settings(tmp_path / "data", database=postgresql.empty(), slot_stale_s=5.0)
    with processes.opened(wanted) as parts:
        run_id = submit(parts, forty)
        with processes.worker(wanted) as survivor, processes.worker(wanted) as killed:
            processes.wait_for(lambda: done(parts) >= 10, killed)
            killed.kill()
            processes.wait_for(lambda: ended(parts), survivor)
            assert survivor.end() == 0
        assert counts(parts, run_id) == (FILES, FILES, FILES, FILES)
        assert invariants.broken(parts) == []
        assert invariants.unreferenced(parts) == set()


def test_all_kinds_run_to_their_end(tmp_path, postgresql, forty):
    wanted = processes.settings(tmp_path / "data", database=postgresql.empty())
    publish = {"publishType": "Full", "emailSetting": "None"}
    with processes.opened(wanted) as parts:
        run_id = submit(parts, forty[:3], postImageServingPublishJob=publish)
        drain.drain(parts)
        assert counts(parts, run_id) == (3, 3, 3, 3)
        assert ended(parts)
        assert invariants.broken(parts) == []
