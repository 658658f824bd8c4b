"""Dataclasses that are made by the ten thousand for one reply.

To the type checker they are frozen. To make a really frozen one takes five times as long, one call for each field,
which was a fifth of the time of a large reply.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as quick
else:
    from dataclasses import dataclass

    def quick(*, frozen: bool, **options: Any) -> Callable[[type], type]:
        """As `dataclass`, `frozen` in all but that: equal and hashed by its values."""
        assert frozen
        return dataclass(unsafe_hash=True, **options)


__all__ = ["quick"]
