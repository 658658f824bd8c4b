"""The rules of searching: defaults, limits, and which wishes cannot be met yet."""

from collections.abc import Collection, Sequence

from safelight.domain.assets import IN_EMPTIED_TRASH, IN_TRASH, NOT_IN_TRASH, Asset
from safelight.domain.bounds import at_most, from_one
from safelight.domain.choices import one_of
from safelight.domain.conditions import Group
from safelight.domain.people import Company
from safelight.domain.permissions import UNBOUND, Access
from safelight.domain.publishing import MARK_WORDS
from safelight.domain.search import SORT_FIELDS, Brief, Byproducts, Kinds, Page, Search
from safelight.services import folders, projects
from safelight.store import assets, finding
from safelight.store import search as store
from safelight.store.database import Tx

MOST_FOUND = 1_000
MOST_BRIEF = 10_000
"""Assets one reply holds at most, and one of handle, name, type and subtype alone. Source: reference, searchAssets."""

MOST_NAMES = 10_000
MOST_SUB_TYPES = 1_000
"""What one call may ask at once (assumed; so that every call is one statement of bounded size)."""

ANY_KIND = Kinds()
NO_BYPRODUCTS = Byproducts()

_DIRECTIONS = ("Ascending", "Descending")
_TRASH_STATES = (NOT_IN_TRASH, IN_TRASH, IN_EMPTIED_TRASH)
ANY_STATE = "Any"
"""A trash state that SearchFilter alone knows."""


def kinds_of(
    types: Collection[str], excluded: Collection[str], sub_types: Collection[str] | None, *, strict: bool | None
) -> Kinds:
    """Which types and subtypes; none asks for nothing. Raises InvalidParameter for more than 1000 subtypes."""
    at_most("assetSubTypeArray", sub_types or (), MOST_SUB_TYPES)
    return Kinds(frozenset(types), frozenset(excluded), frozenset(sub_types or ()), strict=bool(strict))


def search_for(
    tx: Tx,
    company: Company,
    *,
    folder: str | None = None,
    subfolders: bool = True,
    publish_state: str | None = None,
    trash_state: str | None = None,
    any_trash_state: bool = False,
    kinds: Kinds = ANY_KIND,
    without: Byproducts = NO_BYPRODUCTS,
    groups: tuple[Group, ...] = (),
    any_group: bool = False,
    project: str | None = None,
    eyes: Access = UNBOUND,
) -> Search:
    """Check what is wanted.

    folder: a path or handle, see `domain.folders.full_path`; None or empty = the root
    project: a handle; None or empty = in any project or in none
    any_trash_state: `Any` is a trash state too
    eyes:   in whose name; assets they may not read are left out
    raises: InvalidParameter where there is no such folder or project, a word is not one of its list or there are more
            than 100 conditions; and as `conditions.read`
    """
    below = folders.at(tx, company, folder, "folder")
    marked = one_of("publishState", publish_state, ("", *MARK_WORDS), "")
    return Search(
        company_id=company.id,
        below=None if below.is_root and subfolders else below,
        subfolders=subfolders,
        trash_state=_trash_state(trash_state, any_allowed=any_trash_state),
        marked=MARK_WORDS.get(marked),
        kinds=kinds,
        without=without,
        groups=groups,
        any_group=any_group,
        access=eyes,
        project=projects.by_handle(tx, company, project).id if project else None,
    )


def _trash_state(word: str | None, *, any_allowed: bool) -> str | None:
    allowed = (*_TRASH_STATES, ANY_STATE) if any_allowed else _TRASH_STATES
    wanted = one_of("trashState", word, allowed, NOT_IN_TRASH)
    return None if wanted == ANY_STATE else wanted


def page_of(
    most: int,
    *,
    records_per_page: int | None = None,
    results_page: int | None = None,
    sort_by: str | None = None,
    sort_direction: str | None = None,
) -> Page:
    """The stretch that a page is, by name and ascending where nothing is said (assumed).

    most:             rows a page has where its size is not said, or said to be more (assumed: cut, not refused)
    records_per_page: from 1; results_page: from 1
    """
    size = min(from_one("recordsPerPage", records_per_page, most), most)
    return Page(
        sort_by=one_of("sortBy", sort_by, SORT_FIELDS, "Name"),
        descending=one_of("sortDirection", sort_direction, _DIRECTIONS, "Ascending") == "Descending",
        offset=size * (from_one("resultsPage", results_page, 1) - 1),
        limit=size,
    )


def find(tx: Tx, search: Search, page: Page) -> tuple[list[Asset], int]:
    """The assets of one page, in its order, and how many there are on all pages."""
    ids, total = finding.find(tx, search, page)
    return assets.by_ids(tx, ids), total


def find_brief(tx: Tx, search: Search, page: Page) -> tuple[list[Brief], int]:
    """As `find`, without what most assets have beyond their names."""
    ids, total = finding.find(tx, search, page)
    return assets.brief_by_ids(tx, ids), total


def by_names(tx: Tx, company: Company, names: Sequence[str], kinds: Kinds) -> list[Asset]:
    """Assets outside the trash (assumed) of exactly these names, in the order of the names, then by age.

    raises: InvalidParameter for more than 10000 names
    """
    at_most("nameArray", names, MOST_NAMES)
    found = store.ids_by_name(tx, company.id, NOT_IN_TRASH, names, kinds)
    return assets.by_ids(tx, [asset_id for name in dict.fromkeys(names) for asset_id in found.get(name, ())])
