"""No search reads the whole table of assets: SQLite's own plan of each kind of query is looked at."""

import pytest
from sqlalchemy.dialects import sqlite

from made_assets import make
from safelight.domain import handles
from safelight.domain.conditions import Group, Interval, TextMatch
from safelight.domain.folders import Folder
from safelight.domain.search import Kinds, Page, Search
from safelight.services import companies, folders
from safelight.store import search

pytestmark = pytest.mark.database("sqlite")  # the plans of PostgreSQL follow its statistics

SHOES = Folder(7, 1, 1, "shoes", "Company/shoes/", 0, 0)
PAGE = Page("Name", descending=False, offset=0, limit=100)

SEARCHES = {
    "company": (Search(1), "asset_by_name"),
    "prefix of a name": (Search(1, groups=(Group((TextMatch("Name", "StartsWith", "shoe_"),)),)), "asset_by_name"),
    "a name": (Search(1, groups=(Group((TextMatch("Name", "Equals", "shoe"),)),)), "asset_by_name"),
    "folder": (Search(1, below=SHOES, subfolders=False), "asset_by_folder"),
    "folder and below": (Search(1, below=SHOES), "asset_by_folder"),
    "type": (Search(1, kinds=Kinds(types=frozenset({"Image"}))), "asset_by_"),
    "folder and type": (Search(1, below=SHOES, kinds=Kinds(types=frozenset({"Image", "Video"}))), "asset_by_folder"),
    "size": (Search(1, groups=(Group((Interval("FileSize", 1, 2, inside=True),)),)), "asset_by_"),
    "moment": (Search(1, groups=(Group((Interval("Created", 1, None, inside=True),)),)), "asset_by_"),
    "trash": (Search(1, trash_state="InTrash"), "asset_by_name"),
    "marked": (Search(1, marked=True), "asset_by_name"),
}
ORDERS = {
    "Name": "asset_by_name",
    "Created": "asset_by_created",
    "Modified": "asset_by_modified",
    "AssetType": "asset_by_type",
    "FileSize": "asset_by_size",
}


@pytest.fixture
def plan(parts):
    """The steps SQLite would take for a query."""

    def steps(query):
        written = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        with parts.database.read() as tx:
            return [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}")]

    return steps


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_page_walks_an_index(plan, kind):
    wanted, index = SEARCHES[kind]
    steps = plan(search.page_query(wanted, PAGE, walk=wanted.below is None))
    assert [step for step in steps if step.startswith("SCAN asset")] == []
    assert any(f"INDEX {index}" in step for step in steps), steps


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_count_walks_an_index(plan, kind):
    steps = plan(search.count_query(SEARCHES[kind][0]))
    assert [step for step in steps if step.startswith("SCAN asset")] == []


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("field", ORDERS)
def test_every_order_of_a_company_is_an_index_and_needs_no_sorting(plan, field, descending):
    wanted = Search(1, kinds=Kinds(excluded=frozenset({"Zip"})))
    steps = plan(search.page_query(wanted, Page(field, descending, 500, 100), walk=True))
    assert [step for step in steps if "TEMP B-TREE" in step] == []
    assert any(f"INDEX {ORDERS[field]} " in step for step in steps), steps


@pytest.mark.parametrize("field", ORDERS)
def test_a_wide_folder_may_be_walked_along_the_order(plan, field):
    steps = plan(
        search.page_query(Search(1, below=SHOES), Page(field, descending=False, offset=0, limit=100), walk=True)
    )
    assert [step for step in steps if "TEMP B-TREE" in step] == []


def test_both_ways_through_a_folder_find_the_same(server):
    for number in range(6):
        make(server, f"n{number}", f"/shoes/{number % 3}", file_size_bytes=number % 4)
    make(server, "outside", "/shoes-old")
    with server.parts.database.read() as tx:
        company = companies.in_force(tx, handles.company_id("", server.company), 0)
        wanted = Search(company.id, below=folders.by_path(tx, company, "/shoes"))
        for field in ORDERS:
            page = Page(field, descending=True, offset=1, limit=4)
            found = [list(tx.execute(search.page_query(wanted, page, walk=walk)).scalars()) for walk in (False, True)]
            assert found[0] == found[1]
            assert len(found[0]) == 4
