"""What tests of jobs ask and look at."""

import io
from typing import Any

from PIL import Image
from sqlalchemy import select, update

import pictures
from harness import Server
from safelight.store import tables

UPLOAD = {"overwrite": True, "readyForPublish": True, "createMask": False, "emailSetting": "None"}


def picture(kind: str = "JPEG", width: int = 60, height: int = 40, image: Image.Image | None = None) -> bytes:
    out = io.BytesIO()
    (image or pictures.corners(width, height)).save(out, kind)
    return out.getvalue()


def submit(server: Server, element: str, name: str = "Job", **options: Any) -> str:
    """Submit a job that runs now; returns its handle."""
    reply = server.call("submitJob", companyHandle=server.company, jobName=name, **{element: options})
    return reply.jobHandle


def upload(server: Server, *urls: tuple[str, str], name: str = "Job", **options: Any) -> str:
    """Submit an upload of (address, destPath)."""
    listed = [{"sourceUrl": url, "destPath": path} for url, path in urls]
    return submit(server, "uploadUrlsJob", name, **{**UPLOAD, "urlArray": listed, **options})


def log(server: Server, name: str = "Job") -> Any:
    """The only log of a job of that name."""
    (found,) = [log for log in logs(server) if log.originalJobName == name]
    return found


def logs(server: Server) -> Any:
    return server.call("getJobLogs", companyHandle=server.company, numRows=100).jobLogArray


def lines(server: Server, handle: str, *types: str) -> Any:
    """Lines of a job's log, of some types or all, in their order."""
    wanted = {"logTypeArray": list(types)} if types else {}
    reply = server.call("getJobLogDetails", companyHandle=server.company, jobHandle=handle, **wanted)
    return [line for one in reply.jobLogArray for line in one.detailArray]


def assets(server: Server) -> dict[str, Any]:
    """By virtual path below the company."""
    found = server.call("searchAssets", companyHandle=server.company, includeSubfolders=True, recordsPerPage=1000)
    return {_path(asset): asset for asset in found.assetArray}


def _path(asset: Any) -> str:
    return f"{asset.folder.strip('/')}/{asset.fileName}".partition("/")[2]


def row(server: Server, name: str = "Job") -> Any:
    """The newest run of a name, as it stands in the table."""
    run = tables.job_run
    company_id = int(server.company.removeprefix("c|"))
    wanted = select(run).where(run.c.company_id == company_id, run.c.original_name == name)
    with server.parts.database.read() as tx:
        return tx.execute(wanted.order_by(run.c.id.desc()).limit(1)).one()


def items(server: Server, name: str = "Job") -> Any:
    item = tables.job_item
    with server.parts.database.read() as tx:
        return tx.execute(select(item).where(item.c.run_id == row(server, name).id).order_by(item.c.position)).all()


def change(server: Server, table: Any, key: int, **values: Any) -> None:
    with server.parts.database.write() as tx:
        tx.execute(update(table).where(table.c.id == key).values(**values))
