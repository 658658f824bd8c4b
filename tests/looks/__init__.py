"""Looks: each makes one operation write, and sees the effect through another. The table: `tests/observed.py`."""

import importlib
import pkgutil
from collections.abc import Callable

from harness import Server

Look = Callable[[Server], None]
LOOKS: dict[tuple[str, str], Look] = {}


def look(writer: str, observer: str) -> Callable[[Look], Look]:
    """Register the look of a pair; there is one for each."""

    def registered(function: Look) -> Look:
        assert (writer, observer) not in LOOKS, f"two looks of {writer} by {observer}"
        LOOKS[writer, observer] = function
        return function

    return registered


def load() -> dict[tuple[str, str], Look]:
    """All looks of the package."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return LOOKS
