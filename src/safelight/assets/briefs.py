"""Short replies: what to show of an asset where a caller wants no more than its names."""

from typing import Final

from safelight.contract.codec import Selection
from safelight.contract.model import SEQUENCES
from safelight.contract.shapes import Asset as WireAsset
from safelight.domain.search import Brief

FIELDS: Final = frozenset(("assetHandle", "type", "subType", "name"))
"""Source: IPS API reference, searchAssets, "Response Size"."""

_BEYOND = tuple(field.name for field in SEQUENCES["Asset"].fields if field.name not in FIELDS)


def is_brief(kept: Selection, rows: str) -> bool:
    """Whether a reply keeps nothing of its assets beyond handle, name, type and subtype.

    rows: path of an asset in the reply, `assetArray/items`
    """
    return not any(kept.keeps(f"{rows}/{name}") for name in _BEYOND)


def to_wire(brief: Brief) -> WireAsset:
    return WireAsset(asset_handle=brief.handle, type=brief.type, sub_type=brief.sub_type, name=brief.name)
