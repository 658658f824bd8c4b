"""How much a caller may ask for at once."""

from collections.abc import Collection
from typing import Final

from safelight.domain.faults import InvalidParameter

MOST_COMPANIES: Final = 1000
"""Companies one call names at most, each looked up; assumed, as are the others."""

MOST_GROUPS: Final = 1000
MOST_USERS: Final = 10_000


def from_one(field: str, got: int | None, default: int) -> int:
    """A number of a page or of its rows, the default for None. Raises InvalidParameter for one below 1."""
    if got is not None and got < 1:
        raise InvalidParameter(field, got, "a number from 1")
    return default if got is None else got


def at_most(field: str, got: Collection[object], most: int) -> None:
    """Raises InvalidParameter for an array of more items."""
    if len(got) > most:
        raise InvalidParameter(field, f"{len(got)} items", f"at most {most}")
