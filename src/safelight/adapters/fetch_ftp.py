"""Take a file from an ftp address: in passive mode, as bytes.

A path counts from where the login leads to; one that begins with %2F counts from the top. Source: RFC 1738, 3.2.2.
Of the place that a server names for the data only the port counts: nobody is led to another host.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Final, TypeVar

import httpx

from safelight.adapters.addresses import FTP, Pinned, pin, shown
from safelight.adapters.transfer import CHUNK_BYTES, Bounds, Fetched, Sink
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

LINE_BYTES: Final = 8192
LINES: Final = 200
"""Of one reply; a server that goes on is no FTP server."""

DONE, SIZE, READY, PASSIVE, EXTENDED, LOGGED_IN, NEEDS_PASSWORD = 200, 213, 220, 227, 229, 230, 331
COMES: Final = (125, 150)
CAME: Final = (226, 250)
PASSES: Final = range(400, 500)
"""Codes of trouble that may pass. Source: RFC 959, 4.2."""

T = TypeVar("T")

_CODE = re.compile(r"[1-6]\d\d", re.ASCII)
_TYPE = re.compile(r";type=[aid]$", re.IGNORECASE)
_PASSIVE = re.compile(r"\d+,\d+,\d+,\d+,(\d{1,3}),(\d{1,3})")
_EXTENDED = re.compile(r"\((.)\1\1(\d{1,5})\1\)")


async def fetch(url: httpx.URL, sink: Sink, bounds: Bounds) -> Fetched:
    """Raises SourceRefused, TransientError."""
    path = _TYPE.sub("", url.path.removeprefix("/"))
    if not path or any(sign in f"{path}{url.username}{url.password}" for sign in "\r\n\0"):
        raise SourceRefused(shown(url), "the address names no file")
    pinned = await pin(url, bounds.allowed, FTP)
    async with _connected(pinned, pinned.port, bounds, LINE_BYTES) as (reader, writer):
        control = _Control(url, reader, writer)
        await control.log_in()
        await control.take(path, sink, pinned, bounds)
    return sink.fetched(path)


class _Control:
    """The connection on which commands go and replies come."""

    def __init__(self, url: httpx.URL, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._url = url
        self._reader = reader
        self._writer = writer

    async def log_in(self) -> None:
        self._require(await self._reply(), READY)
        code, text = await self._ask(f"USER {self._url.username or 'anonymous'}")
        if code == NEEDS_PASSWORD:
            code, text = await self._ask(f"PASS {self._url.password or 'anonymous@'}")
        self._require((code, text), LOGGED_IN)
        self._require(await self._ask("TYPE I"), DONE)

    async def take(self, path: str, sink: Sink, pinned: Pinned, bounds: Bounds) -> None:
        code, text = await self._ask(f"SIZE {path}")
        if code == SIZE and text.strip().isdecimal():
            sink.expect(int(text))
        async with _connected(pinned, await self._data_port(), bounds, CHUNK_BYTES) as (data, _):
            self._require(await self._ask(f"RETR {path}"), *COMES)
            with sink:
                while chunk := await _read(self._url, data.read(CHUNK_BYTES)):
                    sink.write(chunk)
        self._require(await self._reply(), *CAME)

    async def _data_port(self) -> int:
        reply = await self._ask("EPSV")
        if found := _EXTENDED.search(reply[1]) if reply[0] == EXTENDED else None:
            return self._port(int(found[2]))
        reply = await self._ask("PASV")
        self._require(reply, PASSIVE)
        if found := _PASSIVE.search(reply[1]):
            return self._port(int(found[1]) * 256 + int(found[2]))
        raise self._strange()

    def _port(self, number: int) -> int:
        if not 0 < number < 2**16:
            raise self._strange()
        return number

    async def _ask(self, command: str) -> tuple[int, str]:
        self._writer.write(f"{command}\r\n".encode())
        await _read(self._url, self._writer.drain())
        return await self._reply()

    async def _reply(self) -> tuple[int, str]:
        """The code of the next reply, and the text of its first line."""
        first = await self._line()
        code = first[:3]
        if not _CODE.fullmatch(code):
            raise self._strange()
        if first[3:4] == "-":
            for _ in range(LINES):
                if (await self._line()).startswith(f"{code} "):
                    break
            else:
                raise self._strange()
        return int(code), first[4:]

    async def _line(self) -> str:
        try:
            line = await _read(self._url, self._reader.readline())
        except ValueError:
            raise self._strange() from None
        if not line.endswith(b"\n"):
            raise TransientError(f"{shown(self._url)}: the server ends the connection")
        return line.decode("utf-8", "replace").rstrip("\r\n")

    def _require(self, reply: tuple[int, str], *codes: int) -> None:
        """What else a server says is not told to anybody: it may hold the password."""
        code = reply[0]
        if code in codes:
            return
        if code in PASSES:
            raise TransientError(f"{shown(self._url)}: the server answers {code}")
        raise SourceRefused(shown(self._url), f"the server answers {code}")

    def _strange(self) -> SourceRefused:
        return SourceRefused(shown(self._url), "what answers there is no FTP server")


@asynccontextmanager
async def _connected(
    pinned: Pinned, port: int, bounds: Bounds, limit: int
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    opening = asyncio.open_connection(str(pinned.address), port, limit=limit)
    reader, writer = await _read(pinned.url, asyncio.wait_for(opening, bounds.connect_timeout_s))
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def _read(url: httpx.URL, work: Awaitable[T]) -> T:
    """Await what the network does. Raises TransientError where it fails."""
    try:
        return await work
    except OSError as error:
        raise TransientError(f"{shown(url)}: {type(error).__name__} {error}".strip()) from error
