"""How assets were made from others: the pages of a document, the layers of a composition.

Source: IPS API reference, getGenerationInfo. Assets in the trash are left out (assumed).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.associations import Making
from safelight.domain.faults import MissingParameter
from safelight.domain.people import Company
from safelight.services import assets
from safelight.store import assets as asset_rows
from safelight.store import byproducts as store
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True)
class Generation:
    """One asset that was made from another, with both."""

    engine: str
    originator: Asset
    generated: Asset


def listed(
    tx: Tx, company: Company, originator_handle: str | None, generated_handle: str | None, engine: str | None
) -> Sequence[Generation]:
    """What was made of an asset, of what an asset was made, or both where both are named; by an engine, or any.

    raises: MissingParameter where neither is named, InvalidParameter for a handle that names no asset, ForeignCompany
    """
    if not originator_handle and not generated_handle:
        raise MissingParameter("originatorHandle", "it or generatedHandle")
    originator = _named(tx, company, originator_handle, "originatorHandle")
    generated = _named(tx, company, generated_handle, "generatedHandle")
    return shown(tx, store.listed(tx, originator_id=originator, generated_id=generated, engine=engine))


def of(tx: Tx, asset: Asset) -> tuple[Sequence[Generation], Sequence[Generation]]:
    """(how an asset was made, what was made of it)"""
    made_from = store.listed(tx, originator_id=None, generated_id=asset.id, engine=None)
    made = store.listed(tx, originator_id=asset.id, generated_id=None, engine=None)
    return shown(tx, made_from), shown(tx, made)


def shown(tx: Tx, makings: Sequence[Making]) -> list[Generation]:
    """Makings with their assets, but for those of which one is in the trash."""
    there = kept(tx, (asset_id for one in makings for asset_id in (one.originator_id, one.generated_id)))
    return [
        Generation(one.engine, there[one.originator_id], there[one.generated_id])
        for one in makings
        if one.originator_id in there and one.generated_id in there
    ]


def kept(tx: Tx, ids: Iterable[int]) -> Mapping[int, Asset]:
    """Those of some assets that are not in the trash, by id."""
    found = asset_rows.by_ids(tx, sorted(set(ids)))
    return {asset.id: asset for asset in found if asset.trash_state == NOT_IN_TRASH}


def _named(tx: Tx, company: Company, handle: str | None, field: str) -> int | None:
    return assets.readable_one(tx, company, handle, field).id if handle else None
