"""`/exports/RUN/NAME`: the archive of an exportJob, to who has its link, until that ends."""

from urllib.parse import quote

import anyio.to_thread
import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from safelight.domain.faults import LinkRefused
from safelight.gateway.address import parts_of
from safelight.gateway.blob_replies import BlobReply
from safelight.services import exports
from safelight.services.preview import EXPIRES, SIGNATURE, Link

log = structlog.get_logger()


def routes() -> list[Route]:
    return [Route(exports.PATH + "/{run:int}/{name}", fetch)]


async def fetch(request: Request) -> Response:
    """200 with the archive; 403 in plain text for a link that does not hold."""
    parts, said = parts_of(request), request.query_params
    link = Link(said.get(EXPIRES, ""), said.get(SIGNATURE, ""))
    run_id, name = request.path_params["run"], request.path_params["name"]
    try:
        found = await anyio.to_thread.run_sync(exports.opened, parts, run_id, name, link)
    except LinkRefused as refusal:
        log.info("export.refused", run=run_id, reason=str(refusal))
        return PlainTextResponse(f"{refusal}\n", 403, {"Cache-Control": "no-store"})
    disposition = f"attachment; filename*=UTF-8''{quote(found.name)}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return BlobReply(parts.blobs, found.digest, "application/zip", headers)
