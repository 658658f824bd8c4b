"""Pieces of Markdown that the pages share."""

from collections.abc import Iterable, Sequence

MADE = "<!-- made by `make docs`; do not edit -->"


def document(*parts: str | Iterable[str]) -> str:
    """A whole page of paragraphs, tables (several lines each) and headings, an empty line between two."""
    return "\n\n".join([MADE, *(part if isinstance(part, str) else "\n".join(part) for part in parts)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_row(head), "|" + "---|" * len(head), *map(_row, rows)]


def bullets(sentences: Iterable[str]) -> list[str]:
    return [f"- {sentence}" for sentence in sentences]


def code(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
