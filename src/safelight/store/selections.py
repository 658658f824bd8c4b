"""Conditions on a column for a choice that may be all, one or several."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, true


def within(column: ColumnElement[Any], chosen: Collection[int] | None) -> ColumnElement[bool]:
    """The column is one of the chosen; None is any. A single one is an equality, so that an index orders too."""
    if chosen is None:
        return true()
    return column == next(iter(chosen)) if len(chosen) == 1 else column.in_(chosen)
