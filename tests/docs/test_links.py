"""Links between documents lead somewhere."""

import re

import pytest
from documents import PAGES, ids, prose

LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page):
    """What the headings of a page may be called by."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_link_inside_the_house_resolves(page):
    for target in LINK.findall(prose(page)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def test_every_document_is_linked_from_another():
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in LINK.findall(prose(page))
        if "://" not in target
    }
    folders = {path for path in linked if path.is_dir()}
    alone = [page for page in PAGES if page not in linked and page.parent not in folders]
    assert [ids(page) for page in alone] == ["README.md"]
