"""Publishing originals to a place outside of this server: what should lie there, what does, and what was done.

Source: IPS API reference, ServerDirectoryPublishJob. That originals are sent, under their path below the company's own
folder, is assumed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.faults import NoTarget
from safelight.domain.items import TransientError
from safelight.domain.publishing import SERVER_DIRECTORY
from safelight.services import publish_states
from safelight.services.context import Parts
from safelight.settings import Settings
from safelight.store import publish_history
from safelight.store import sent_files as rows
from safelight.store.database import Tx
from safelight.store.sent_files import Sent

__all__ = ["Plan", "Sent", "address", "context_id", "done", "plan", "waiting"]

SETTING: Final = "SAFELIGHT_PUBLISH_TARGET"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done about one asset.

    wanted:  what should lie outside; None for nothing
    was:     what does
    leaves:  a path where something lies that is to go
    fileless: it is marked, and has no file that could be sent
    """

    asset_id: int
    name: str
    type: str
    wanted: Sent | None
    was: Sent | None
    leaves: str | None
    fileless: bool
    size_bytes: int


def address(settings: Settings, element: str) -> str:
    """Where files go. Raises NoTarget where the settings name nothing."""
    if not settings.publish_target:
        raise NoTarget(element, SETTING)
    return settings.publish_target


def context_id(tx: Tx, company_id: int) -> int:
    return publish_states.contexts(tx, company_id, SERVER_DIRECTORY)[0].id


def waiting(parts: Parts, context: int) -> Iterator[tuple[int, str]]:
    """(asset id, name) of all that is marked, lies outside, or has changed."""
    with parts.database.read() as tx:
        yield from rows.waiting(tx, context)


def plan(tx: Tx, context: int, asset_id: int, *, lock: bool = False) -> Plan | None:
    """None where nobody knows of the asset any more. lock: it stays so until the transaction ends."""
    facts = rows.facts(tx, context, asset_id, lock=lock)
    if facts is None:
        return None
    was = rows.sent(tx, context, asset_id)
    marked = facts["marked"] and facts["trash_state"] == NOT_IN_TRASH
    digest = facts["picture"] or facts["file"]
    wanted = Sent(f"{facts['path']}{facts['file_name']}", digest) if marked and digest else None
    leaves = was.path if was is not None and (wanted is None or wanted.path != was.path) else None
    return Plan(
        asset_id,
        facts["name"] or (was.path if was else ""),
        facts["type"] or "",
        wanted,
        was,
        None if leaves and rows.shared(tx, context, asset_id, leaves) else leaves,
        marked and not digest,
        facts["file_size_bytes"] or 0,
    )


def done(tx: Tx, context: int, seen: Plan, sent_ms: int | None) -> None:
    """What a plan asked for is done; sent_ms: when a file was sent for it, UTC, None where none was

    raises: TransientError where the asset has changed meanwhile
    """
    now = plan(tx, context, seen.asset_id, lock=True)
    if now is None or now.wanted != seen.wanted:
        raise TransientError(f"{seen.name} was changed meanwhile")
    if seen.wanted is None:
        rows.drop(tx, context, seen.asset_id)
    else:
        rows.put(tx, context, seen.asset_id, seen.wanted)
        if sent_ms is not None:
            publish_history.put(tx, context, seen.asset_id, sent_ms)
    rows.settle(tx, context, seen.asset_id, live=seen.wanted is not None)
