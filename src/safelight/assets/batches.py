"""What became of the items of a batch, as the wire shows it."""

from collections.abc import Sequence

from safelight.contract.shapes import AssetOperationFault
from safelight.domain.batches import Refused


def refused_to_wire(refused: Sequence[Refused]) -> tuple[AssetOperationFault, ...] | None:
    """A fault for each item; None for no items, since the reference's samples show no empty array."""
    return (
        tuple(AssetOperationFault(asset_handle=one.handle, code=one.why.code, reason=str(one.why)) for one in refused)
        or None
    )
