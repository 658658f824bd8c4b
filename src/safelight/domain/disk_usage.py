"""What a company keeps on disk."""

from dataclasses import dataclass

BYTES_OF_KB = 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """images: assets of the type; modified_ms: when an asset last changed, UTC, None where there is none."""

    images: int
    original_bytes: int
    derived_bytes: int
    modified_ms: int | None

    @property
    def total_kb(self) -> int:
        """Kilobytes of 1024 bytes, one begun counts whole."""
        return -(-(self.original_bytes + self.derived_bytes) // BYTES_OF_KB)
