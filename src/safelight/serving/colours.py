"""Colour values as picture URLs write them.

Source: Image Serving reference, data types, color. Two rows of its table contradict the text: a gray without alpha is
opaque here although the table says 44 %, and digits of hexadecimal CMYK are percents as the table has them.
"""

import re
from dataclasses import dataclass
from typing import Final

from safelight.domain.geometry import half_up
from safelight.serving.values import refused

_HEX: Final = re.compile(r"(0x)?([0-9a-f]+)")
_DECIMAL: Final = re.compile(r"[0-9]{1,6}")
_WANT: Final = "a colour such as 255,128,0 or ff8000 or 0x80g or 10,20,30,40k"
_KINDS: Final = {"r": "rgb", "g": "gray", "k": "cmyk"}
_BANDS: Final = {"rgb": 3, "gray": 1, "cmyk": 4}
_BY_COUNT: Final = {1: "gray", 2: "gray", 3: "rgb", 4: "rgb"}
FULL, PERCENT = 255, 100
_GRAY_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Colour:
    """kind: rgb (0 to 255), gray or cmyk (percent); alpha on the same scale; source: of the source's colour space."""

    kind: str
    values: tuple[int, ...]
    alpha: int
    source: bool = False

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Converted without a profile."""
        if self.kind == "rgb":
            red, green, blue = self.values
            return red, green, blue
        if self.kind == "gray":
            level = half_up(self.values[0] * FULL / PERCENT)
            return level, level, level
        cyan, magenta, yellow, black = (value / PERCENT for value in self.values)
        red, green, blue = (half_up(FULL * (1 - ink) * (1 - black)) for ink in (cyan, magenta, yellow))
        return red, green, blue

    @property
    def rgba(self) -> tuple[int, int, int, int]:
        alpha = self.alpha if self.kind == "rgb" else half_up(self.alpha * FULL / PERCENT)
        return (*self.rgb, alpha)


def parse(name: str, text: str) -> Colour:
    """raises: InvalidParameter naming the command"""
    lean = text.strip().lower()
    source = lean.endswith("s")
    lean = lean.removesuffix("s")
    kind = _KINDS.get(lean[-1:], "")
    digits = lean[:-1] if kind else lean
    found = _decimal(digits, kind) or _hexadecimal(digits, kind)
    if found is None:
        raise refused(name, text, _WANT)
    return Colour(*found, source)


def _decimal(text: str, kind: str) -> tuple[str, tuple[int, ...], int] | None:
    """Numbers between commas; a single one is gray and has at most three digits."""
    parts = [part.strip() for part in text.split(",")]
    if not all(_DECIMAL.fullmatch(part) for part in parts) or (len(parts) == 1 and len(text) > _GRAY_DIGITS):
        return None
    kind = kind or _BY_COUNT.get(len(parts), "")
    top = FULL if kind == "rgb" else PERCENT
    return _whole(kind, [min(top, int(part)) for part in parts], top)


def _hexadecimal(text: str, kind: str) -> tuple[str, tuple[int, ...], int] | None:
    found = _HEX.fullmatch(text)
    if found is None or len(found[2]) % 2:
        return None
    numbers = list(bytes.fromhex(found[2]))
    kind = kind or ("gray" if len(numbers) <= _BANDS["gray"] + 1 else "rgb")
    if kind == "rgb":
        return _whole(kind, numbers, FULL)
    if kind == "gray":
        return _whole(kind, [half_up(n * PERCENT / FULL) for n in numbers], PERCENT) if found[1] else None
    return _whole(kind, [min(PERCENT, n) for n in numbers], PERCENT)


def _whole(kind: str, numbers: list[int], top: int) -> tuple[str, tuple[int, ...], int] | None:
    bands = _BANDS.get(kind, 0)
    if not bands or len(numbers) not in {bands, bands + 1}:
        return None
    return kind, tuple(numbers[:bands]), numbers[bands] if len(numbers) > bands else top
