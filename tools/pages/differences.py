"""What each room says of its own differences from the original: the `fidelity.toml` beside its code."""

import tomllib
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[2] / "src" / "safelight"


def every(room: str) -> list[str]:
    """What holds for everything in the room."""
    return list(_read(room)["every"])


def of(room: str, part: str) -> dict[str, list[str]]:
    """What holds for one thing in the room, by its name."""
    return dict(_read(room)[part])


def _read(room: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / room / "fidelity.toml").read_text(encoding="utf-8"))
