"""What jobs asked for, read once in a process and not at each item: a job may name a hundred thousand files."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final, TypeVar

from safelight.services import runs
from safelight.services.context import Parts

KEPT: Final = 32
"""More than there are turns at work at once in a process."""

T = TypeVar("T")


class Wishes:
    """Of the runs that are in hand; what a run was asked to do never changes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._reading = Lock()
        self._known: OrderedDict[tuple[int, object], Any] = OrderedDict()

    def read(self, run_id: int, form: object, make: Callable[[Mapping[str, Any]], T]) -> T:
        """What `make` makes of what a job element said, as JSON; made once for each form."""
        key = run_id, form
        with self._reading:
            if key not in self._known:
                self._known[key] = make(runs.asked(self._parts, run_id))
                if len(self._known) > KEPT:
                    self._known.popitem(last=False)
            self._known.move_to_end(key)
            found: T = self._known[key]
        return found

    def forget(self, run_id: int) -> None:
        """Nothing waits any more in a run."""
        with self._reading:
            for key in [key for key in self._known if key[0] == run_id]:
                del self._known[key]
