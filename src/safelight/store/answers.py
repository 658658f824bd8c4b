"""What searches have found, kept in memory as long as nothing they read has changed."""

from array import array
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final

MOST_IDS: Final = 4_000_000
"""Ids kept by one process at most, 8 bytes each."""
MOST_ANSWERS: Final = 10_000


class Answers:
    """Totals, and ids in an order, each under all that decides it; what was not asked for the longest goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, int | array[int]] = OrderedDict()
        self._ids = 0
        self._lock = Lock()

    def total(self, key: Hashable) -> int | None:
        found = self._get(key)
        return found if isinstance(found, int) else None

    def ids(self, key: Hashable) -> "array[int] | None":
        found = self._get(key)
        return found if isinstance(found, array) else None

    def put(self, key: Hashable, answer: "int | array[int]") -> None:
        with self._lock:
            self._ids += _size(answer) - _size(self._kept.pop(key, 0))
            self._kept[key] = answer
            while self._ids > MOST_IDS or len(self._kept) > MOST_ANSWERS:
                self._ids -= _size(self._kept.popitem(last=False)[1])

    def _get(self, key: Hashable) -> "int | array[int] | None":
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)


def _size(answer: "int | array[int]") -> int:
    return 0 if isinstance(answer, int) else len(answer)
