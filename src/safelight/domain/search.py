"""A search for assets, checked: what the store needs to answer it."""

from dataclasses import dataclass, field
from typing import Final

from safelight.domain import handles
from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.conditions import Group
from safelight.domain.folders import Folder
from safelight.domain.permissions import UNBOUND, Access

SORT_FIELDS: Final = ("Name", "Created", "Modified", "AssetType", "FileSize")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which types of asset; empty sets ask for nothing.

    strict: an asset without a subtype does not pass where subtypes are named
    """

    types: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    sub_types: frozenset[str] = frozenset()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Byproducts:
    """Which assets to leave out for having been made out of others: all, or those made by an engine as a type."""

    every: bool = False
    made: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """All of it must hold at once.

    below:      the folder that assets lie in; None = the company
    subfolders: or below it at any depth
    marked:     for publishing to ImageServing; None = either way
    trash_state: None = any
    any_group:  one of the groups of conditions is enough, where there are any
    access:     in whose name, of assets that they may read
    project:    the id of the project that assets are in; None = any or none
    """

    company_id: int
    below: Folder | None = None
    subfolders: bool = True
    trash_state: str | None = NOT_IN_TRASH
    marked: bool | None = None
    kinds: Kinds = field(default_factory=Kinds)
    without: Byproducts = field(default_factory=Byproducts)
    groups: tuple[Group, ...] = ()
    any_group: bool = False
    project: int | None = None
    access: Access = UNBOUND


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the answer in an order; ties stand by age."""

    sort_by: str
    descending: bool
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What a short reply shows of an asset."""

    id: int
    name: str
    type: str
    sub_type: str | None

    @property
    def handle(self) -> str:
        return handles.asset_handle(self.id)
