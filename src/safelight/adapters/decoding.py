"""The content of an answer without its Content-Encoding, in pieces that are bounded however well it is compressed."""

import zlib
from collections.abc import AsyncIterator
from typing import Final

import httpx

from safelight.adapters.addresses import shown
from safelight.adapters.transfer import CHUNK_BYTES
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

PLAIN: Final = frozenset({"", "identity"})
DEFLATED: Final = frozenset({"gzip", "x-gzip", "deflate"})
GZIP_OR_ZLIB: Final = 47
"""Window bits that have zlib tell the two apart."""


async def content(response: httpx.Response, url: httpx.URL) -> AsyncIterator[bytes]:
    """No piece is longer than CHUNK_BYTES. Raises SourceRefused, TransientError; httpx.TransportError."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    raw = response.aiter_raw(CHUNK_BYTES)
    if encoding in PLAIN:
        async for piece in raw:
            yield piece
    elif encoding in DEFLATED:
        try:
            async for piece in _inflated(raw, url):
                yield piece
        except zlib.error as error:
            raise SourceRefused(shown(url), "the content does not have the encoding it claims") from error
    else:
        raise SourceRefused(shown(url), f"the content comes in an encoding that was not asked for, {encoding[:40]!r}")


async def _inflated(raw: AsyncIterator[bytes], url: httpx.URL) -> AsyncIterator[bytes]:
    inflate = zlib.decompressobj(GZIP_OR_ZLIB)
    async for piece in raw:
        rest = piece
        while rest:
            if inflate.eof:
                inflate = zlib.decompressobj(GZIP_OR_ZLIB)
            yield inflate.decompress(rest, CHUNK_BYTES)
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise TransientError(f"{shown(url)}: the content ends early")
