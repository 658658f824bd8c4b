"""Publishing, all that other rooms need of it, and what serving reads: heads and records of live generations."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.permissions import UNBOUND, Access
from safelight.domain.publishing import IMAGE_SERVING
from safelight.domain.records import Head, Record, ServingSettings
from safelight.services import catalog_fields, serving_settings
from safelight.services.generations import add_changes, begin, presets, record_of, turn
from safelight.services.publish_states import (
    active_contexts,
    chosen,
    context_of_type,
    contexts,
    forget,
    mark,
    serving_context,
    told_otherwise,
    touched,
)
from safelight.store import companies, generations, published, purged_addresses
from safelight.store import permissions as permission_rows
from safelight.store.database import Tx

__all__ = [
    "Heads",
    "active_contexts",
    "add_changes",
    "begin",
    "chosen",
    "context_of_type",
    "contexts",
    "forget",
    "head",
    "mark",
    "presets",
    "preview_head",
    "preview_record",
    "record",
    "records",
    "serving_context",
    "told_otherwise",
    "touched",
    "turn",
]

HEADS_KEPT = 1_000


def head(tx: Tx, root: str) -> Head | None:
    """What is live at a root: None before the first publish, and where there is no such company."""
    return Heads().of(tx, root)


class Heads:
    """Heads, parsed once each while they are live and nothing is purged; one for a process and its database."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int, int], Head] = {}

    def of(self, tx: Tx, root: str) -> Head | None:
        """As `head`: one indexed read, and another the first time a generation is seen."""
        at = generations.head_and_purge(tx, root, IMAGE_SERVING)
        if at is None:
            return None
        known = self._known.get((root, *at))
        if known is None:
            if len(self._known) >= HEADS_KEPT:
                self._known.clear()
            known = self._known[root, *at] = _head(tx, root, *at)
        return known


def record(tx: Tx, head: Head, catalog_id: str) -> Record | None:
    """What is live under a catalog id; one indexed read. None where nothing is."""
    found = published.record(tx, head.context_id, head.number, catalog_id)
    return None if found is None else Record(**found)


def records(tx: Tx, head: Head, catalog_ids: Sequence[str]) -> dict[str, Record]:
    """What is live under some catalog ids, up to 30000; one indexed read, absent where nothing is."""
    found = published.records(tx, head.context_id, head.number, catalog_ids)
    return {catalog_id: Record(**facts) for catalog_id, facts in found.items()}


def preview_head(tx: Tx, root: str) -> Head | None:
    """Presets and settings as a publish would write them now; `number` is 0, for it is no generation."""
    company = companies.by_root(tx, root)
    if company is None:
        return None
    context = serving_context(tx, company.id, None)
    return Head(root, context.id, 0, presets(tx, company.id), serving_settings.in_force(tx, context))


def preview_record(tx: Tx, root: str, catalog_id: str, eyes: Access = UNBOUND) -> Record | None:
    """What a publish would write of a catalog id now, marked or not; None for one in the trash.

    eyes: in whose name; None too for what they may not read
    """
    company = companies.by_root(tx, root)
    row = published.draft(tx, company.id, catalog_id) if company else None
    if row is None or row["trash_state"] != NOT_IN_TRASH or not permission_rows.may_read(tx, eyes, row["asset_id"]):
        return None
    (filled,) = catalog_fields.filled(tx, [row])
    return None if filled["pyramid_digest"] is None else record_of(filled)


def _head(tx: Tx, root: str, context_id: int, number: int, purge: int) -> Head:
    contents = generations.contents(tx, context_id, number)
    assert contents is not None, f"no generation {number} of context {context_id}, which its head names"
    known = {field.name for field in fields(ServingSettings)} & contents.settings.keys()
    facts: dict[str, Any] = {name: _read(contents.settings[name]) for name in known}
    purges = purged_addresses.of(tx, root) if purge else {}
    return Head(root, context_id, number, contents.presets, ServingSettings(**facts), contents.changed_ms, purges)


def _read(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
