"""No search reads the whole table of assets: SQLite's own plan of each kind of query is looked at."""

import pytest
from sqlalchemy.dialects import sqlite

from made_assets import make
from safelight.domain import handles
from safelight.domain.conditions import FieldMatch, Group, Interval, TagMatch, TextMatch, XmpMatch
from safelight.domain.folders import Folder
from safelight.domain.permissions import Access
from safelight.domain.search import Kinds, Page, Search
from safelight.services import companies, folders
from safelight.store import search
from safelight.store.search_conditions import indexed, scanned

pytestmark = pytest.mark.database("sqlite")  # the plans of PostgreSQL follow its statistics

SHOES = Folder(7, 1, 1, "shoes", "Company/shoes/", 0, 0)
PAGE = Page("Name", descending=False, offset=0, limit=100)

IN_PROJECT = (Search(1, project=3), Search(1, below=SHOES, project=3))

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
    "permitted": (Search(1, access=Access((frozenset({1, 2}), frozenset({3})))), "asset_by_name"),
}
OF_FIELDS = {
    "a text": (FieldMatch(7, "text", TextMatch("f", "Equals", "x")), "metadata_value_by_text"),
    "a prefix": (FieldMatch(7, "text", TextMatch("f", "StartsWith", "x")), "metadata_value_by_text"),
    "a long text": (FieldMatch(7, "text", TextMatch("f", "Equals", "x" * 300)), "metadata_value_by_text"),
    "whole numbers": (FieldMatch(7, "whole", Interval("f", 1, 2, inside=True)), "metadata_value_by_whole"),
    "numbers": (FieldMatch(7, "number", Interval("f", 0.5, None, inside=True)), "metadata_value_by_number"),
    "a tag": (TagMatch(7, ("x",), every=False), "asset_tag_by_tag"),
    "tags": (TagMatch(7, ("x", "y"), every=True), "asset_tag_by_tag"),
    "a property": (XmpMatch("dc.subject", TextMatch("Keywords", "Equals", "x")), "xmp_property_by_text"),
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


@pytest.mark.parametrize(
    "query",
    [page for each in IN_PROJECT for page in (search.page_query(each, PAGE, walk=True), search.count_query(each))],
)
def test_a_project_leads_to_its_own_assets(plan, query):
    steps = plan(query)
    assert steps[0] == "SEARCH asset USING INTEGER PRIMARY KEY (rowid=?)"
    assert any("project_asset USING COVERING INDEX" in step for step in steps), steps


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


@pytest.mark.parametrize("kind", OF_FIELDS)
def test_a_condition_on_a_field_walks_the_index_of_its_values(plan, kind):
    condition, index = OF_FIELDS[kind]
    steps = plan(indexed(1, condition))
    assert [step for step in steps if step.startswith("SCAN") and "LIST" not in step] == []
    assert any(f"INDEX {index} " in step for step in steps), steps


@pytest.mark.parametrize("op", ["Contains", "EndsWith"])
def test_the_inside_of_texts_is_looked_for_in_the_index_of_the_field(plan, op):
    condition = FieldMatch(7, "text", TextMatch("f", op, "x"))
    assert indexed(1, condition) is None
    assert any("INDEX metadata_value_by_text " in step for step in plan(scanned(1, condition)))


@pytest.mark.parametrize("below", [None, SHOES])
def test_the_few_that_a_condition_leads_to_are_looked_up_by_their_keys(plan, below):
    condition = OF_FIELDS["a text"][0]
    wanted = Search(1, below=below, groups=(Group((condition,)),))
    for query in (search.page_query(wanted, PAGE, walk=False, few=[1, 2]), search.count_query(wanted, [1, 2])):
        steps = plan(query)
        assert any(step.startswith("SEARCH asset USING INTEGER PRIMARY KEY") for step in steps), steps
    steps = plan(search.count_query(wanted, indexed(1, condition)))
    assert any("INDEX metadata_value_by_text " in step for step in steps), steps


@pytest.mark.parametrize("kind", OF_FIELDS)
def test_a_condition_that_holds_for_many_is_looked_up_along_the_order(plan, kind):
    steps = plan(search.page_query(Search(1, groups=(Group((OF_FIELDS[kind][0],)),)), PAGE, walk=True))
    assert [step for step in steps if step.startswith("SCAN asset") or step == "USE TEMP B-TREE FOR ORDER BY"] == []


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


@pytest.mark.parametrize("field", ORDERS)
@pytest.mark.parametrize("kinds", [Kinds(), Kinds(excluded=frozenset({"Zip"}), sub_types=frozenset({"x"}))])
def test_a_folder_is_gathered_and_counted_without_a_row_of_an_asset(plan, field, kinds):
    wanted = Search(1, below=SHOES, kinds=kinds)
    for query in (search.gather_query(wanted, field), search.count_query(wanted)):
        assert plan(query)[0].startswith("SEARCH asset USING COVERING INDEX asset_by_folder")


@pytest.mark.parametrize("kind", SEARCHES)
@pytest.mark.parametrize("field", ORDERS)
def test_what_is_gathered_is_found_by_an_index_and_then_sorted(plan, kind, field):
    steps = plan(search.gather_query(SEARCHES[kind][0], field))
    assert [step for step in steps if step.startswith("SCAN asset")] == []
    assert "USE TEMP B-TREE FOR ORDER BY" in steps


@pytest.mark.parametrize("field", ORDERS)
def test_what_a_condition_leads_to_is_gathered_by_its_keys(plan, field):
    for ids in (indexed(1, OF_FIELDS["a text"][0]), search.marked_ids(1)):
        for query in (search.gather_query(Search(1), field, ids), search.some_query(Search(1), 5, ids)):
            assert plan(query)[0] == "SEARCH asset USING INTEGER PRIMARY KEY (rowid=?)"


def test_the_marked_are_found_in_one_index_alone(plan):
    assert any("COVERING INDEX publish_state_by_context" in step for step in plan(search.marked_ids(1)))


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
