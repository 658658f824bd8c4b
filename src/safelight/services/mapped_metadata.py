"""Metadata that a file brings along, as the stylesheets of its company read it."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from safelight.domain.assets import Asset
from safelight.domain.faults import Fault, InvalidParameter
from safelight.domain.metadata import Change, Field
from safelight.domain.people import Company
from safelight.services import metadata_fields
from safelight.services.metadata_plan import RESET, Plan
from safelight.store import assets
from safelight.store.database import Tx


def take_in(
    tx: Tx, company: Company, asset_id: int, values: Sequence[tuple[str, Sequence[str]]], zone: tzinfo
) -> list[str]:
    """Give an asset that was just made or replaced what its file says of some fields; others stay.

    values:  names of fields, and what each has; several values of a field that takes one are put into a line (assumed)
    zone:    of dates without an offset
    returns: why, for each field that did not take its values
    """
    if not values:
        return []
    (asset,) = assets.by_ids(tx, [asset_id])
    plan = Plan(tx, company, [asset.id], zone)
    refused = []
    for name, texts in values:
        try:
            plan.apply(asset, _change(tx, company, asset, name, texts), name)
        except Fault as refusal:
            refused.append(str(refusal))
    plan.write()
    return refused


def changes(tx: Tx, company: Company, asset: Asset, values: Iterable[tuple[str, str]]) -> list[Change]:
    """Those that give an asset the values; a field that comes more than once has several. Raises InvalidParameter."""
    texts: dict[str, list[str]] = {}
    for name, text in values:
        texts.setdefault(name, []).append(text)
    return [_change(tx, company, asset, name, of_field) for name, of_field in texts.items()]


def _change(tx: Tx, company: Company, asset: Asset, name: str, texts: Sequence[str]) -> Change:
    field = _field(tx, company, asset, name)
    return Change(field.handle, {RESET: tuple(texts)} if field.is_tag else {"value": ", ".join(texts)})


def _field(tx: Tx, company: Company, asset: Asset, name: str) -> Field:
    """That of the asset's own type before that of all types."""
    known = [field for field in metadata_fields.named(tx, company, name) if field.suits(asset.type)]
    found = next((field for field in known if field.asset_type == asset.type), next(iter(known), None))
    if found is None:
        raise InvalidParameter("field", name, f"the name of one that assets of type {asset.type} have")
    return found
