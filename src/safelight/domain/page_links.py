"""Links of a page that lead to an address, where they stand on its picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from safelight.domain.search_strings import Box


@dataclass(frozen=True, slots=True)
class PageLink:
    address: str
    box: Box

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        return cls(told["address"], Box(**told["box"]))
