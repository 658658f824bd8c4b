"""Pages and totals, kept while nothing changes, are what the database says of every search and at every moment."""

from contextlib import contextmanager

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from looks.steps import mark
from made_assets import make
from safelight.domain import handles
from safelight.domain.conditions import Group, TextMatch, XmpMatch
from safelight.domain.search import Kinds, Page, Search
from safelight.services import companies, folders
from safelight.store import changes, finding, search, tables
from safelight.store.answers import MOST_ANSWERS, MOST_IDS, Answers
from safelight.store.database import Database

ORDERS = ("Name", "Created", "Modified", "AssetType", "FileSize")


@pytest.fixture
def shelf(server):
    """Nine assets in three folders, of which some are alike in every order, some marked, and some have a keyword."""
    handles_made = [make(server, f"n{at}", f"/shoes/{at % 3}", file_size_bytes=at % 4) for at in range(9)]
    mark(server, *handles_made[2:6])
    own = {"company_id": company_id(server), "name": "dc.subject", "place": 1, "text": "x", "head": "x"}
    with server.parts.database.write() as tx:
        for handle in handles_made[::2]:
            tx.execute(insert(tables.xmp_property).values(asset_id=handles.asset_id("", handle), **own))
    return server


def company_id(server):
    return handles.company_id("", server.company)


def wanted(server, name):
    """A search of each way of beginning."""
    own = company_id(server)
    with server.parts.database.read() as tx:
        company = companies.in_force(tx, own, 0)
        below = folders.by_path(tx, company, "/shoes/1")
    return {
        "company": Search(own),
        "folder": Search(own, below=below),
        "type": Search(own, kinds=Kinds(types=frozenset({"Image"}))),
        "name": Search(own, groups=(Group((TextMatch("Name", "StartsWith", "n"),)),)),
        "inside": Search(own, groups=(Group((TextMatch("Name", "Contains", "n"),)),)),
        "keyword": Search(own, groups=(Group((XmpMatch("dc.subject", TextMatch("Keywords", "Equals", "x")),)),)),
        "marked": Search(own, marked=True),
        "unmarked": Search(own, marked=False),
    }[name]


def told(server, what, page):
    with server.parts.database.read() as tx:
        return finding.find(tx, what, page)


@pytest.fixture
def ways(monkeypatch):
    """Thresholds at which a search of nine assets goes each of its ways."""

    def go(way):
        monkeypatch.setattr(finding, "FEW", 100 if way == "few" else 0)
        monkeypatch.setattr(finding, "DENSE", 0 if way == "walk" else 10**9)
        monkeypatch.setattr(finding, "MOST_GATHERED", 100 if way == "gather" else 0)

    return go


@pytest.mark.parametrize("name", ["company", "folder", "type", "name", "inside", "keyword", "marked", "unmarked"])
@pytest.mark.parametrize("way", ["few", "walk", "gather"])
def test_every_way_finds_what_a_plain_query_finds(shelf, ways, way, name):
    ways(way)
    what = wanted(shelf, name)
    for order in ORDERS:
        for page in (Page(order, descending, offset, 4) for descending in (False, True) for offset in (0, 3, 8, 20)):
            with shelf.parts.database.read() as tx:
                plain = list(tx.execute(search.page_query(what, page, walk=True)).scalars())
                total = tx.execute(search.count_query(what)).scalar_one()
            for _ in range(3):
                assert told(shelf, what, page) == (plain, total)


CHANGES = {
    "erased": lambda own: delete(tables.asset).where(named(own, "loose")),
    "renamed": lambda own: update(tables.asset).where(named(own, "loose")).values(name="m"),
    "in the trash": lambda own: update(tables.asset).where(named(own, "loose")).values(trash_state="InTrash"),
}


def named(own, name):
    return (tables.asset.c.company_id == own) & (tables.asset.c.name == name)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_known_is_forgotten_when_something_changes(server, change):
    own = company_id(server)
    make(server, "kept", "/a")
    with server.parts.database.write() as tx:
        row = dict(tx.execute(select(tables.asset).where(named(own, "kept"))).mappings().one())
        row |= {"name": "loose", "catalog_id": "loose"}
        del row["id"]
        loose = tx.execute(insert(tables.asset).values(**row)).inserted_primary_key[0]
    what = Search(own, groups=(Group((TextMatch("Name", "Contains", "loose"),)),))
    page = Page("Name", descending=False, offset=0, limit=10)
    assert told(server, what, page) == told(server, what, page) == ([loose], 1)
    with server.parts.database.write() as tx:
        tx.execute(CHANGES[change](own))
    assert told(server, what, page) == ([], 0)


def test_a_transaction_sees_what_it_wrote_itself(shelf):
    own = company_id(shelf)
    what, page = Search(own), Page("Name", descending=False, offset=0, limit=2)
    assert told(shelf, what, page)[1] == 9
    with shelf.parts.database.write() as tx:
        tx.execute(update(tables.asset).where(named(own, "n0")).values(trash_state="InTrash"))
        assert finding.find(tx, what, page)[1] == 8
    assert told(shelf, what, page)[1] == 8


def test_another_process_learns_of_it(shelf):
    database = shelf.parts.database
    other = Database(database.url)
    what, page = Search(company_id(shelf)), Page("Name", descending=False, offset=0, limit=2)
    with other.read() as tx:
        assert finding.find(tx, what, page)[1] == 9
    make(shelf, "n9", "/shoes/1")
    with other.read() as tx:
        assert finding.find(tx, what, page)[1] == 10
    other.close()


def by_an_old_program(server):
    """A change that nobody counts."""
    with server.parts.database.write() as tx:
        tx.execute(text("UPDATE asset SET trash_state = 'InTrash' WHERE name = 'n0'"))


@contextmanager
def upgraded(server, until_ms):
    with server.parts.database.write() as tx:
        tx.execute(insert(tables.asset_change).values(company_id=changes.UPGRADED, shard=0, number=until_ms))
    yield
    with server.parts.database.write() as tx:
        tx.execute(delete(tables.asset_change).where(tables.asset_change.c.company_id == changes.UPGRADED))


def test_while_old_programs_may_write_nothing_is_kept(shelf):
    what, page = wanted(shelf, "company"), Page("Name", descending=False, offset=0, limit=2)
    with shelf.parts.database.read() as tx:
        now_ms = shelf.parts.database.now_ms(tx)
    with upgraded(shelf, now_ms + 60_000):
        before = told(shelf, what, page)[1]
        by_an_old_program(shelf)
        assert told(shelf, what, page)[1] == before - 1


def test_what_nobody_counted_is_found_after_a_while(shelf, monkeypatch):
    what, page = wanted(shelf, "company"), Page("Name", descending=False, offset=0, limit=2)
    monkeypatch.setattr(finding, "KEPT_S", 1e9)
    with upgraded(shelf, 1):
        before = told(shelf, what, page)[1]
        by_an_old_program(shelf)
        assert told(shelf, what, page)[1] == before
        monkeypatch.setattr(finding, "KEPT_S", 1e-6)
        assert told(shelf, what, page)[1] == before - 1


def counted(database, own):
    with database.read() as tx:
        return changes.number(tx, own)


def test_the_counter_of_a_company_is_its_own(shelf):
    database, own = shelf.parts.database, company_id(shelf)
    before, other = counted(database, own), counted(database, own + 1)
    touched = update(tables.asset).where(named(own, "n0")).values(modified_by="x")
    with database.write(own) as tx:
        tx.execute(touched)
    assert (counted(database, own), counted(database, own + 1)) == (before + 1, other)
    with database.write() as tx:
        tx.execute(touched)
    assert (counted(database, own), counted(database, own + 1)) == (before + 2, other + 1)


def test_the_counter_stands_still_where_nothing_was_written_that_searches_read(shelf):
    database, own = shelf.parts.database, company_id(shelf)
    before = counted(database, own)
    with database.write(own) as tx:
        tx.execute(insert(tables.system_property).values(name=f"seen {own}", value="b"))
    with pytest.raises(IntegrityError), database.write(own) as tx:
        tx.execute(update(tables.asset).where(named(own, "n0")).values(folder_id=None))
    with database.write(own) as tx:
        tx.execute(select(tables.asset.c.id))
    assert counted(database, own) == before


def test_tables_whose_rows_take_seen_ones_along_are_seen_too():
    """A deletion that cascades is not told of the rows that it takes along."""
    for table in changes.SEEN:
        for key in table.foreign_keys:
            if key.ondelete == "CASCADE":
                assert key.column.table in changes.SEEN, (table.name, key.column.table.name)


def test_what_was_not_asked_for_the_longest_is_forgotten_first():
    answers = Answers()
    for number in range(MOST_ANSWERS):
        answers.put(number, number)
    answers.total(0)
    answers.put("more", 1)
    assert (answers.total(0), answers.total(1), answers.total(2)) == (0, None, 2)


def test_ids_are_kept_up_to_a_bound(monkeypatch):
    assert MOST_IDS > finding.MOST_GATHERED
    monkeypatch.setattr("safelight.store.answers.MOST_IDS", 5)
    answers = Answers()
    for name in "abc":
        answers.put(name, finding.array("q", [1, 2]))
    assert [answers.ids(name) is None for name in "abc"] == [True, False, False]
    answers.put("b", finding.array("q", [1]))
    answers.put("d", finding.array("q", [1, 2]))
    assert [answers.ids(name) is None for name in "bcd"] == [False, False, False]
