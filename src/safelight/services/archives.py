"""What archives hold, as it was noted when they came."""

from safelight.domain.assets import ZIP, ArchiveEntry
from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.services import assets
from safelight.store import details
from safelight.store.database import Tx


def entries(tx: Tx, company: Company, handle: str) -> list[ArchiveEntry]:
    """The entries of an archive, in its order; of one in the trash too (assumed).

    raises: as `assets.by_handles`, and InvalidParameter for a handle that names no archive
    """
    found = assets.by_handles(tx, company, [handle], "assetHandle")
    if not found or found[0].type != ZIP:
        raise InvalidParameter("assetHandle", handle, f"the handle of an asset of type {ZIP}")
    return details.entries(tx, found[0].id)
