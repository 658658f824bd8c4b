"""What starts when a run has ended: metadata its options ask for, then sets, then the publish they ask for.

Source: IPS API reference, AutoSetCreationOptions: every script is applied to all assets of an upload. That the sets are
made by a job of their own, in the deepest folder that holds all those assets, and that it tells of itself by mail as
the upload does, is assumed. After a stop or a fatal error nothing starts (assumed).
"""

from collections.abc import Mapping
from os.path import commonpath
from typing import Any, Final

from safelight.domain import handles
from safelight.domain.jobs import AUTO_SETS, FOLLOW_ONS, METADATA_UPLOAD
from safelight.domain.running import Counts, Running
from safelight.services import run_traces
from safelight.services.context import Parts
from safelight.services.starts import start_run
from safelight.store import job_runs, made_assets
from safelight.store import running as rows
from safelight.store.database import Tx

Options = Mapping[str, Any]

_OF_METADATA: Final = (
    "destFolder",
    "serverDir",
    "overwrite",
    "readyForPublish",
    "includeSubfolders",
    "createMask",
    "processMetadataFiles",
    "emailSetting",
)
"""What the reader of metadata files is told of an upload: the required options, and where files lie and went."""


def start(tx: Tx, parts: Parts, run: Running, options: Options, counts: Counts, now_ms: int) -> None:
    """Start what follows a run that has just ended: metadata of an upload, then sets of it, then its publish."""
    if run.stopping or counts.fatal:
        return
    origin_id = job_runs.parent_id(tx, run.id) if run.element in {AUTO_SETS, METADATA_UPLOAD} else None
    if origin_id is not None:
        options, counts = rows.options(tx, origin_id), rows.counts(tx, origin_id)
    elif options.get("processMetadataFiles"):
        again = {name: options[name] for name in _OF_METADATA if name in options}
        _start(tx, parts, run, METADATA_UPLOAD, again, run.id, now_ms)
        return
    sets = None if run.element == AUTO_SETS else _sets(tx, origin_id or run.id, options)
    if sets is not None:
        _start(tx, parts, run, AUTO_SETS, sets, origin_id or run.id, now_ms)
        return
    wanted = next((option for option in FOLLOW_ONS if options.get(option) is not None), None)
    if wanted is None or (options.get("postJobOnlyIfFiles") and not counts.file_success):
        return
    _start(tx, parts, run, FOLLOW_ONS[wanted], options[wanted], origin_id or run.id, now_ms)


def scripts(options: Options) -> tuple[str, ...]:
    """Handles of the scripts by which the assets of a job become sets."""
    return tuple((options.get("autoSetCreationOptions") or {}).get("autoSetsArray") or ())


def _sets(tx: Tx, run_id: int, options: Options) -> Options | None:
    """The job that makes sets of what a run has made; None where none is asked for, or nothing was made."""
    made = made_assets.of_run(tx, run_id) if scripts(options) else []
    if not made:
        return None
    ready = options.get("readyForPublish")
    return {
        "assetHandleArray": [handles.asset_handle(asset_id) for asset_id in made],
        "destFolder": commonpath(made_assets.folder_paths(tx, run_id)).partition("/")[2],
        "readyForPublish": made_assets.any_marked(tx, run_id) if ready is None else ready,
        "autoSetCreationOptions": options["autoSetCreationOptions"],
        "emailSetting": options.get("emailSetting", "None"),
    }


def _start(tx: Tx, parts: Parts, run: Running, element: str, options: Options, parent_run_id: int, now_ms: int) -> None:
    start_run(
        tx,
        parts,
        company_id=run.company_id,
        account_id=run.account_id,
        name=run.original_name,
        element=element,
        options=options,
        locale=run.locale,
        description="",
        key=f"after:{run.id}",
        trigger_ms=now_ms,
        parent_run_id=parent_run_id,
        traceparent=run_traces.place(parts, run),
    )
