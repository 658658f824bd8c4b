"""Long lists, bound to statements piece by piece."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

BOUND_VALUES = 5_000
"""Values bound to one statement; SQLite takes 32766, PostgreSQL 65535."""


def pieces(values: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most 5000 of the values, in their order; none for no values."""
    left = iter(values)
    while piece := list(islice(left, BOUND_VALUES)):
        yield piece
