"""XMP packets: how they travel, and what an asset without one has."""

import gzip
import zlib
from typing import Final

from safelight.domain.faults import InvalidParameter

LONGEST_BYTES: Final = 8 * 2**20
"""Of a packet, uncompressed (assumed)."""

EMPTY: Final = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    b'<?xpacket end="w"?>'
)
"""The packet of an asset whose file has none (assumed)."""

_EITHER, _RAW = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
_ZLIB_HEADS: Final = frozenset((0x01, 0x5E, 0x9C, 0xDA))


def keywords(text: str) -> tuple[str, ...]:
    r"""Keywords of a list with commas between them; `\,` is a comma within one, `\\` a backslash.

    source: IPS API reference, XmpKeywords; blanks around a keyword do not count (assumed)
    """
    words, escaped = [""], False
    for letter in text:
        if letter == "," and not escaped:
            words.append("")
        elif letter != "\\" or escaped:
            words[-1] += letter
        escaped = letter == "\\" and not escaped
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def compressed(packet: bytes) -> bytes:
    """As the sample of the reference is: a zlib stream, stored in a gzip file."""
    return gzip.compress(zlib.compress(packet, 9), 0, mtime=0)


def uncompressed(field: str, sent: bytes) -> bytes:
    """The packet in gzip, zlib or bare deflate, or in zlib inside gzip.

    raises: InvalidParameter for anything else, and for a packet of more than 8 MB
    """
    outer = _inflated(field, sent, _EITHER) if _is_packed(sent) else _inflated(field, sent, _RAW)
    return _inflated(field, outer, _EITHER) if _is_packed(outer) else outer


def _is_packed(data: bytes) -> bool:
    """Whether it begins as gzip or zlib does; XML begins with a blank, a `<` or the mark of its encoding."""
    return data[:2] == b"\x1f\x8b" or (data[:1] == b"\x78" and data[1:2] != b"" and data[1] in _ZLIB_HEADS)


def _inflated(field: str, data: bytes, bits: int) -> bytes:
    reader = zlib.decompressobj(bits)
    try:
        found = reader.decompress(data, LONGEST_BYTES + 1)
    except zlib.error:
        raise InvalidParameter(field, _shown(data), "an XMP packet compressed with zlib or gzip") from None
    if len(found) > LONGEST_BYTES:
        raise InvalidParameter(field, f"more than {LONGEST_BYTES} bytes", f"at most {LONGEST_BYTES}")
    if not reader.eof:
        raise InvalidParameter(field, _shown(data), "a compressed XMP packet that is whole")
    return found


def _shown(data: bytes) -> str:
    return f"{len(data)} bytes that begin with {data[:4].hex()}"
