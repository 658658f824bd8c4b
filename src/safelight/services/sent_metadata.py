"""Publishing metadata to a place outside of this server, a JSON document for each asset.

Source: IPS API reference, MetadataPublishJobType, which names a metadata server and says nothing of it; the documents,
and that they are those of what is marked for image serving, are assumed.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.faults import NoTarget
from safelight.domain.items import TransientError
from safelight.domain.metadata import Shown
from safelight.domain.people import Company
from safelight.domain.publishing import IMAGE_SERVING
from safelight.services import metadata, publish_states
from safelight.services.context import Parts
from safelight.settings import Settings
from safelight.store import assets as asset_rows
from safelight.store import sent_metadata as rows
from safelight.store.database import Tx
from safelight.store.sent_files import Sent

__all__ = ["Plan", "Sent", "address", "done", "plan", "waiting"]

SETTING: Final = "SAFELIGHT_METADATA_TARGET"
FOLDER: Final = "_metadata_"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done about one asset: what should lie outside, with its bytes, and what does."""

    asset_id: int
    name: str
    wanted: Sent | None
    body: bytes
    was: Sent | None


def address(settings: Settings, element: str) -> str:
    """Where documents go. Raises NoTarget where the settings name nothing."""
    if not settings.metadata_target:
        raise NoTarget(element, SETTING)
    return settings.metadata_target


def waiting(parts: Parts, company: Company) -> Iterator[int]:
    """Ids of the assets that are marked, or of which a document lies outside."""
    with parts.database.read() as tx:
        yield from rows.waiting(tx, company.id, _context(tx, company))


def plan(tx: Tx, company: Company, asset_id: int) -> Plan:
    """What an asset has now, and what lies outside of it."""
    found = asset_rows.by_ids(tx, [asset_id])
    there = found[0] if found and found[0].trash_state == NOT_IN_TRASH else None
    was = rows.of(tx, company.id, asset_id)
    if there is None or not rows.marked(tx, _context(tx, company), asset_id):
        return Plan(asset_id, there.name if there else _name(was), None, b"", was)
    body = _document(there, metadata.shown(tx, [there]).get(asset_id, []))
    path = f"{there.root}/{FOLDER}/{asset_id}.json"
    return Plan(asset_id, there.name, Sent(path, hashlib.sha256(body).hexdigest()), body, was)


def done(tx: Tx, company: Company, seen: Plan) -> None:
    """What a plan asked for is done. Raises TransientError where the asset has changed meanwhile."""
    if plan(tx, company, seen.asset_id).wanted != seen.wanted:
        raise TransientError(f"{seen.name} was changed meanwhile")
    if seen.wanted is None:
        rows.drop(tx, company.id, seen.asset_id)
    else:
        rows.put(tx, company.id, seen.asset_id, seen.wanted)


def _context(tx: Tx, company: Company) -> int:
    return publish_states.contexts(tx, company.id, IMAGE_SERVING)[0].id


def _name(was: Sent | None) -> str:
    return was.path.rpartition("/")[2] if was else ""


def _document(asset: Asset, shown: list[Shown]) -> bytes:
    """Names as on the wire; fields by name, a tag field as the list of its tags. The same facts give the same bytes."""
    fields: dict[str, Any] = {
        one.field.name: list(one.tags) if one.field.is_tag else one.value.text if one.value else "" for one in shown
    }
    facts = {
        "assetHandle": asset.handle,
        "type": asset.type,
        "name": asset.name,
        "fileName": asset.file_name,
        "folder": asset.folder_path,
        "metadata": fields,
    }
    return (json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
