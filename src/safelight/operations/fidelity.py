"""How each operation's behaviour is known: the `fidelity.toml` of each family, source of the reference page.

An entry says what the main behaviour rests on: documented by the public reference, recorded from the original, or
assumed where neither says. `refuses`: inputs that fault as not built when they say something. `differences`: what is
known to differ from the original, and what was chosen where nobody knows.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FAMILIES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What is known of one operation."""

    basis: str
    refuses: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def table() -> dict[str, Fidelity]:
    """Operation to what is known of it, for every operation that is built."""
    return {
        name: Fidelity(entry["basis"], tuple(entry.get("refuses", ())), tuple(entry.get("differences", ())))
        for file in sorted(FAMILIES.glob("*/fidelity.toml"))
        for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def refused(operation: str) -> tuple[str, ...]:
    """Wire names of the inputs the operation refuses as not built."""
    known = table().get(operation)
    return known.refuses if known else ()
