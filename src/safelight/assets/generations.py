"""How assets were made, as the wire shows it."""

from collections.abc import Sequence

from safelight.assets.wire import to_wire
from safelight.contract.shapes import GenerationInfo
from safelight.services.generation_info import Generation
from safelight.services.ingest import Tx


def generations_to_wire(tx: Tx, found: Sequence[Generation]) -> tuple[GenerationInfo, ...]:
    """In their order. Nothing is known of how an engine was set, so there are no attributes."""
    both = {asset.id: asset for one in found for asset in (one.originator, one.generated)}
    shown = dict(zip(both, to_wire(tx, list(both.values())), strict=True))
    return tuple(
        GenerationInfo(
            engine=one.engine,
            originator=shown[one.originator.id],
            generated=shown[one.generated.id],
            attribute_array=(),
        )
        for one in found
    )
