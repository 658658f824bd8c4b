"""Marking assets for publish as callers ask for it: by handles and the words of the wire."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from safelight.domain import handles
from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import AlreadyInTrash, Fault, ForeignCompany, InvalidParameter
from safelight.domain.people import Company
from safelight.domain.publishing import MARK_WORDS
from safelight.services import publishing
from safelight.store import publish_states as store
from safelight.store.database import Tx

MOST_UPDATES = 10_000
"""Assets one call may mark (assumed; so that no call holds the database for long)."""

Places = Mapping[int, tuple[int, str]]


def mark_one(tx: Tx, company: Company, handle: str, word: str, context_handles: Sequence[str] | None) -> None:
    """Give one asset a publish state in the contexts named; in all of the company where none are (assumed).

    raises: InvalidParameter for an unknown word, asset or context, ForeignCompany for what is another company's,
            AlreadyInTrash
    """
    marked = _marked("publishState", word)
    contexts = publishing.chosen(tx, company.id, context_handles, "contextHandleArray/items")
    asset_id = handles.asset_id("assetHandle", handle)
    _check(company, "assetHandle", handle, store.places(tx, [asset_id]))
    publishing.mark(tx, [asset_id], [context.id for context in contexts], marked)


def mark_all(tx: Tx, company: Company, updates: Sequence[tuple[str, str]]) -> Batch:
    """Give assets publish states in all contexts; one that cannot have its own is an error and stops no other.

    updates: (asset handle, publish state); of several for one asset the last counts, and each is counted (assumed)
    raises:  InvalidParameter for more than 10000
    """
    field = "publishStateUpdateArray/items"
    if len(updates) > MOST_UPDATES:
        raise InvalidParameter(field, f"{len(updates)} items", f"at most {MOST_UPDATES}")
    places = store.places(tx, _readable(handle for handle, _ in updates))
    wanted: dict[int, bool] = {}
    errors: list[Refused] = []
    for handle, word in updates:
        try:
            marked = _marked(f"{field}/publishState", word)
            wanted[_check(company, f"{field}/assetHandle", handle, places)] = marked
        except Fault as refusal:
            errors.append(Refused(handle, refusal))
    contexts = [context.id for context in publishing.contexts(tx, company.id)]
    for marked in (True, False):
        publishing.mark(tx, [asset_id for asset_id, one in wanted.items() if one == marked], contexts, marked)
    return Batch(len(updates) - len(errors), errors=tuple(errors))


def _check(company: Company, field: str, handle: str, places: Places) -> int:
    asset_id = handles.asset_id(field, handle)
    if asset_id not in places:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    company_id, trash_state = places[asset_id]
    if company_id != company.id:
        raise ForeignCompany(field, handle)
    if trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(field, handle)
    return asset_id


def _readable(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        with suppress(InvalidParameter):
            yield handles.asset_id("assetHandle", text)


def _marked(field: str, word: str) -> bool:
    if word not in MARK_WORDS:
        raise InvalidParameter(field, word, f"one of {', '.join(MARK_WORDS)}")
    return MARK_WORDS[word]
