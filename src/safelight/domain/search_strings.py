"""What is written on a page: its lines, with their words, where they stand on its picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from the top left of the picture of the page."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class SearchString:
    """A line.

    font_name:  of its first letter, empty where the file does not say
    point_size: of that letter
    """

    text: str
    box: Box
    font_name: str
    point_size: float
    words: tuple[Word, ...]

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "SearchString":
        """Of what `asdict` gives."""
        words = tuple(Word(word["text"], Box(**word["box"])) for word in told["words"])
        return cls(told["text"], Box(**told["box"]), told["font_name"], told["point_size"], words)
