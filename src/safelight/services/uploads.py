"""Upload jobs whose files come by POST: several requests to one job, until its client ends it or stays silent.

Source: IPS API reference, UploadFile servlet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from safelight.domain import roles
from safelight.domain.blobs import Blob
from safelight.domain.faults import (
    ForeignUpload,
    ImpersonationNotPermitted,
    InvalidParameter,
    JobStateConflict,
    MissingParameter,
    NameTaken,
)
from safelight.domain.items import NewItem
from safelight.domain.jobs import EMAIL_SETTINGS, job_name
from safelight.domain.people import Company
from safelight.domain.running import Running
from safelight.domain.runs import RunState
from safelight.services import job_handles, job_options, runs
from safelight.services.context import Context
from safelight.services.starts import start_run
from safelight.store import assets_write, definitions, items
from safelight.store import running as rows

ELEMENT: Final = "uploadPostJob"
_DRIVE = re.compile(r"^[A-Za-z]:\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one request says.

    job_handle: the job it goes on with; else `job_name` starts one
    options:    of the job, as JSON by wire names; those of the first request hold
    file_name:  in place of the name that the file part gives
    end_job:    no more files will come
    """

    job_name: str | None
    job_handle: str | None
    locale: str | None
    description: str | None
    dest_folder: str | None
    file_name: str | None
    end_job: bool
    options: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file in the blob store, under the name its part gave it, which may hold a path."""

    name: str
    blob: Blob


def receive(ctx: Context, company: Company, asked: Asked, files: Sequence[Arrived]) -> str:
    """Put files into a new or an open job; returns its handle.

    raises: MissingParameter, InvalidParameter, NameTaken, UnknownJob; JobStateConflict for a job that takes no files
            (any more); ForeignUpload for one that another address began; ImpersonationNotPermitted, for who is bound
            by permissions, for one that another user began, since its files come in by what that user may; NotBuilt
    """
    targets = [_target(asked, one, alone=len(files) == 1) for one in files]
    run = _continued(ctx, company, asked.job_handle) if asked.job_handle else _begun(ctx, company, asked)
    for one in files:
        assets_write.keep_blob(ctx.tx, one.blob, ctx.now_ms)
    listed = [
        NewItem(target, blob_digest=one.blob.digest, size_bytes=one.blob.size_bytes)
        for target, one in zip(targets, files, strict=True)
    ]
    size_bytes = sum(item.size_bytes for item in listed)
    first = rows.grow(ctx.tx, run.id, len(listed), size_bytes, None if asked.end_job else _open_until(ctx))
    items.add(ctx.tx, run.id, first, listed)
    if listed:
        runs.dispatch(ctx.tx, ctx.parts, run, lanes=len(listed))
    if asked.end_job:
        runs.close_upload(ctx.tx, ctx.parts, run.id)
    return run.handle


def _begun(ctx: Context, company: Company, asked: Asked) -> Running:
    if not asked.job_name:
        raise MissingParameter("jobName", "jobName to start an upload job, or jobHandle to go on with one")
    name = job_name("jobName", asked.job_name)
    if asked.options is None:
        raise MissingParameter("uploadParams", "the options of the upload job that jobName starts")
    job_options.check(ctx, company, ELEMENT, asked.options)
    mailed = asked.options["emailSetting"]
    if mailed not in EMAIL_SETTINGS:
        raise InvalidParameter("uploadParams/emailSetting", mailed, f"one of {', '.join(EMAIL_SETTINGS)}")
    if definitions.by_name(ctx.tx, company.id, name) is not None:
        raise NameTaken("jobName", name, "Job")
    run_id = start_run(
        ctx.tx,
        ctx.parts,
        company_id=company.id,
        account_id=ctx.caller.account.id,
        name=name,
        element=ELEMENT,
        options=asked.options,
        locale=(asked.locale or ctx.locale).replace("_", "-"),
        description=asked.description or "",
        key=f"upload:{ctx.request_id}",
        trigger_ms=ctx.now_ms,
        client_address=ctx.client_address,
        open_until_ms=_open_until(ctx),
        traceparent=ctx.parts.traces.place(),
    )
    return _locked(ctx, run_id)


def _continued(ctx: Context, company: Company, handle: str) -> Running:
    found = job_handles.find(ctx.tx, company, handle)
    want = "an upload job that takes files"
    if not isinstance(found, RunState):
        raise JobStateConflict(handle, "scheduled", want)
    run = _locked(ctx, found.id)
    if run.client_address is not None and run.client_address != ctx.client_address:
        raise ForeignUpload(handle)
    if run.account_id != ctx.caller.account.id and ctx.caller.role_in(company.id) in roles.BOUND:
        raise ImpersonationNotPermitted("jobHandle")
    if run.element != ELEMENT or run.is_done or run.stopping or run.open_until_ms is None:
        raise JobStateConflict(handle, found.shown_state, want)
    return run


def _locked(ctx: Context, run_id: int) -> Running:
    run = rows.lock(ctx.tx, run_id)
    assert run is not None
    return run


def _open_until(ctx: Context) -> int:
    return ctx.now_ms + ctx.parts.settings.upload_idle_s * 1000


def _target(asked: Asked, file: Arrived, *, alone: bool) -> str:
    """Where in the company a file goes; a path of the client's own machine counts for its last part (assumed)."""
    if asked.file_name and not alone:
        raise InvalidParameter("fileName", asked.file_name, "one file in a request that names it")
    name = asked.file_name or file.name
    if _DRIVE.match(name):
        name = name.rpartition("\\")[2]
    names = [part for part in f"{asked.dest_folder or ''}/{name}".replace("\\", "/").split("/") if part.strip()]
    if not name.strip("/\\ "):
        raise MissingParameter("fileName", "a name, here or in the file part")
    return "/".join(names)
