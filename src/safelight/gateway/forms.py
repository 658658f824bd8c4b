"""A multipart form as it streams in: texts bounded in memory, files into spools of the blob store.

A spool that nobody finishes leaves nothing behind, so that a file may come before it is known who sends it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from safelight.adapters.blob_spool import Spool
from safelight.adapters.blobs import BlobStore
from safelight.domain.faults import FileTooLarge, InvalidParameter, InvalidRequestXml

TEXT_MAX_BYTES = 2**20
PARTS_MAX = 1000
PLAIN_ENCODINGS = frozenset({"", "7bit", "8bit", "binary"})

Event = tuple[str, bytes]
TextSeen = Callable[[str, bytes], Awaitable[None]]


@dataclass(slots=True)
class File:
    """name: that of the part, which may hold a path, or be empty"""

    name: str
    spool: Spool
    size_bytes: int = 0


@dataclass(slots=True)
class Form:
    texts: dict[str, bytes] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)


@dataclass(slots=True)
class FormReader:
    """Reads one form.

    stack:     closes the spools
    texts:     names of parts that are texts, with or without a file name; any other text is dropped
    max_bytes: of one file
    seen:      is told of each text at its end; what it raises ends the reading
    """

    blobs: BlobStore
    stack: AsyncExitStack
    texts: frozenset[str]
    max_bytes: int
    seen: TextSeen
    form: Form = field(default_factory=Form)
    _headers: dict[str, str] = field(default_factory=dict)
    _name: str = ""
    _file: File | None = None
    _text: bytearray | None = None
    _parts: int = 0

    async def read(self, content_type: str, body: AsyncIterator[bytes]) -> Form:
        """raises: InvalidRequestXml for what is no form; FileTooLarge; what `seen` raises"""
        parser, events = _parser(content_type)
        try:
            async for piece in body:
                if piece:
                    parser.write(piece)
                for kind, data in events:
                    await self._take(kind, data)
                events.clear()
            parser.finalize()
        except FormParserError as error:
            raise InvalidRequestXml("request", str(error), "a multipart/form-data body") from None
        return self.form

    async def _take(self, kind: str, data: bytes) -> None:
        if kind == "header":
            name, _, value = data.decode("utf-8", "replace").partition(":")
            self._headers[name.lower()] = value
        elif kind == "begin":
            await self._begin()
        elif kind == "data":
            await self._add(data)
        else:
            await self._end()

    async def _begin(self) -> None:
        """The headers of a part are read: it is a file, or a text we know, or nothing to us."""
        headers, self._headers = self._headers, {}
        encoding = headers.get("content-transfer-encoding", "").strip().lower()
        if encoding not in PLAIN_ENCODINGS:
            raise InvalidParameter("Content-Transfer-Encoding", encoding, "8bit or binary")
        self._parts += 1
        if self._parts > PARTS_MAX:
            raise InvalidRequestXml("request", f"more than {PARTS_MAX} parts", "fewer")
        _, options = parse_options_header(headers.get("content-disposition", "").encode().decode("latin-1"))
        facts = {key.decode("latin-1"): value.decode("utf-8", "replace") for key, value in options.items()}
        if any("\0" in text for text in facts.values()):
            raise InvalidRequestXml("Content-Disposition", "a NUL character", "names of readable characters")
        self._name = facts.get("name", "")
        if self._name in self.texts:
            self._text = bytearray()
        elif "filename" in facts or self._name.startswith("file"):
            spool = await self.stack.enter_async_context(self.blobs.writer())
            self._file = File(facts.get("filename", ""), spool)

    async def _add(self, data: bytes) -> None:
        if self._text is not None:
            self._text += data
            if len(self._text) > TEXT_MAX_BYTES:
                raise InvalidRequestXml(self._name, "a longer text", f"at most {TEXT_MAX_BYTES} bytes")
        if self._file is not None:
            self._file.size_bytes += len(data)
            if self._file.size_bytes > self.max_bytes:
                raise FileTooLarge(self._file.size_bytes, self.max_bytes)
            await self._file.spool.write(data)

    async def _end(self) -> None:
        file, text = self._file, self._text
        self._file = self._text = None
        if file is not None and (file.name or file.size_bytes):
            self.form.files.append(file)
        if text is not None:
            self.form.texts[self._name] = bytes(text)
            await self.seen(self._name, bytes(text))


def _parser(content_type: str) -> tuple[MultipartParser, list[Event]]:
    """A parser, and the list that it puts into what it finds."""
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise InvalidRequestXml("Content-Type", content_type, "multipart/form-data with a boundary")
    events: list[Event] = []
    header = bytearray()

    def header_name(data: bytes, start: int, end: int) -> None:
        header.extend(data[start:end])

    def header_value(data: bytes, start: int, end: int) -> None:
        if b":" not in header:
            header.extend(b":")
        header.extend(data[start:end])

    def header_end() -> None:
        events.append(("header", bytes(header)))
        header.clear()

    parser = MultipartParser(
        boundary,
        {
            "on_header_field": header_name,
            "on_header_value": header_value,
            "on_header_end": header_end,
            "on_headers_finished": lambda: events.append(("begin", b"")),
            "on_part_data": lambda data, start, end: events.append(("data", data[start:end])),
            "on_part_end": lambda: events.append(("end", b"")),
        },
    )
    return parser, events
