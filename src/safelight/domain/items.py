"""Items: the units of a run's work."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

WAITING: Final = "Waiting"
WORKING: Final = "Working"
DONE: Final = "Done"
STOPPED: Final = "Stopped"
"""States of an item; a stopped one was never done, since its job was stopped before."""

MAX_ATTEMPTS: Final = 3
"""Times a worker tries an item that fails before it ends in an error line."""

ALONE_FROM: Final = 3
MAX_BEGUN: Final = 6
"""Times an item is begun in all: workers died at the rest. From the third on it is begun with no other beside it."""


FETCHED: Final = 0.5
"""Share of the work on an item that is done when its file is here."""


class TransientError(Exception):
    """A failure that another try may not meet: a network that does not answer, a service that is down."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """A unit of work as its kind lists it.

    target:      where in the company its result goes, a path; a name to show for kinds without one
    source:      what the kind needs to find it again, plain JSON
    blob_digest: bytes already in the blob store, or None
    size_bytes:  0 where it is not known yet
    """

    target: str
    source: Mapping[str, Any] = field(default_factory=dict)
    blob_digest: str | None = None
    size_bytes: int = 0


@dataclass(slots=True)
class Progress:
    """How far the work on an item has come.

    done_bytes: of its file, that came
    size_bytes: that are to come; 0 where that is not known
    """

    done_bytes: int = 0
    size_bytes: int = 0

    def came(self, size_bytes: int) -> None:
        """All of the file is here."""
        self.done_bytes = self.size_bytes = size_bytes

    @property
    def share(self) -> float:
        """0.0 to 1.0. The file that came whole is half the work; what is made of it is the other half (assumed)."""
        if not self.size_bytes:
            return 0.0
        return min(1.0, self.done_bytes / self.size_bytes) * FETCHED


@dataclass(frozen=True, slots=True)
class Item:
    """A unit of work in the hands of a worker.

    attempts: this one included
    token:    fence: whoever has an older one lost the item to somebody else
    """

    id: int
    run_id: int
    position: int
    target: str
    source: Mapping[str, Any]
    blob_digest: str | None
    size_bytes: int
    attempts: int
    token: int

    def again(self) -> "Item":
        """The same item at its next attempt."""
        return replace(self, attempts=self.attempts + 1)
