"""Each migration only adds: what the program of the release before reads is there, and what it writes is taken."""

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from safelight.store import schema
from safelight.store.database import Database

pytestmark = pytest.mark.slow

REVISIONS = [each.revision for each in reversed(list(ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()))]


@pytest.fixture
def database(request, database_kind, tmp_path):
    if database_kind == "sqlite":
        address = f"sqlite:///{tmp_path / 'rows.db'}"
    else:
        address = request.getfixturevalue("postgresql").empty()
    made = Database(address)
    yield made
    made.close()


def upgraded(database, revision):
    """The tables after a revision: their columns by name, and what a row must not repeat or miss."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with database.write() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, revision)
        seen = inspect(tx)
        return {name: described(seen, name) for name in seen.get_table_names() if name != "alembic_version"}


def described(seen, table):
    columns = {each["name"]: each for each in seen.get_columns(table)}
    indexes = {tuple(each["column_names"]) for each in seen.get_indexes(table) if each["unique"]}
    bounds = {tuple(each["column_names"]) for each in seen.get_unique_constraints(table)} | indexes
    checks = {each["sqltext"] for each in seen.get_check_constraints(table)}
    references = {tuple(each["constrained_columns"]) for each in seen.get_foreign_keys(table)}
    return columns, {"unique": bounds, "checked": checks, "referring": references}


def breaks(before, after):
    """What a program that knows only `before` would find missing, or be refused."""
    found = []
    for table, (columns, rules) in before.items():
        if table not in after:
            found.append(f"{table} is gone")
            continue
        now, tighter = after[table]
        for name, column in columns.items():
            if name not in now:
                found.append(f"{table}.{name} is gone")
            elif str(now[name]["type"]) != str(column["type"]):
                found.append(f"{table}.{name} is of another type")
            elif column["nullable"] and not now[name]["nullable"]:
                found.append(f"{table}.{name} must not be empty any more")
        fresh = [column for name, column in now.items() if name not in columns]
        found += [f"{table}.{each['name']} must be given" for each in fresh if is_wanted(each)]
        added = {column["name"] for column in fresh}
        for kind, rule in rules.items():
            more = [each for each in tighter[kind] - rule if kind == "checked" or not added.intersection(each)]
            found += [f"{table} is {kind} by {each}" for each in more]
    return found


def is_wanted(column):
    return not column["nullable"] and column["default"] is None


def test_no_migration_takes_away_or_demands_anything(database):
    before = {}
    for revision in REVISIONS:
        after = upgraded(database, revision)
        assert breaks(before, after) == [], f"migration {revision}"
        assert after
        before = after


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("ALTER TABLE company DROP COLUMN expires_ms", "company.expires_ms is gone"),
        ("ALTER TABLE company RENAME COLUMN expires_ms TO ends_ms", "company.expires_ms is gone"),
        ("DROP TABLE job_log_detail", "job_log_detail is gone"),
        ("CREATE UNIQUE INDEX sole ON company (expires_ms)", "company is unique by ('expires_ms',)"),
    ],
)
def test_what_would_break_the_release_before_is_seen(database, change, found):
    before = upgraded(database, "head")
    with database.write() as tx:
        tx.execute(text(change))
    with database.read() as tx:
        seen = inspect(tx)
        after = {name: described(seen, name) for name in seen.get_table_names()}
    assert found in breaks(before, after)
