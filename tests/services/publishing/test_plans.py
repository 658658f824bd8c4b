"""No statement of publishing or of serving reads walks a whole table, nor all rows of a company."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from safelight.services import publishing

LARGE = r"(asset|image_detail|published(_\d+)?|publish_state|before|shown|generation)"
WALKS_ALL = re.compile(
    rf"SCAN {LARGE}\b|SEARCH {LARGE} USING (COVERING )?INDEX \w+ \((context_id|company_id|root)=\?\)$"
)
NARROW = (
    "max(generation.number)",
    "NOT (EXISTS (SELECT * FROM generation",
)  # the last entry, and any entry, of an index


@contextmanager
def watched(database):
    """Gathers (statement, plan) of all that is asked meanwhile."""
    seen = []

    def asked(connection, cursor, statement, parameters, context, many):
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            given = parameters[0] if many else parameters
            plan = connection.connection.cursor().execute("EXPLAIN QUERY PLAN " + statement, given)
            seen.append((" ".join(statement.split()), [row[3] for row in plan]))

    engines = (database.writer, database._reader)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", asked)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", asked)


def everything(world, ids):
    """Every way through the services, once."""
    world.mark(*ids, marked=False)
    world.mark(*ids)
    world.rename(ids[0], "renamed")
    run_id = world.new_run()
    world.add_changes(world.begin(run_id))
    world.end_run(run_id)
    world.publish()
    with world.database.write() as tx:
        publishing.forget(tx, ids[:1])
    world.publish(full=True)
    world.live("renamed")
    with world.database.read() as tx:
        publishing.preview_head(tx, world.company.root)
        publishing.preview_record(tx, world.company.root, "b")


@pytest.mark.database("sqlite")
def test_each_statement_walks_an_index_to_what_it_wants(world):
    ids = [world.place(name) for name in "abcdefgh"]
    with watched(world.database) as seen:
        everything(world, ids)
    assert len({statement for statement, _ in seen}) > 30
    bad = [
        (statement, step)
        for statement, plan in seen
        for step in plan
        if WALKS_ALL.search(step) and not any(known in statement for known in NARROW)
    ]
    assert bad == []
