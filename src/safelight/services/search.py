"""The rules of searching: defaults, limits, and which wishes cannot be met yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import tzinfo

from safelight.domain import conditions
from safelight.domain.assets import IN_EMPTIED_TRASH, IN_TRASH, NOT_IN_TRASH, Asset
from safelight.domain.choices import one_of
from safelight.domain.conditions import Written
from safelight.domain.faults import InvalidParameter, NotBuilt
from safelight.domain.people import Company
from safelight.domain.publishing import MARK_WORDS
from safelight.domain.search import SORT_FIELDS, Brief, Byproducts, Kinds, Page, Search
from safelight.services import folders
from safelight.store import assets
from safelight.store import search as store
from safelight.store.database import Tx

MOST_FOUND = 1_000
MOST_BRIEF = 10_000
"""Assets one reply holds at most, and one of handle, name, type and subtype alone. Source: reference, searchAssets."""

MOST_NAMES = 10_000
MOST_CONDITIONS = 100
MOST_SUB_TYPES = 1_000
"""What one call may ask at once (assumed; so that every call is one statement of bounded size)."""

MATCH_MODES = ("MatchAll", "MatchAny")
ANY_KIND = Kinds()
NO_BYPRODUCTS = Byproducts()

_DIRECTIONS = ("Ascending", "Descending")
_TRASH_STATES = (NOT_IN_TRASH, IN_TRASH, IN_EMPTIED_TRASH)


def kinds_of(
    types: Collection[str], excluded: Collection[str], sub_types: Collection[str] | None, *, strict: bool | None
) -> Kinds:
    """Which types and subtypes; none asks for nothing. Raises InvalidParameter for more than 1000 subtypes."""
    _check_count("assetSubTypeArray", sub_types or (), MOST_SUB_TYPES)
    return Kinds(frozenset(types), frozenset(excluded), frozenset(sub_types or ()), strict=bool(strict))


def search_for(
    tx: Tx,
    company: Company,
    *,
    folder: str | None = None,
    subfolders: bool = True,
    publish_state: str | None = None,
    trash_state: str | None = None,
    kinds: Kinds = ANY_KIND,
    without: Byproducts = NO_BYPRODUCTS,
    written: Sequence[Written] = (),
    match_mode: str | None = None,
    zone: tzinfo,
) -> Search:
    """Check what is wanted.

    folder: a path or handle, see `domain.folders.full_path`; None or empty = the root
    zone:   of moments written without an offset
    raises: InvalidParameter where there is no such folder, a word is not one of its list or there are more than 100
            conditions; and as `conditions.read`
    """
    _check_count("systemFieldConditionArray", written, MOST_CONDITIONS)
    below = folders.at(tx, company, folder, "folder")
    place = "systemFieldConditionArray/items[{}]"
    marked = one_of("publishState", publish_state, ("", *MARK_WORDS), "")
    return Search(
        company_id=company.id,
        below=None if below.is_root and subfolders else below,
        subfolders=subfolders,
        trash_state=one_of("trashState", trash_state, _TRASH_STATES, NOT_IN_TRASH),
        marked=MARK_WORDS.get(marked),
        kinds=kinds,
        without=without,
        conditions=tuple(conditions.read(place.format(at), one, zone) for at, one in enumerate(written, start=1)),
        any_condition=one_of("systemFieldMatchMode", match_mode, MATCH_MODES, "MatchAll") == "MatchAny",
    )


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
    size = min(_from_one("recordsPerPage", records_per_page, most), most)
    return Page(
        sort_by=one_of("sortBy", sort_by, SORT_FIELDS, "Name"),
        descending=one_of("sortDirection", sort_direction, _DIRECTIONS, "Ascending") == "Descending",
        offset=size * (_from_one("resultsPage", results_page, 1) - 1),
        limit=size,
    )


def find(tx: Tx, search: Search, page: Page) -> tuple[list[Asset], int]:
    """The assets of one page, in its order, and how many there are on all pages."""
    ids = store.page_ids(tx, search, page)
    return assets.by_ids(tx, ids), _total(tx, search, page, len(ids))


def find_brief(tx: Tx, search: Search, page: Page) -> tuple[list[Brief], int]:
    """As `find`, without what most assets have beyond their names."""
    ids = store.page_ids(tx, search, page)
    return assets.brief_by_ids(tx, ids), _total(tx, search, page, len(ids))


def by_names(tx: Tx, company: Company, names: Sequence[str], kinds: Kinds) -> list[Asset]:
    """Assets outside the trash (assumed) of exactly these names, in the order of the names, then by age.

    raises: InvalidParameter for more than 10000 names
    """
    _check_count("nameArray", names, MOST_NAMES)
    found = store.ids_by_name(tx, company.id, NOT_IN_TRASH, names, kinds)
    return assets.by_ids(tx, [asset_id for name in dict.fromkeys(names) for asset_id in found.get(name, ())])


def refuse_unbuilt(operation: str, wishes: Mapping[str, object]) -> None:
    """Raises NotBuilt for the first wish that is more than an empty value; keys are wire names."""
    for name, wish in wishes.items():
        if wish:
            raise NotBuilt(f"{operation} {name}")


def _total(tx: Tx, search: Search, page: Page, found: int) -> int:
    """A page that is not full tells how many there are, so that nothing needs to be counted."""
    told = found < page.limit and (found > 0 or page.offset == 0)
    return page.offset + found if told else store.count(tx, search)


def _check_count(field: str, got: Collection[object], most: int) -> None:
    if len(got) > most:
        raise InvalidParameter(field, f"{len(got)} items", f"at most {most}")


def _from_one(field: str, got: int | None, default: int) -> int:
    if got is not None and got < 1:
        raise InvalidParameter(field, got, "a number from 1")
    return default if got is None else got
