"""The groups of string constants, and which element takes which.

The schema types all of them as plain strings; the groups are rules of meaning. Source: constants.json.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from safelight.contract.leniency import READ_AS, WRITTEN_AS
from safelight.contract.model import DATA


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its values in documented order, those met elsewhere, and its users as `OWNER/field`."""

    name: str
    values: tuple[str, ...]
    also_seen: tuple[str, ...]
    used_by: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What one element may hold: the documented values, and the spelling each accepted word is read as."""

    documented: tuple[str, ...]
    read_as: Mapping[str, str]
    written_as: Mapping[str, str]

    def __str__(self) -> str:
        return "one of " + ", ".join(self.documented)


def _load() -> dict[str, Group]:
    entries = json.loads((DATA / "constants.json").read_text(encoding="utf-8"))
    parts = ("values", "alsoSeen", "usedBy", "notes")
    return {name: Group(name, *(tuple(entry.get(part, ())) for part in parts)) for name, entry in entries.items()}


def _choice(groups: list[Group]) -> Choice:
    read_as = {word: word for group in groups for word in (*group.values, *group.also_seen)}
    written_as: dict[str, str] = {}
    for group in groups:
        read_as.update(READ_AS.get(group.name, {}))
        written_as.update(WRITTEN_AS.get(group.name, {}))
    return Choice(tuple(dict.fromkeys(word for group in groups for word in group.values)), read_as, written_as)


def _choices() -> dict[tuple[str, str], Choice]:
    users: dict[tuple[str, str], list[Group]] = {}
    for group in GROUPS.values():
        for user in group.used_by:
            owner, _, field = user.partition("/")
            users.setdefault((owner, field), []).append(group)
    return {user: _choice(groups) for user, groups in users.items()}


GROUPS: Final[Mapping[str, Group]] = _load()
CHOICES: Final[Mapping[tuple[str, str], Choice]] = _choices()
"""By (wire name of the owner, wire name of the field); for an array of strings it holds for each item."""


def values(group: str) -> tuple[str, ...]:
    """The documented values of a group such as `Job Types`. Raises KeyError for an unknown group."""
    return GROUPS[group].values
