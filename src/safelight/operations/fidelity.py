"""How each operation's behaviour is known; read from `fidelity.toml`, the source of the reference page."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("fidelity.toml")


@dataclass(frozen=True, slots=True)
class Fidelity:
    """One operation: `basis` is documented, recorded or assumed; `refuses` are inputs that fault as not built."""

    basis: str
    refuses: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def table() -> dict[str, Fidelity]:
    """Operation to what is known of it, for every operation that is built."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: Fidelity(entry["basis"], tuple(entry.get("refuses", ())), tuple(entry.get("differences", ())))
        for name, entry in read.items()
    }


def refused(operation: str) -> tuple[str, ...]:
    """Wire names of the inputs the operation refuses as not built."""
    known = table().get(operation)
    return known.refuses if known else ()
