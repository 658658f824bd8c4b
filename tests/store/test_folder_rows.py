"""Folder rows: listings that are cut, and trees that only folder rows are written for."""

import pytest

from made_assets import make, row
from safelight.domain import handles
from safelight.services import companies, folders
from safelight.store import folders as store


@pytest.fixture
def company(server):
    with server.parts.database.write() as tx:
        found = companies.in_force(tx, handles.company_id("companyHandle", server.company), 0)
        for path in ("a/b", "a/c", "d"):
            folders.ensure(tx, found, path, 0)
    return found


def paths(listed, company):
    return [folder.path.removeprefix(company.root_path) for folder, _ in listed]


@pytest.mark.parametrize("depth", [None, 9])
def test_a_cut_listing_keeps_parents_before_children(server, company, depth):
    with server.parts.database.read() as tx:
        top = folders.root(tx, company)
        assert paths(store.below(tx, top, depth, 3), company) == ["", "a/", "a/b/"]
        assert paths(store.below(tx, top, depth, 100), company) == ["", "a/", "a/b/", "a/c/", "d/"]


def test_a_folder_that_moves_writes_no_asset_row(server, company):
    boot = make(server, "boot", "/a/b")
    before = row(server, boot)
    with server.parts.database.write() as tx:
        moved, dest = folders.by_path(tx, company, "a"), folders.by_path(tx, company, "d")
        folders.move(tx, moved, dest, 5)
        assert folders.by_path(tx, company, "d/a/b").id == before.folder_id
    assert row(server, boot) == before
