"""Migrations bring an empty database to the tables the program declares, on both engines, once."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Index, MetaData, Table, Text, insert, inspect, select, text

from safelight.adapters.engine import Dispatcher
from safelight.store import changes, schema
from safelight.store.database import Database
from safelight.store.tables import asset_change, company, metadata, system_property

UPGRADE = """
import sys
from safelight.store import schema
from safelight.store.database import Database
sys.stdin.read(1)
schema.upgrade(Database(sys.argv[1]))
"""


@pytest.fixture
def new_empty(request, database_kind, tmp_path):
    """Makes databases without any table."""
    made = []

    def new():
        path = tmp_path / f"{len(made)}.db"
        address = f"sqlite:///{path}" if database_kind == "sqlite" else request.getfixturevalue("postgresql").empty()
        made.append(Database(address))
        return made[-1]

    yield new
    for database in made:
        database.close()


@pytest.fixture
def empty(new_empty):
    return new_empty()


def differences(database, declared=metadata):
    """What Alembic would write into the next migration."""
    with database.read() as tx:
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in declared.tables}
        context = MigrationContext.configure(tx, opts={"compare_server_default": True, **ours})
        return compare_metadata(context, declared)


def described(database):
    """All that the database itself says of our tables, which is more than Alembic compares: keys, collations."""
    with database.read() as tx:
        seen = inspect(tx)
        parts = (seen.get_columns, seen.get_pk_constraint, seen.get_foreign_keys, seen.get_unique_constraints)
        parts += (seen.get_indexes, seen.get_check_constraints)
        found = {name: [_sorted(part(name)) for part in parts] for name in metadata.tables}
        if database.is_sqlite:  # which tells of AUTOINCREMENT in the text alone
            texts = dict(tx.execute(text("SELECT name, sql FROM sqlite_master")).all())
            for name, facts in found.items():
                facts.append("AUTOINCREMENT" in texts[name])  # an added column makes another text of the same table
        return found


def _sorted(found):
    return sorted(map(repr, map(_plain, found))) if isinstance(found, list) else repr(found)


def _plain(fact):
    """With the text of a partial index's condition in place of an expression, of which no two are equal."""
    options = fact.get("dialect_options", {})
    return fact | {"dialect_options": {name: str(value) for name, value in options.items()}} if options else fact


def test_all_migrations_give_the_declared_tables(empty):
    schema.upgrade(empty)
    assert differences(empty) == []


def test_what_the_migrations_make_is_to_the_letter_what_the_tables_declare(new_empty):
    migrated, declared = new_empty(), new_empty()
    schema.upgrade(migrated)
    with declared.write() as tx:
        metadata.create_all(tx)
    assert described(migrated) == described(declared)


def test_a_difference_is_seen(empty):
    schema.upgrade(empty)
    grown = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(grown)
    grown.tables["company"].append_column(Column("motto", Text))
    Index("company_by_expiry", grown.tables["company"].c.expires_ms)
    Table("fresh", grown, Column("id", Text, primary_key=True))
    assert sorted(what for what, *_ in differences(empty, grown)) == ["add_column", "add_index", "add_table"]


def test_a_second_upgrade_changes_nothing(empty):
    schema.upgrade(empty)
    before = described(empty)
    with empty.write() as tx:
        tx.execute(insert(system_property).values(name="kept", value="as it was"))
    schema.upgrade(empty)
    with empty.read() as tx:
        assert tx.execute(select(system_property)).all() == [("kept", "as it was")]
    assert described(empty) == before


def test_several_processes_may_upgrade_at_once(empty):
    command = [sys.executable, "-c", UPGRADE, empty.url]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for process in started:
        process.stdin.write(b"go")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1].decode() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    assert differences(empty) == []


def test_the_tables_of_the_engine_are_left_alone(empty):
    Dispatcher(empty)
    schema.upgrade(empty)
    Dispatcher(empty)
    assert differences(empty) == []


def test_an_upgrade_that_fails_leaves_nothing_behind(empty):
    with empty.write() as tx:
        tx.execute(text("CREATE TABLE published (stranger TEXT)"))
    with pytest.raises(Exception, match="published"):
        schema.upgrade(empty)
    with empty.read() as tx:
        assert set(inspect(tx).get_table_names()) == {"published"}


@pytest.mark.parametrize("companies", [0, 1])
def test_where_a_company_is_old_programs_may_write_for_a_day(empty, companies):
    """Those that count no changes: nothing that a search has found is kept until then."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with empty.write() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0010")
        if companies:
            tx.execute(insert(company).values(name="Old", root="Old", expires_ms=1, created_ms=1))
    schema.upgrade(empty)
    with empty.read() as tx:
        left_ms = [row.number - empty.now_ms(tx) for row in tx.execute(select(asset_change))]
        assert [hours * 3_600_000 < ms for ms in left_ms for hours in (23, 24)] == [True, False] * companies
        assert (changes.number(tx, 1) is None) == bool(companies)


def test_migrations_are_one_chain_and_each_says_why_and_whether_old_code_keeps_running():
    script = ScriptDirectory(str(schema.MIGRATIONS))
    chain = list(script.walk_revisions())
    assert len(script.get_bases()) == len(script.get_heads()) == 1
    for revision in chain:
        header = Path(revision.path).read_text().split('"""')[1]
        assert "Why: " in header
        assert "Old code keeps running: " in header
        assert not hasattr(revision.module, "downgrade")
