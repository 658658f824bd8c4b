"""What is asked of a company's assets beside the assets themselves: counts, names in use, paths."""

from collections.abc import Mapping, Sequence

from safelight.domain import handles
from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.domain.permissions import Access
from safelight.services import assets
from safelight.services.assets import HANDLES, MOST_HANDLES
from safelight.store import asset_facts as store
from safelight.store.database import Tx


def counts(tx: Tx, company: Company, eyes: Access) -> Mapping[str, int]:
    """How many assets outside the trash there are of each type, by its name; no type without any (assumed).

    eyes: in whose name, of what they may read
    """
    return store.counts(tx, company.id, eyes)


def names_in_use(tx: Tx, company: Company, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that picture URLs know, each once and in their order; what lies in the trash keeps its own.

    raises: InvalidParameter for more than 10000 names
    """
    if len(names) > MOST_HANDLES:
        raise InvalidParameter("assetNameArray/items", f"{len(names)} names", f"at most {MOST_HANDLES}")
    used = store.catalog_ids(tx, company.id, names)
    return tuple(name for name in dict.fromkeys(names) if name in used)


def paths(tx: Tx, company: Company, texts: Sequence[str]) -> tuple[str, ...]:
    """The virtual path of the asset of each handle; empty for one that did not come as a file (assumed).

    raises: as `assets.by_handles`, and InvalidParameter for a handle that names none, since paths stand in their order
    """
    found = {asset.id: asset for asset in assets.by_handles(tx, company, texts)}
    for text in texts:
        if handles.asset_id(HANDLES, text) not in found:
            raise InvalidParameter(HANDLES, text, "the handle of an asset that is there")
    named = (found[handles.asset_id(HANDLES, text)] for text in texts)
    return tuple(f"{asset.folder_path}{asset.file_name}" if asset.file_name else "" for asset in named)
