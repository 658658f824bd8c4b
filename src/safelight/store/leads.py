"""Conditions that an index of their own answers: their ids are where to begin, unless a folder is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import Select, func, select

from safelight.domain.conditions import Condition
from safelight.domain.search import Search
from safelight.store.database import Tx
from safelight.store.search import marked_ids
from safelight.store.search_conditions import indexed, needed_of, scanned

WIDE: Final = 20_000
"""Ids that a condition leads to, beyond which a folder or a project is where to begin (measured)."""

Lead = tuple[Select[int] | None, Search]
"""Ids that hold all of the answer, if there is where to begin, and what they must meet besides."""


def lead(tx: Tx, search: Search) -> Lead:
    """The condition that leads to the fewest, of those that narrow an index before those that read all of one."""
    found = _of(search, indexed) or _of(search, scanned) or _of_marks(search)
    placed = search.below is not None or search.project is not None
    if not placed and len(found) == 1:
        return found[0]
    counts = [_at_most(tx, ids) for ids, _ in found if ids is not None]
    least = min(counts, default=None)
    if least is None or (placed and least > WIDE):
        return None, search
    return found[counts.index(least)]


def _of(search: Search, way: Callable[[int, Condition], Select[int] | None]) -> list[Lead]:
    needed = _needed(search)
    alone = len(search.groups) == len(needed) == 1 and len(search.groups[0].conditions) == 1
    rest = replace(search, groups=()) if alone else search
    return [(ids, rest) for one in needed if (ids := way(search.company_id, one)) is not None]


def _of_marks(search: Search) -> list[Lead]:
    return [(marked_ids(search.company_id), replace(search, marked=None))] if search.marked else []


def _needed(search: Search) -> list[Condition]:
    """Conditions without which no asset is found."""
    if search.any_group and len(search.groups) > 1:
        return []
    return [one for group in search.groups for one in needed_of(group)]


def _at_most(tx: Tx, ids: Select[int]) -> int:
    """How many ids, one more than WIDE where there are more."""
    most = ids.limit(WIDE + 1).subquery()
    return int(tx.execute(select(func.count()).select_from(most)).scalar_one())
