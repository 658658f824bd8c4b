"""What whoever watches from outside is told: spans, nested as the work is.

The rooms above tell it to a `Traces`, wherever that goes: to nobody (`QUIET`), or to a collector (`otlp`).
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Final, Protocol

Fact = str | int | float | bool | None
"""None is left out."""
CLOSE_S: Final = 3.0
_NOTHING: Final = nullcontext()


class Traces(Protocol):
    """Where spans go. Telling never raises and never waits, whatever becomes of what is told.

    A place in a trace is said as W3C Trace Context has it in the header `traceparent`; what cannot be read counts as
    none.
    """

    @property
    def on(self) -> bool:
        """Whether anybody is told; what costs something to find out need not be found out else."""

    def span(
        self, name: str, parent: str | None = None, *, serves: bool = False, **facts: Fact
    ) -> AbstractContextManager[None]:
        """A span for the time of the block.

        parent: its place; None for that of the block it stands in, if there is one
        serves: it answers somebody outside
        """

    def tell(self, name: str | None = None, *, error: str | None = None, **facts: Fact) -> None:
        """Add to the span of the block: facts, what is wrong, or a better name."""

    def place(self) -> str | None:
        """That of the span of the block."""

    def promised(self, seed: str, parent: str | None) -> str | None:
        """The place of a span that somebody will keep the promise of, maybe in another process: the same for a seed.

        parent: its own; None for a trace of its own
        """

    def keep_promise(
        self, name: str, seed: str, parent: str | None, times_ms: tuple[int, int], error: str | None, **facts: Fact
    ) -> None:
        """Tell of a span that was promised; times: beginning and end, UTC."""

    def close(self) -> None:
        """Send what has not been sent, for 3 s at most; what is told afterwards is lost."""


class Quiet:
    """Tells nobody."""

    on: Final = False

    def span(
        self,
        name: str,  # noqa: ARG002  as in Traces
        parent: str | None = None,  # noqa: ARG002
        *,
        serves: bool = False,  # noqa: ARG002
        **facts: Fact,  # noqa: ARG002
    ) -> AbstractContextManager[None]:
        return _NOTHING

    def tell(self, name: str | None = None, *, error: str | None = None, **facts: Fact) -> None:
        pass

    def place(self) -> str | None:
        return None

    def promised(self, seed: str, parent: str | None) -> str | None:  # noqa: ARG002  as in Traces
        return None

    def keep_promise(
        self, name: str, seed: str, parent: str | None, times_ms: tuple[int, int], error: str | None, **facts: Fact
    ) -> None:
        pass

    def close(self) -> None:
        pass


QUIET: Final = Quiet()
