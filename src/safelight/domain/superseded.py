"""Rows of generations that no head can reach any more: later ones stand in their place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """That a generation says something of a catalog id; `gone` says that nothing is there any more."""

    catalog_id: str
    number: int
    gone: bool


def superseded(rows: Iterable[Said], live: int) -> Iterator[Said]:
    """Those of a context's rows that may be erased when a generation is live.

    rows: by catalog id and number
    Of each catalog id the last one up to the live generation stays, unless it says that nothing is there.
    """
    last: Said | None = None
    for row in rows:
        if row.number > live:
            continue
        if last is not None and (last.catalog_id == row.catalog_id or last.gone):
            yield last
        last = row
    if last is not None and last.gone:
        yield last
