"""The HTTP side of a call: bounded body in, status, media type and gzip out."""

import anyio.to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from safelight.contract import envelope
from safelight.domain.faults import InvalidRequestXml
from safelight.gateway import soap
from safelight.gateway.address import incoming, parts_of
from safelight.gateway.compression import packed

DRAINED_BYTES = 2**28
"""Read and dropped of a body that is too large, so that its sender gets to see the answer."""


async def call(request: Request) -> Response:
    """Answer one call; the work is done in a thread, since the inside of the house is plain functions."""
    limit = parts_of(request).settings.soap_max_bytes
    plain = request.url.path.startswith("/scene7/api/")
    try:
        body = await _bounded_body(request, limit)
    except ClientDisconnect:
        return Response(status_code=400)
    if body is None:
        return _too_large(limit, plain=plain)
    accept_encoding = request.headers.get("accept-encoding", "")
    return await anyio.to_thread.run_sync(_respond, incoming(request, body, plain=plain), accept_encoding)


def _respond(call: soap.Call, accept_encoding: str) -> Response:
    answer = soap.answer(call)
    content, headers = packed(answer.xml.encode(), accept_encoding, asked=answer.gzip)
    return Response(content, answer.status, headers | {"Content-Type": answer.media_type})


async def _bounded_body(request: Request, limit: int) -> bytes | None:
    """The body, or None when it is larger than `limit` bytes: then it was read and dropped, up to 256 MB of it."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            chunks.append(chunk)
        else:
            chunks.clear()
        if size > limit + DRAINED_BYTES:
            break
    return b"".join(chunks) if size <= limit else None


def _too_large(limit: int, *, plain: bool) -> Response:
    form = envelope.PLAIN if plain else envelope.SOAP_11
    fault = InvalidRequestXml("request", "a larger body", f"at most {limit} bytes")
    return Response(envelope.write_fault(fault, form), 500, {"Content-Type": form.media_type})
