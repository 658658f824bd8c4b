"""Scripts by which assets become sets: which of them belong together, in which order, and what their set is called.

The reference says that a property set holds a script, and nothing of what is in it. Here its properties are `pattern`,
`type`, `name` and `least` (assumed).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from safelight.domain.faults import InvalidParameter
from safelight.domain.sets import IMAGE_SET, SPIN_SET

TYPES: Final = (IMAGE_SET, SPIN_SET)
BASE, NUMBER = "{base}", "{number}"
LEAST: Final = "2"
_HOLES: Final = re.compile(r"(\{base\}|\{number\})")
_WANTED: Final = {BASE: "(?P<base>.+)", NUMBER: "(?P<number>[0-9]+)"}


@dataclass(frozen=True, slots=True)
class Script:
    """One way to make sets.

    type:    of the sets
    pattern: of names of assets, with groups `base`, the same in all of a set, and `number`, their order in it
    name:    of a set, with `{base}` in it
    least:   assets that a set must have
    """

    type: str
    pattern: re.Pattern[str]
    name: str
    least: int

    def groups(self, names: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
        """names: (name, handle) of assets; returns the handles of each set, in their order, by its name."""
        found: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for name, handle in names:
            if fit := self.pattern.fullmatch(name):
                found[self.name.replace(BASE, fit["base"])].append((int(fit["number"]), name, handle))
        large = ((name, members) for name, members in sorted(found.items()) if len(members) >= self.least)
        return {name: [handle for _, _, handle in sorted(members)] for name, members in large}


def read(properties: Mapping[str, str], field: str) -> Script:
    """A script from the properties of a set. Raises InvalidParameter for one that is none."""
    type_, name = properties.get("type", IMAGE_SET), properties.get("name", BASE)
    pattern, least = properties.get("pattern", ""), properties.get("least", LEAST)
    if type_ not in TYPES:
        raise InvalidParameter(f"{field}: type", type_, f"one of {', '.join(TYPES)}")
    if pattern.count(BASE) != 1 or pattern.count(NUMBER) != 1:
        raise InvalidParameter(f"{field}: pattern", pattern, f"{BASE} and {NUMBER} once each, as in {BASE}_{NUMBER}")
    if BASE not in name:
        raise InvalidParameter(f"{field}: name", name, f"{BASE} in it")
    if not (least.isascii() and least.isdigit() and int(least[:9]) > 0):
        raise InvalidParameter(f"{field}: least", least, "a whole number of at least 1")
    parts = (_WANTED.get(part) or re.escape(part) for part in _HOLES.split(pattern))
    return Script(type_, re.compile("".join(parts)), name, int(least[:9]))
