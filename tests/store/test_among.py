"""Ids bound as one value: found by keys, in any number, on both databases."""

import pytest
from sqlalchemy import event, select

from made_assets import make
from safelight.domain import handles
from safelight.services import image_maps, metadata, permissions, projects, thumbs, zoom_targets
from safelight.store import assets, tables
from safelight.store.among import IDS, among
from safelight.store.pieces import BOUND_VALUES


def test_more_ids_than_a_statement_binds_values(server):
    asset_id = handles.asset_id("", make(server, "one", "/a"))
    wanted = select(tables.asset.c.id).where(among(tables.asset.c.id))
    with server.parts.database.read() as tx:
        many = range(asset_id, asset_id - 8 * BOUND_VALUES, -1)
        assert asset_id in set(tx.execute(wanted, {IDS: many}).scalars())
        assert tx.execute(wanted, {IDS: []}).all() == []
        assert tx.execute(wanted.where(~among(tables.asset.c.id)), {IDS: many}).all() == []


@pytest.mark.database("sqlite")
def test_what_a_reply_shows_of_assets_is_found_by_keys(server):
    ids = [handles.asset_id("", make(server, name, "/a")) for name in ("one", "two")]
    server.as_ips_admin().call(
        "createMetadataField",
        companyHandle=server.company,
        name="f",
        fieldType="Int",
        assetType="Asset",
        defaultValue="1",
    )
    plans = []

    def asked(connection, cursor, statement, parameters, context, many):
        steps = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        plans.extend((statement, step[3]) for step in steps)

    reader = server.parts.database._reader
    event.listen(reader, "before_cursor_execute", asked)
    with server.parts.database.read() as tx:
        found = assets.by_ids(tx, ids)
        metadata.shown(tx, found)
        permissions.shown(tx, [1])
        for of in (projects.names_of, thumbs.pictures, zoom_targets.of, image_maps.of):
            of(tx, ids)
    event.remove(reader, "before_cursor_execute", asked)
    assert sum("VIRTUAL TABLE" in step for _, step in plans) >= 8
    small = ("VIRTUAL TABLE", "metadata_field", "user_group")
    scans = [
        (statement, step) for statement, step in plans if "SCAN" in step and not any(name in step for name in small)
    ]
    assert scans == []
