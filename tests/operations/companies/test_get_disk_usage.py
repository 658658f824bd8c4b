"""getDiskUsage."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from harness import Refused
from looks.steps import found, upload
from made_assets import make
from made_people import inactive, join
from safelight.domain import handles
from safelight.store import disk_usage, tables

KB = 1024


def usage(server):
    (answer,) = server.call("getDiskUsage", companyHandle=server.company).diskUsageArray
    return answer


def blob_bytes(server):
    """Bytes of every file that images of the company have, asked of the blob store itself."""
    detail, asset = tables.image_detail, tables.asset
    company_id = handles.company_id("company", server.company)
    with server.parts.database.read() as tx:
        columns = (detail.c.original_digest, detail.c.pyramid_digest)
        rows = tx.execute(select(*columns).join(asset).where(asset.c.company_id == company_id)).all()
    return sum(server.parts.blobs.size_bytes(digest) for row in rows for digest in row)


@pytest.mark.documented
def test_images_are_counted_and_their_files_added_up_in_kilobytes(server):
    make(server, "a", file_size_bytes=10 * KB)
    make(server, "b", "/deep/down", file_size_bytes=5 * KB + 1)
    make(server, "c", type="Zip", file_size_bytes=KB)
    make(server.other_company(), "d", file_size_bytes=100 * KB)
    answer = usage(server)
    company = server.call("getCompanyInfo", companyHandle=server.company).companyInfo
    assert (answer.companyHandle, answer.companyName) == (server.company, company.name)
    assert (answer.imageCount, answer.diskSpaceUsage) == (2, 17)


def test_what_is_derived_counts(server):
    upload(server, "a.png", "b.png")
    assert usage(server).diskSpaceUsage == -(-blob_bytes(server) // KB)


def test_a_file_put_in_place_of_another_counts_once(server):
    upload(server, "a.png", job="first")
    before = usage(server)
    upload(server, "a.png", job="second")
    assert (usage(server).imageCount, usage(server).diskSpaceUsage) == (1, before.diskSpaceUsage)
    assert found(server) == ["a"]


def test_the_trash_counts(server):
    handle = make(server, "a", file_size_bytes=10 * KB)
    server.call("deleteAsset", companyHandle=server.company, assetHandle=handle)
    assert (usage(server).imageCount, usage(server).diskSpaceUsage) == (1, 10)


@pytest.mark.documented
def test_the_latest_change_is_told(server):
    assert usage(server).lastModified <= datetime.now(UTC)
    for name, state in (("a", "NotInTrash"), ("b", "InTrash"), ("c", "InEmptiedTrash")):
        moment_ms = 2_000_000_000_000 + ord(name)
        make(server, name, trash_state=state, modified_ms=moment_ms)
        assert usage(server).lastModified == datetime.fromtimestamp(moment_ms / 1000, UTC)


def test_without_a_company_every_one_the_caller_administers(server):
    second, third = server.other_company(), server.other_company()
    join(server, second.company, "IpsUser")
    join(server, third.company, "ImagePortalAdmin")
    make(third, "a", file_size_bytes=KB)
    answer = server.call("getDiskUsage").diskUsageArray
    assert {each.companyHandle: each.diskSpaceUsage for each in answer} == {server.company: 0, third.company: 1}
    every = [each.companyHandle for each in server.as_ips_admin().call("getDiskUsage").diskUsageArray]
    assert {server.company, second.company, third.company} <= set(every)


@pytest.mark.documented
def test_a_role_that_may_not_is_refused(server):
    for caller, code in ((server.as_user(), 20003), (inactive(server, "IpsCompanyAdmin"), 20006)):
        with pytest.raises(Refused) as refused:
            caller.call("getDiskUsage", companyHandle=server.company)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        server.call("getDiskUsage", companyHandle=server.other_company().company)
    assert refused.value.code == 20006


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("query", "index"),
    [
        (disk_usage.images(1), "asset_by_type"),
        (disk_usage.originals(1), "asset_by_size"),
        (disk_usage.derived(1), "derived_size_by_company"),
        (disk_usage.last_changed(1, "NotInTrash"), "asset_by_modified"),
    ],
)
def test_every_figure_walks_an_index_that_holds_all_it_needs(parts, query, index):
    written = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with parts.database.read() as tx:
        steps = [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}")]
    assert any(f"COVERING INDEX {index}" in step for step in steps), steps
