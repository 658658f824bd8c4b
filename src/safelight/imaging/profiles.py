"""ICC profiles, read as far as serving asks: what a profile calls itself, and whether it means sRGB.

Source: ICC.1:2010, tag table and tag types.
"""

import struct
from functools import lru_cache
from typing import Final

SRGB_COLORANTS: Final = {
    b"rXYZ": (0.4360, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
SRGB_MIDDLE: Final = 0.2140
_COLORANT_TOLERANCE: Final = 0.003
_MIDDLE_TOLERANCE: Final = 0.006
_TAGS_AT, _MOST_TAGS, _FIXED = 128, 100, 65536.0
_HALF: Final = 0.5


@lru_cache(maxsize=64)
def is_srgb(profile: bytes) -> bool:
    """Whether a profile means sRGB, whatever it is called: its primaries and the middle of its curve are compared."""
    try:
        tags = _tags(profile)
        off = [abs(a - b) for name, want in SRGB_COLORANTS.items() for a, b in zip(_xyz(tags[name]), want, strict=True)]
        return max(off) < _COLORANT_TOLERANCE and abs(_middle(tags[b"gTRC"]) - SRGB_MIDDLE) < _MIDDLE_TOLERANCE
    except (KeyError, ValueError, OverflowError, struct.error):
        return False


@lru_cache(maxsize=64)
def name(profile: bytes) -> str:
    """What a profile calls itself; empty where it says nothing readable."""
    try:
        tag = _tags(profile).get(b"desc", b"")
        if tag.startswith(b"mluc"):
            length, at = struct.unpack_from(">II", tag, 20)
            return tag[at : at + length].decode("utf-16-be", "replace").strip("\0 ")
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].split(b"\0")[0].decode("latin-1").strip()
    except struct.error:
        return ""


def _tags(profile: bytes) -> dict[bytes, bytes]:
    """The tags by their signature. raises: struct.error where the table is cut short"""
    (count,) = struct.unpack_from(">I", profile, _TAGS_AT)
    rows = [struct.unpack_from(">4sII", profile, _TAGS_AT + 4 + 12 * row) for row in range(min(count, _MOST_TAGS))]
    return {signature: profile[at : at + length] for signature, at, length in rows}


def _xyz(tag: bytes) -> tuple[float, ...]:
    return tuple(number / _FIXED for number in struct.unpack_from(">iii", tag, 8))


def _middle(tag: bytes) -> float:
    """What a tone curve makes of one half. raises: ValueError for a curve of another kind"""
    if tag.startswith(b"para"):
        return _parametric_middle(tag)
    (count,) = struct.unpack_from(">I", tag, 8)
    if not tag.startswith(b"curv") or not count:
        raise ValueError("neither a table nor a formula")
    if count == 1:
        (gamma,) = struct.unpack_from(">H", tag, 12)
        return float(_HALF ** (gamma / 256.0))
    (level,) = struct.unpack_from(">H", tag, 12 + 2 * (count // 2))
    return float(level / 65535.0)


def _parametric_middle(tag: bytes) -> float:
    """Types 0, 3 and 4, which are those in use."""
    (kind,) = struct.unpack_from(">H", tag, 8)
    count = {0: 1, 3: 5, 4: 7}.get(kind)
    if count is None:
        raise ValueError(f"parametric curve of type {kind}")
    gamma, *rest = (number / _FIXED for number in struct.unpack_from(f">{count}i", tag, 12))
    if not rest:
        return float(_HALF**gamma)
    scale, shift, slope, limit, *offsets = rest
    curved, straight = (*offsets, 0.0, 0.0)[:2]
    return float((scale * _HALF + shift) ** gamma + curved) if limit <= _HALF else slope * _HALF + straight
