"""Permissions: what members of a group may do with a folder, an asset or a property set.

Users of the Image Portal roles below its administrator are bound by them: such a user may do what a group of theirs is
allowed to. Source: IPS API reference, Authorization. What decides where groups of one user say different things is
assumed: an entry that overrides counts before one that does not, and among equals a denial before an allowance.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

READ, WRITE, DELETE = "Read", "Write", "Delete"
KINDS: Final = (READ, WRITE, DELETE)
"""Source: IPS API reference, Permission Types."""


@dataclass(frozen=True, slots=True, order=True)
class Permission:
    """An entry of a permission set; there is at most one for a group and a kind."""

    group_id: int
    kind: str
    allowed: bool
    override: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A permission with the name of its group, as callers are shown it."""

    permission: Permission
    group_name: str


@dataclass(frozen=True, slots=True)
class Written:
    """A permission as a caller writes it, and where in the request."""

    place: str
    group_handle: str
    kind: str
    allowed: bool
    override: bool


@dataclass(frozen=True, slots=True)
class Access:
    """In whose name something is seen or done.

    parties: sets of group ids, each of which must be allowed it by one of its groups; none = permissions do not bind
    """

    parties: tuple[frozenset[int], ...] = ()

    @property
    def unbound(self) -> bool:
        return not self.parties


UNBOUND: Final = Access()


def merged(old: Iterable[Permission], new: Sequence[Permission]) -> list[Permission]:
    """The old permissions with new ones in place of those for the same group and kind."""
    found = {(one.group_id, one.kind): one for one in old}
    found.update({(one.group_id, one.kind): one for one in new})
    return sorted(found.values())


def digest(permissions: Collection[Permission]) -> str:
    """A name that sets of the same permissions have in common."""
    lines = (f"{one.group_id}:{one.kind}:{one.allowed:d}:{one.override:d}" for one in sorted(permissions))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
