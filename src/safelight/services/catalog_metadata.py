"""Metadata of assets as sets tell it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from safelight.domain import handles
from safelight.domain.assets import Asset
from safelight.domain.metadata import Field, Value
from safelight.store import metadata, metadata_fields
from safelight.store.database import Tx

Key = tuple[int, str, str]
"""Company, asset type in upper case, and name of a field, as its handle says them."""


@dataclass(frozen=True, slots=True)
class Told:
    """Values of the fields of some assets."""

    fields: Mapping[Key, Field] = field(default_factory=dict)
    values: Mapping[tuple[int, int], Value] = field(default_factory=dict)
    tags: Mapping[tuple[int, int], Mapping[int, str]] = field(default_factory=dict)

    def text(self, asset: Asset, handle: str) -> str:
        """The value as it was written, tags with commas between them; empty where there is none, or no such field."""
        known = self.fields.get(handles.metadata_field("setDefinition", handle))
        if known is None or not known.suits(asset.type):
            return ""
        pair = (asset.id, known.id)
        if known.is_tag:
            return ", ".join(self.tags.get(pair, {}).values())
        value = self.values.get(pair)
        return known.default_value if value is None else value.text


def told(tx: Tx, assets: Collection[Asset]) -> Told:
    """All that the assets have."""
    ids = [asset.id for asset in assets]
    known = metadata_fields.by_companies(tx, {asset.company_id for asset in assets}) if assets else []
    fields = {(each.company_id, each.asset_type.upper(), each.name): each for each in known}
    return Told(fields, metadata.values_of(tx, ids), metadata.tags_of(tx, ids))
