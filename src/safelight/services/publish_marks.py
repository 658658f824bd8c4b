"""Marking assets for publish as callers ask for it: by handles and the words of the wire."""

from collections.abc import Sequence

from safelight.domain.assets import Asset
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import Fault, InvalidParameter, NotPublished
from safelight.domain.people import Company
from safelight.domain.publishing import MARK_WORDS, PublishContext
from safelight.services import asset_places, assets, publish_states, publishing
from safelight.store.database import Tx

MOST_UPDATES = 10_000
"""Assets one call may mark (assumed; so that no call holds the database for long)."""


def mark_one(tx: Tx, company: Company, handle: str, word: str, context_handles: Sequence[str] | None) -> None:
    """Give one asset a publish state in the contexts named; in all of the company where none are (assumed).

    raises: InvalidParameter for an unknown word, asset or context, ForeignCompany for what is another company's,
            AlreadyInTrash
    """
    marked = _marked("publishState", word)
    contexts = publishing.chosen(tx, company.id, context_handles, "contextHandleArray/items")
    asset_id = asset_places.check(company, "assetHandle", handle, asset_places.of(tx, [handle]))
    publishing.mark(tx, [asset_id], [context.id for context in contexts], marked)


def mark_all(tx: Tx, company: Company, updates: Sequence[tuple[str, str]]) -> Batch:
    """Give assets publish states in all contexts; one that cannot have its own is an error and stops no other.

    updates: (asset handle, publish state); of several for one asset the last counts, and each is counted (assumed)
    raises:  InvalidParameter for more than 10000
    """
    field = "publishStateUpdateArray/items"
    if len(updates) > MOST_UPDATES:
        raise InvalidParameter(field, f"{len(updates)} items", f"at most {MOST_UPDATES}")
    places = asset_places.of(tx, (handle for handle, _ in updates))
    wanted: dict[int, bool] = {}
    errors: list[Refused] = []
    for handle, word in updates:
        try:
            marked = _marked(f"{field}/publishState", word)
            wanted[asset_places.check(company, f"{field}/assetHandle", handle, places)] = marked
        except Fault as refusal:
            errors.append(Refused(handle, refusal))
    contexts = [context.id for context in publishing.contexts(tx, company.id)]
    for marked in (True, False):
        publishing.mark(tx, [asset_id for asset_id, one in wanted.items() if one == marked], contexts, marked)
    return Batch(len(updates) - len(errors), errors=tuple(errors))


def mark_each(tx: Tx, company: Company, updates: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Batch:
    """Give assets publish states in contexts of their own; a pair that cannot have its own is an error of its asset.

    updates: (asset handle, (context handle, publish state) of each); of two states for one pair the last counts
    returns: counts of pairs, as the reference's sample has them
    raises:  InvalidParameter for more than 10000 pairs
    """
    field = "assetsContextStateUpdateArray/items"
    pairs = [(handle, *state) for handle, states in updates for state in states]
    if len(pairs) > MOST_UPDATES:
        raise InvalidParameter(f"{field}/contextStateUpdateArray", f"{len(pairs)} items", f"at most {MOST_UPDATES}")
    places = asset_places.of(tx, (handle for handle, _ in updates))
    contexts = publish_states.Contexts(tx, company.id, f"{field}/contextStateUpdateArray/items/contextHandle")
    wanted: dict[tuple[int, int], bool] = {}
    errors: list[Refused] = []
    for handle, context, word in pairs:
        try:
            asset_id = asset_places.check(company, f"{field}/assetHandle", handle, places)
            marked = _marked(f"{field}/contextStateUpdateArray/items/publishState", word)
            wanted[asset_id, contexts.named(context).id] = marked
        except Fault as refusal:
            errors.append(Refused(handle, refusal))
    for context_id, marked in sorted({(context_id, marked) for (_, context_id), marked in wanted.items()}):
        chosen = [asset_id for (asset_id, where), one in wanted.items() if where == context_id and one == marked]
        publishing.mark(tx, chosen, [context_id], marked)
    return Batch(len(pairs) - len(errors), errors=tuple(errors))


def force_all(tx: Tx, company: Company, texts: Sequence[str], *, files: bool, catalog: bool) -> Batch:
    """Have the next publish take assets anew, whatever of them is published; a bad handle is an error.

    files, catalog: what is to be sent anew. Here one goes with the other, so that either does; neither resets nothing
    returns: an asset that is published nowhere and marked for nothing is a warning (assumed)
    raises:  InvalidParameter for more than 10000 handles
    """
    field = "assetHandleArray/items"
    if len(texts) > MOST_UPDATES:
        raise InvalidParameter(field, f"{len(texts)} handles", f"at most {MOST_UPDATES}")
    places = asset_places.of(tx, texts)
    known = publish_states.published_somewhere(tx, list(places))
    wanted: list[int] = []
    warnings, errors = [], []
    for handle in texts:
        try:
            asset_id = asset_places.check(company, field, handle, places)
        except Fault as refusal:
            errors.append(Refused(handle, refusal))
            continue
        if asset_id in known:
            wanted.append(asset_id)
        else:
            warnings.append(Refused(handle, NotPublished(field, handle)))
    publishing.touched(tx, wanted if files or catalog else [])
    return Batch(len(wanted), tuple(warnings), tuple(errors))


def marked_for(tx: Tx, company: Company, texts: Sequence[str]) -> list[tuple[Asset, Sequence[PublishContext]]]:
    """Assets, each once, with the contexts they are marked for; what is not there is left out (assumed).

    raises: as `assets.by_handles`
    """
    found = assets.by_handles(tx, company, texts)
    marked = publish_states.marked_contexts(tx, [asset.id for asset in found])
    return [(asset, marked.get(asset.id, ())) for asset in found]


def _marked(field: str, word: str) -> bool:
    if word not in MARK_WORDS:
        raise InvalidParameter(field, word, f"one of {', '.join(MARK_WORDS)}")
    return MARK_WORDS[word]
