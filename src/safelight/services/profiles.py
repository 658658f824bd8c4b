"""Colour profiles that jobs convert by."""

from typing import Final

from safelight.domain.assets import ICC_PROFILE, NOT_IN_TRASH
from safelight.domain.faults import AlreadyInTrash, InvalidParameter
from safelight.domain.people import Company
from safelight.services import assets
from safelight.store import details
from safelight.store.database import Tx

SOURCE: Final = "sourceProfileHandle"
OUTPUT: Final = "outputProfileHandle"
CLASSES: Final = {
    SOURCE: ("Input", "Display", "Output", "ColorSpaceConversion"),
    OUTPUT: ("Display", "Output", "ColorSpaceConversion"),
}
"""Classes of profiles that may stand at either end, as noted of the asset (assumed)."""


def digest(tx: Tx, company: Company, handle: str, end: str, path: str = "colorManagementOptions") -> str:
    """Names the blob of the profile of a handle, of the company or the shared one.

    end:    SOURCE or OUTPUT; path: of the options that name it
    raises: InvalidParameter where it names no profile, or one of a class that cannot stand there; ForeignCompany,
            AlreadyInTrash
    """
    field = f"{path}/{end}"
    found = assets.by_handles(tx, company, [handle], field)
    if not found or found[0].type != ICC_PROFILE or found[0].file is None:
        raise InvalidParameter(field, handle, f"the handle of an asset of type {ICC_PROFILE}")
    if found[0].trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(field, handle)
    noted = details.profile(tx, found[0].id)
    if noted is None or noted.profile_class not in CLASSES[end]:
        raise InvalidParameter(field, handle, f"a profile of class {', '.join(CLASSES[end])}")
    return found[0].file.original_digest
