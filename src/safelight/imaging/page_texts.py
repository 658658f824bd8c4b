"""The texts of a document, line by line, with their places on the pictures of its pages."""

import ctypes
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safelight.domain.documents import Rasterising
from safelight.domain.images import Limits
from safelight.domain.search_strings import Box, SearchString, Word
from safelight.imaging import documents

MOST_LETTERS: Final = 50_000
"""Of a page; what is beyond is not read (assumed)."""

_NAME_BYTES: Final = 256
_PARTING_HYPHEN: Final = 2
_UNKNOWN: Final = "\ufffd"
_ENDS: Final = "\r\n"


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter with its corners in pixels; a blank has none worth knowing."""

    place: int
    text: str
    corners: tuple[float, float, float, float]


def read(path: Path, workdir: Path, bounds: Limits, wanted: Rasterising) -> list[list[SearchString]]:
    """The lines of each page, for pages that are drawn as wanted. Raises as `documents.as_pdf`."""
    return documents.of_pages(path, workdir, bounds, wanted, _lines)


def _lines(_document: Any, page: Any, scale: float) -> Iterator[SearchString]:
    texts = page.get_textpage()
    letters = list(_letters(page, texts, scale))
    for ends, line in itertools.groupby(letters, key=lambda letter: letter.text in _ENDS):
        group = list(line)
        text = "".join(letter.text for letter in group).strip()
        if ends or not text:
            continue
        seen = [letter for letter in group if not letter.text.isspace()]
        font, size = _font(texts, seen[0].place)
        yield SearchString(text, _box(seen), font, size, tuple(_words(group)))


def _words(line: Sequence[_Letter]) -> Iterator[Word]:
    for blank, letters in itertools.groupby(line, key=lambda letter: letter.text.isspace()):
        if not blank:
            word = list(letters)
            yield Word("".join(letter.text for letter in word), _box(word))


def _letters(page: Any, texts: Any, scale: float) -> Iterator[_Letter]:
    from pypdfium2 import raw

    width, height = (math.ceil(side * scale) for side in page.get_size())
    for place in range(min(texts.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(texts.raw, place)
        left, bottom, right, top = texts.get_charbox(place)
        first, second = (on_picture(page, width, height, x, y) for x, y in ((left, top), (right, bottom)))
        yield _Letter(place, _text(code), (*first, *second))


def _text(code: int) -> str:
    """A letter that XML can hold; a hyphen that parts a word at the end of a line is one."""
    letter = "-" if code == _PARTING_HYPHEN else chr(code)
    if letter.isspace():
        return letter if letter in _ENDS else " "
    return letter if letter.isprintable() else _UNKNOWN


def on_picture(page: Any, width: int, height: int, x: float, y: float) -> tuple[float, float]:
    """Where a point of a page lies on its picture, pixels."""
    from pypdfium2 import raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value


def _box(letters: Sequence[_Letter]) -> Box:
    across = [side for letter in letters for side in letter.corners[::2]]
    down = [side for letter in letters for side in letter.corners[1::2]]
    x, y = int(min(across)), int(min(down))
    return Box(x, y, int(max(across)) - x, int(max(down)) - y)


def _font(texts: Any, place: int) -> tuple[str, float]:
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(_NAME_BYTES)
    raw.FPDFText_GetFontInfo(texts.raw, place, name, _NAME_BYTES, ctypes.c_int())
    return name.value.decode("utf-8", "replace"), round(float(raw.FPDFText_GetFontSize(texts.raw, place)), 2)
