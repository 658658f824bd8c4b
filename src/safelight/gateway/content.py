"""`/is/content/COMPANY/...`: files that are published as they are, by their path below the company or their name.

Beside them lies the site map of a company's videos.
"""

import mimetypes
from typing import Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from safelight.gateway.address import parts_of
from safelight.gateway.blob_replies import BlobReply
from safelight.services import file_publishing, sitemaps
from safelight.services.context import Parts

PATH: Final = "/is/content/{root}/{path:path}"
LIFETIME_S: Final = 36_000
"""As pictures have it where nothing else is set; assumed."""


def routes() -> list[Route]:
    return [Route(PATH, show)]


async def show(request: Request) -> Response:
    """200 with the file, or 404 in plain text; a range of it where one is asked for."""
    parts, root, path = parts_of(request), request.path_params["root"], request.path_params["path"]
    found = await anyio.to_thread.run_sync(_found, parts, root, path.strip("/"))
    if found is None:
        return PlainTextResponse("no file is published here\n", 404, {"Cache-Control": "no-store"})
    digest, file_name = found
    media_type = mimetypes.guess_type(file_name)[0] or "application/octet-stream"
    headers = {"Cache-Control": f"public, max-age={LIFETIME_S}", "Access-Control-Allow-Origin": "*"}
    return BlobReply(parts.blobs, digest, media_type, headers)


def _found(parts: Parts, root: str, path: str) -> tuple[str, str] | None:
    """Digest and file name of what is live at a path; the site map has one too, unless a file has it."""
    with parts.database.read() as tx:
        record = file_publishing.record(tx, root, path)
        if record is not None:
            return record.digest, record.file_name
        digest = sitemaps.of_root(tx, root) if path == sitemaps.NAME else None
    return None if digest is None else (digest, sitemaps.NAME)
