"""Runs: the runner and one file a job kind, `kinds/ELEMENT.py`, found by the element that asks for it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from safelight.domain.registry import Registry

if TYPE_CHECKING:
    from safelight.domain.items import Item, NewItem
    from safelight.domain.running import Line
    from safelight.jobs.run import Run
    from safelight.services.runs import Write


class Kind(Protocol):
    """A kind of job: which items a run consists of, and what is to be done for one.

    progress_key: text of the catalogue that a client sees while the job runs
    """

    progress_key: str

    def items(self, run: "Run") -> "Iterable[NewItem] | None":
        """List the run's items, the same ones whenever it is asked; None where they come from elsewhere.

        raises: Fault where the job cannot be done at all
        """

    def work(self, run: "Run", item: "Item") -> "Write":
        """Do the long part of one item; what is given back is then done in one transaction.

        It may be done twice, since a worker may die before the end of that transaction.
        raises: Fault for an error line, TransientError for another try
        """

    def refusal(self, run: "Run", item: "Item", reason: str) -> "Line":
        """The error line of an item."""


REGISTRY: Registry[Kind] = Registry()

MakesKind = TypeVar("MakesKind", bound=Callable[[], Kind])


def job(element: str) -> Callable[[MakesKind], MakesKind]:
    """Register a kind under the element of `submitJob` that asks for it."""

    def claimed(kind: MakesKind) -> MakesKind:
        REGISTRY.claim(element, kind())
        return kind

    return claimed
