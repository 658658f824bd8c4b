"""Publish contexts, and which assets are to be published to them."""

from collections.abc import Iterable, Mapping, Sequence

from safelight.domain import handles
from safelight.domain.faults import ForeignCompany, InvalidParameter
from safelight.domain.publishing import IMAGE_SERVING, SERVED_TYPES, PublishContext
from safelight.services.companies import CONTEXT_TYPES
from safelight.store import asset_sets, derived, publish_history, thumbs
from safelight.store import publish_states as store
from safelight.store.database import Tx


def contexts(tx: Tx, company_id: int, type_: str | None = None) -> list[PublishContext]:
    """The contexts of a company, one of each type, or that of one type.

    raises: InvalidParameter for a type there is none of
    """
    if type_ is not None and type_ not in CONTEXT_TYPES:
        raise InvalidParameter("contextType", type_, f"one of {', '.join(CONTEXT_TYPES)}")
    return store.contexts(tx, company_id, type_)


def active_contexts(tx: Tx, company_id: int) -> list[PublishContext]:
    """The contexts with at least one active server: this server is one, of pictures (assumed)."""
    return [context for context in contexts(tx, company_id) if context.type in SERVED_TYPES]


def context(tx: Tx, company_id: int, handle: str, field: str) -> PublishContext:
    """The context of a handle.

    raises: InvalidParameter where it is malformed or names none, ForeignCompany where it is another company's
    """
    found = store.context(tx, handles.context_id(field, handle))
    if found is None:
        raise InvalidParameter(field, handle, "the handle of a publish context, as getPublishContexts gives it")
    if found.company_id != company_id:
        raise ForeignCompany(field, handle)
    return found


def chosen(tx: Tx, company_id: int, wanted: Sequence[str] | None, field: str) -> list[PublishContext]:
    """The contexts of some handles; all of the company where none are given (assumed)."""
    if not wanted:
        return contexts(tx, company_id)
    return [context(tx, company_id, handle, field) for handle in wanted]


def serving_context(
    tx: Tx, company_id: int, handle: str | None, field: str = "imageServingPublishJob/contextHandle"
) -> PublishContext:
    """The context an imageServingPublishJob publishes to: as `context_of_type`."""
    return context_of_type(tx, company_id, IMAGE_SERVING, handle, field)


def context_of_type(tx: Tx, company_id: int, type_: str, handle: str | None, field: str) -> PublishContext:
    """The context of a handle, which must be of a type; the one that the company has of it where no handle is given.

    raises: as `context`, and InvalidParameter for a context of another type
    """
    if not handle:
        return contexts(tx, company_id, type_)[0]
    found = context(tx, company_id, handle, field)
    if found.type != type_:
        raise InvalidParameter(field, handle, f"a context of type {type_}, which this one of {found.type} is not")
    return found


class Contexts:
    """The contexts of a company by their handles, each looked up once."""

    def __init__(self, tx: Tx, company_id: int, field: str) -> None:
        self._known = {found.handle: found for found in contexts(tx, company_id)}
        self._tx, self._company_id, self._field = tx, company_id, field

    def named(self, handle: str) -> PublishContext:
        """raises: as `context`"""
        if handle not in self._known:
            self._known[handle] = context(self._tx, self._company_id, handle, self._field)
        return self._known[handle]


def marked_contexts(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Sequence[PublishContext]]:
    """The contexts that each of some assets is marked for, by id; assets marked for none are left out."""
    return store.marked_contexts(tx, asset_ids)


def published_somewhere(tx: Tx, asset_ids: Sequence[int]) -> set[int]:
    """Those of some assets that are marked or live in any context."""
    return store.published_somewhere(tx, asset_ids)


def mark(tx: Tx, asset_ids: Iterable[int], context_ids: Sequence[int] | None, marked: bool) -> None:
    """Mark assets for publish in some contexts, or unmark them; the next publish acts on it.

    Contexts of another company than the asset's are passed over. What is marked so already stays unchanged.

    context_ids: None for all of the company
    """
    store.mark(tx, asset_ids, context_ids, marked)


def touched(tx: Tx, asset_ids: Iterable[int]) -> None:
    """Note that assets are no longer what was published: renamed, given new pixels, trashed, restored, and so on.

    What is made of them changes with them: what is derived from them, assets they stand for in small, and the sets that
    any of these are in.
    """
    named = list(asset_ids)
    own = [*named, *derived.of(tx, named)]
    shown = thumbs.shown_by(tx, own)
    store.touch(tx, sorted({*own, *shown, *asset_sets.containers(tx, [*own, *shown])}))


def told_otherwise(tx: Tx, asset_ids: Iterable[int]) -> None:
    """Note that sets may have to tell of assets what is new: their metadata, their folder."""
    store.touch(tx, asset_sets.containers(tx, list(asset_ids)))


def forget(tx: Tx, asset_ids: Iterable[int]) -> None:
    """Unmark assets whose rows are being erased. What is live of them stays so until the next publish."""
    ids = list(asset_ids)
    store.forget(tx, ids)
    publish_history.forget(tx, ids)
