"""Blobs as HTTP answers: piece by piece, however large, whole or a range of one. Source: RFC 9110."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import anyio
import anyio.to_thread
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from safelight.adapters.blobs import BlobMissingError, BlobStore

READ_BYTES: Final = 2**18
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes from `first` up to and including `last`."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class BlobReply(Response):
    """200, 206 for a range, 304 where the client has it, 416 for a range outside; a HEAD gets its head alone."""

    def __init__(self, blobs: BlobStore, digest: str, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(media_type=media_type)
        self._blobs, self._digest, self._etag = blobs, digest, f'"{digest}"'
        own = {"ETag": self._etag, "Accept-Ranges": "bytes", "X-Content-Type-Options": "nosniff"}
        self.headers.update({**own, **headers})
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        size_bytes = await anyio.to_thread.run_sync(self._blobs.size_bytes, self._digest)
        if size_bytes is None:
            raise BlobMissingError(self._digest)
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        span = self._headed(asked, size_bytes)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if span is not None and scope["method"] != "HEAD":
            async for piece in self._pieces(span):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def _headed(self, asked: Mapping[str, str], size_bytes: int) -> Span | None:
        """Settle status and headers; returns what is to be sent."""
        whole = Span(0, size_bytes - 1)
        if self._etag in asked.get("if-none-match", ""):
            self.status_code = HTTPStatus.NOT_MODIFIED
            return None
        if "range" not in asked or asked.get("if-range", self._etag) != self._etag:
            span: Span | None = whole
        else:
            span = _span(asked["range"], size_bytes)
            self._tell_range(span, size_bytes)
        self.headers["content-length"] = str(span.length if span else 0)
        return span

    def _tell_range(self, span: Span | None, size_bytes: int) -> None:
        if span is None:
            self.status_code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            self.headers["Content-Range"] = f"bytes */{size_bytes}"
        elif span.length < size_bytes:
            self.status_code = HTTPStatus.PARTIAL_CONTENT
            self.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size_bytes}"

    async def _pieces(self, span: Span) -> AsyncIterator[bytes]:
        opened = self._blobs.local_path(self._digest)
        path = await anyio.to_thread.run_sync(opened.__enter__)
        left = span.length
        try:
            async with await anyio.open_file(path, "rb") as file:
                await file.seek(span.first)
                while left > 0 and (piece := await file.read(min(READ_BYTES, left))):
                    left -= len(piece)
                    yield piece
        finally:
            opened.__exit__(None, None, None)


def _span(text: str, size_bytes: int) -> Span | None:
    """The one range asked for; all there is where it cannot be read, or is several; None outside of what there is."""
    found = _RANGE.fullmatch(text.strip())
    if found is None or found[0] == "bytes=-":
        return Span(0, size_bytes - 1)
    if not found[1]:
        length = min(int(found[2]), size_bytes)
        return Span(size_bytes - length, size_bytes - 1) if length else None
    first, last = int(found[1]), min(int(found[2] or size_bytes), size_bytes - 1)
    return Span(first, last) if first <= last else None
