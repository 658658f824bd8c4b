"""Whether the locks agree: what a run needs, what a build needs, and all that a developer has; else exit code 1.

`make lock` writes them. Here nothing is asked of an index: what a package needs is read from what is installed.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
ALL, RUN, BUILD = "requirements.lock", "deploy/requirements.lock", "deploy/build.lock"
PIN = re.compile(
    r"^(?P<told>[a-z0-9][^\\#\n]*==[^\\\n]*?) *\\\n(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)
ADDRESS = re.compile(r"^.*(?:https?://|--(?:extra-)?index-url|--find-links).*$", re.MULTILINE)

Pins = dict[str, frozenset[str]]
"""The hashes a package may have, by the requirement as it is written, which may be for some machines only."""


def pins(lock: str) -> Pins:
    return {match["told"]: frozenset(match["hashes"].split()) - {"\\"} for match in PIN.finditer(lock)}


def here(found: Pins) -> set[str]:
    """Names of what is pinned for this machine."""
    asked = map(Requirement, found)
    return {canonicalize_name(each.name) for each in asked if _applies(each)}


def needed(listed: Iterable[str]) -> set[str]:
    """Names of what some requirements come to on this machine, they and all they need."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in listed]
    while waiting:
        wanted = waiting.pop()
        one = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if one in found:
            continue
        found.add(one)
        waiting += [each for each in map(Requirement, requires(wanted.name) or ()) if _applies(each, wanted.extras)]
    return {name for name, _ in found}


def disagreements(locks: dict[str, str], listed: dict[str, list[str]]) -> list[str]:
    """A sentence for each; listed: by lock, what it must come to."""
    everything = pins(locks[ALL])
    wrong = [f"{name} names an address: {found}" for name, lock in locks.items() for found in ADDRESS.findall(lock)]
    for name, wanted in listed.items():
        mine = pins(locks[name])
        wrong += [f"{name}: {one} is not as in {ALL}" for one in sorted(mine) if mine[one] != everything.get(one)]
        pinned, should = here(mine), needed(wanted)
        wrong += [f"{name}: {one} is missing" for one in sorted(should - pinned)]
        wrong += [f"{name}: {one} is not needed" for one in sorted(pinned - should)]
    return wrong


def _applies(requirement: Requirement, extras: Iterable[str] = ()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = {RUN: project["project"]["dependencies"], BUILD: project["dependency-groups"]["build"]}
    locks = {name: (ROOT / name).read_text(encoding="utf-8") for name in (ALL, *listed)}
    wrong = disagreements(locks, listed)
    print("\n".join([*wrong, "run make lock"]) if wrong else "locks: they agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
