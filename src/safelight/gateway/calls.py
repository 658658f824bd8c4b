"""The HTTP side of a call: bounded body in, status, media type and gzip out."""

import gzip

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from safelight.contract import envelope
from safelight.domain.faults import InvalidRequestXml
from safelight.gateway import soap
from safelight.gateway.address import base_url, parts_of

GZIP_FROM_BYTES = 500
GZIP_LEVEL = 5


async def call(request: Request) -> Response:
    """Answer one call; the work is done in a thread, since the inside of the house is plain functions."""
    parts = parts_of(request)
    body = await _bounded_body(request, parts.settings.soap_max_bytes)
    plain = request.url.path.startswith("/scene7/api/")
    if body is None:
        return _too_large(parts.settings.soap_max_bytes, plain=plain)
    incoming = soap.Call(
        parts=parts,
        body=body,
        plain=plain,
        authorization=request.headers.get("authorization", ""),
        accept_language=request.headers.get("accept-language", ""),
        base_url=base_url(request),
        client_address=request.client.host if request.client else "",
    )
    return await anyio.to_thread.run_sync(_respond, incoming, request.headers.get("accept-encoding", ""))


def _respond(incoming: soap.Call, accept_encoding: str) -> Response:
    answer = soap.answer(incoming)
    content = answer.xml.encode()
    headers = {"Content-Type": answer.media_type}
    if answer.gzip or ("gzip" in accept_encoding and len(content) >= GZIP_FROM_BYTES):
        content = gzip.compress(content, GZIP_LEVEL, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(content, answer.status, headers)


async def _bounded_body(request: Request, limit: int) -> bytes | None:
    """The body, or None when it is larger than `limit` bytes: then it was read and dropped."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            chunks.append(chunk)
        else:
            chunks.clear()
    return b"".join(chunks) if size <= limit else None


def _too_large(limit: int, *, plain: bool) -> Response:
    form = envelope.PLAIN if plain else envelope.SOAP_11
    fault = InvalidRequestXml("request", "a larger body", f"at most {limit} bytes")
    return Response(envelope.write_fault(fault, form), 500, {"Content-Type": form.media_type})
