"""Assets named by handle, for what is changed in a table beside theirs: whose they are, and whether in the trash."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from safelight.domain import handles
from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.faults import AlreadyInTrash, ForeignCompany, InvalidParameter
from safelight.domain.people import Company
from safelight.store import publish_states as store
from safelight.store.database import Tx

Places = Mapping[int, tuple[int, str]]
"""Asset id to company and trash state."""


def of(tx: Tx, texts: Iterable[str]) -> Places:
    """Those of the assets that there are, locked by id until the transaction ends; no malformed handle faults."""
    return store.places(tx, _readable(texts))


def check(company: Company, field: str, handle: str, places: Places, *, trash_too: bool = False) -> int:
    """The id of an asset among them.

    raises: InvalidParameter where the handle is malformed or names none, ForeignCompany for another company's,
            AlreadyInTrash unless what is in the trash may be named too
    """
    asset_id = handles.asset_id(field, handle)
    if asset_id not in places:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    company_id, trash_state = places[asset_id]
    if company_id != company.id:
        raise ForeignCompany(field, handle)
    if trash_state != NOT_IN_TRASH and not trash_too:
        raise AlreadyInTrash(field, handle)
    return asset_id


def _readable(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        with suppress(InvalidParameter):
            yield handles.asset_id("assetHandle", text)
