"""When an asset was last published, and to where."""

from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.services import assets
from safelight.store import publish_history as store
from safelight.store.database import Tx


def of(tx: Tx, company: Company, handle: str) -> list[tuple[str, int]]:
    """(name of a context, last time in UTC milliseconds) for each that an asset was ever published to.

    raises: InvalidParameter for a handle of nothing, ForeignCompany for another company's
    """
    found = assets.by_handles(tx, company, [handle], "assetHandle")
    if not found:
        raise InvalidParameter("assetHandle", handle, "the handle of an asset that is there")
    return store.of(tx, found[0].id)
