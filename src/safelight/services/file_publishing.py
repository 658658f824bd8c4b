"""Publishing of files as they are, for the contexts that carry some: what a generation says of each, and what is live.

A file is live under its path below the company, and under its name; of several of one name the newest asset has that
(assumed).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.file_records import CARRIED, FileRecord
from safelight.domain.publishing import Outcome
from safelight.store import generations, published
from safelight.store.database import Tx
from safelight.store.published import Live

Said = tuple[Outcome | None, Sequence[Live], Sequence[Live]]
"""Of one asset: what became of it, how it is shown, and what of it ends."""

NO_FILE = "the asset did not come as a file of its own"


def judge(context_type: str, row: Mapping[str, Any], live: Sequence[Live]) -> Said:
    """What a publish says of one asset; nothing of types that the context does not carry."""
    asset_id, name, type_ = row["asset_id"], row["name"] or (live[0].catalog_id if live else ""), row["type"] or ""
    marked = row["marked"] and row["trash_state"] == NOT_IN_TRASH and type_ in CARRIED[context_type]
    if not marked:
        return Outcome(asset_id, name, type_, "removed") if live else None, (), live
    if row["digest"] is None:
        return Outcome(asset_id, name, type_, "error", NO_FILE), (), live
    shown = _shown(row)
    kept = {one.catalog_id for one in shown}
    return Outcome(asset_id, name, type_, "published"), shown, [one for one in live if one.catalog_id not in kept]


def record(tx: Tx, root: str, path: str) -> FileRecord | None:
    """What is live at a path or under a name below a company's root, of any context that carries files."""
    for context_type in CARRIED:
        head = generations.head(tx, root, context_type)
        found = None if head is None else published.record(tx, *head, path)
        if found is not None:
            return FileRecord(**found)
    return None


def _shown(row: Mapping[str, Any]) -> list[Live]:
    facts = FileRecord(
        asset_id=row["asset_id"],
        digest=row["digest"],
        name=row["name"],
        file_name=row["file_name"],
        type=row["type"],
        size_bytes=row["size_bytes"],
        modified_ms=row["modified_ms"],
    )
    path = row["folder_path"].partition("/")[2] + row["file_name"]
    return [Live(row["asset_id"], key, asdict(facts)) for key in dict.fromkeys((path, row["name"]))]
