"""What became of a batch, of which one bad item does not fail the rest."""

from dataclasses import dataclass

from safelight.domain.faults import Fault


@dataclass(frozen=True, slots=True)
class Refused:
    """One item that was not done: its handle as the caller wrote it, and why."""

    handle: str
    why: Fault


@dataclass(frozen=True, slots=True)
class Batch:
    """done: how many items were; warnings: items already as wanted; errors: items that cannot be."""

    done: int
    warnings: tuple[Refused, ...] = ()
    errors: tuple[Refused, ...] = ()

    def plus(self, other: "Batch") -> "Batch":
        """Both, of which the other came later."""
        return Batch(self.done + other.done, self.warnings + other.warnings, self.errors + other.errors)
