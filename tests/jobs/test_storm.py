"""Whatever dies, in whatever order: each file once, blobs equal references, counts equal lines, no job left under way.

A short storm; `make chaos` raises ten long ones (`long_storm.py`).
"""

import pytest
from storm import Weather, storm

SHORT = Weather(seed=1, files=60, away_s=3.0)


def survived(outcome, files):
    assert outcome.errors == []
    assert outcome.counted == (files, files, files, files)
    assert outcome.broken == []
    assert outcome.unreferenced == set()
    assert outcome.attempts >= files


@pytest.mark.process
@pytest.mark.slow
def test_a_short_storm_loses_and_doubles_nothing(tmp_path_factory, web):
    outcome = storm(tmp_path_factory.mktemp("storm"), web, SHORT)
    survived(outcome, SHORT.files)
