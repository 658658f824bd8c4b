"""A database from before getDiskUsage counts what was derived then."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert

from safelight.store import disk_usage, schema
from safelight.store.database import Database

DIGEST = "0" * 64


@pytest.fixture
def old(request, database_kind, tmp_path):
    """A database as revision 0001 left it, with one asset in it."""
    sqlite = f"sqlite:///{tmp_path}/old.db"
    database = Database(sqlite if database_kind == "sqlite" else request.getfixturevalue("postgresql").empty())
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with database.write() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0001")
    with database.write() as tx:
        _fill(tx)
    yield database
    database.close()


def _fill(tx):
    known = MetaData()
    known.reflect(tx)
    rows = {
        "company": {"id": 5, "name": "x", "root": "x"},
        "folder": {"id": 7, "name": "x", "path": "x/"},
        "blob": {"digest": DIGEST, "size_bytes": 4096},
        "asset": {"id": 11, "type": "Image", "trash_state": "NotInTrash", "file_size_bytes": 1024},
        "image_detail": {"asset_id": 11},
    }
    links = {"company_id": 5, "folder_id": 7, "original_digest": DIGEST, "pyramid_digest": DIGEST, "parent_id": None}
    for name, given in rows.items():
        columns = known.tables[name].columns
        values = {c.name: c.type.python_type() for c in columns if not c.nullable} | given
        values |= {name: value for name, value in links.items() if name in columns}
        tx.execute(insert(known.tables[name]).values(**values))


def test_what_was_derived_before_counts(old):
    schema.upgrade(old)
    with old.read() as tx:
        assert disk_usage.kept(tx, 5).total_kb == 5
