"""What a search finds, page by page, with the exact total; both are known again while nothing changes.

Where much is found, the index of the order is walked until the page is full. Else all that is found is gathered, sorted
and kept. Which is quicker was measured on a million assets; a walk that took long, for what is found lies far back in
its order, is not done again. While nothing changes, all is gathered for the first page, so that no other waits for it.
"""

import time
from array import array
from typing import Final

from safelight.domain.search import Page, Search
from safelight.store import changes
from safelight.store.answers import Answers
from safelight.store.database import Tx
from safelight.store.leads import lead
from safelight.store.search import count_query, gather_query, ordered_query, page_query, some_query

FEW: Final = 2_000
"""Ids that are at once read and sorted, whatever is asked of them."""
SHALLOW: Final = 1_000
"""Assets that a page may lie behind and still be sooner walked to than gathered for."""
DENSE: Final = 500_000
"""The least square of a total, for each asset up to the end of a page, of which the order is walked."""
MOST_GATHERED: Final = 300_000
LONG_S: Final = 0.03
KEPT_S: Final = 600
"""The longest that an answer is kept: somebody may have changed rows by hand, or with a program that counts nothing."""


def find(tx: Tx, search: Search, page: Page) -> tuple[list[int], int]:
    """Ids of one page, in its order, and how many assets there are on all pages."""
    number, age = changes.number(tx, search.company_id), int(time.monotonic() / KEPT_S)
    kept: Answers | None = None if number is None else tx.get_execution_options().get("answers")
    answers, last = kept or Answers(), ("number", search.company_id)
    quiet = answers.total(last) == number
    key = (number, age, search)
    answers.put(last, number or 0)
    ids, total = answers.ids((key, page.sort_by)), answers.total(key)
    if ids is None and total is None:
        ids, total = _begun(tx, search, page)
        answers.put(key, total)
    slow = (search, page.sort_by)
    worth = quiet or answers.total(slow) is not None
    if ids is None and total is not None and _gathers(total, page, worth=worth):
        ids = _gathered(tx, search, page)
    if ids is not None:
        answers.put((key, page.sort_by), ids)
        return _stretch(ids, page), len(ids)
    began = time.monotonic()
    walked = list(tx.execute(page_query(search, page, walk=True)).scalars())
    if time.monotonic() - began > LONG_S:
        answers.put(slow, 1)
    return walked, total or 0


def _begun(tx: Tx, search: Search, page: Page) -> tuple["array[int] | None", int]:
    """All ids in the order, where they are few; and how many there are."""
    ids, rest = lead(tx, search)
    found = list(tx.execute(some_query(rest, FEW + 1, ids)).scalars())
    if len(found) <= FEW:
        return array("q", tx.execute(ordered_query(found, page.sort_by)).scalars()), len(found)
    return None, int(tx.execute(count_query(rest, ids)).scalar_one())


def _gathers(total: int, page: Page, *, worth: bool) -> bool:
    """Whether to gather all that is found rather than to walk the order to the end of the page.

    worth: also where walking is quicker
    """
    end = page.offset + page.limit
    return total <= MOST_GATHERED and (worth or end > SHALLOW or total * total < DENSE * end)


def _gathered(tx: Tx, search: Search, page: Page) -> "array[int]":
    ids, rest = lead(tx, search)
    return array("q", tx.execute(gather_query(rest, page.sort_by, ids)).scalars())


def _stretch(ids: "array[int]", page: Page) -> list[int]:
    """Ties stand by age, so that descending is the same order from its end."""
    if not page.descending:
        return list(ids[page.offset : page.offset + page.limit])
    last = len(ids) - page.offset
    return list(reversed(ids[max(last - page.limit, 0) : max(last, 0)]))
