"""One change for each of many assets, of which one that cannot be made does not fail the rest."""

from collections.abc import Callable, Sequence

from safelight.domain.assets import Asset
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import Fault
from safelight.domain.people import Company
from safelight.services import assets
from safelight.store.database import Tx

Change = Callable[[Asset, int], None]
"""Changes one asset by what stands at a place of the call; refuses before it writes anything."""


def each(tx: Tx, company: Company, texts: Sequence[str], field: str, change: Change) -> Batch:
    """Make the change of each handle, in their order; an asset in the trash is an error (assumed).

    field:  of the array, whose items have an assetHandle
    raises: InvalidParameter for more than 10000
    """
    named, errors = assets.named_all(tx, company, texts, field, f"{field}/assetHandle")
    found = dict(named)
    done = 0
    for place, text in enumerate(texts):
        try:
            if text in found:
                change(assets.outside_trash(found[text], f"{field}/assetHandle", text), place)
                done += 1
        except Fault as refusal:
            errors.append(Refused(text, refusal))
    return Batch(done, errors=tuple(errors))
