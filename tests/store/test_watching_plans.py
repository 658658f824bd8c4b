"""What is asked many times a minute, by workers at rest and by who watches them, walks an index of what is open."""

import pytest
from sqlalchemy.dialects import sqlite

from safelight.store import glance, standing

pytestmark = pytest.mark.database("sqlite")  # the plans of PostgreSQL follow its statistics

ASKED = {
    "a glance": (glance.ASKED.params(now_ms=1, before_ms=1), "job_run_by_state"),
    "runs under way": (standing.GROUPS, "job_run_by_state"),
    "items in hand": (standing.IN_HAND, "job_item_by_slot"),
    "notices": (standing.NOTICES, "notice_by_next_try"),
}


@pytest.mark.parametrize("what", ASKED)
def test_nothing_that_has_ended_is_read(parts, what):
    query, index = ASKED[what]
    written = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with parts.database.read() as tx:
        steps = [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}")]
    assert any(f"INDEX {index}" in step for step in steps), steps
    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN CONSTANT ROW"] == []
