"""Exports: what is put into an archive, and where it may be fetched."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from safelight.domain.asset_names import file_stem, first_free

ORIGINAL: Final = "orig"
CONVERTED: Final = "convert"
FORMS: Final = (ORIGINAL, CONVERTED)
"""Values of `ExportJob/fmt`. Source: IPS API reference, ExportJob."""

NOT_EXPORTED: Final = frozenset({"ImageSet", "RenderSet", "SpinSet", "AssetSet", "Catalog"})
"""Types that an exportJob does not take: sets of every kind, and eCatalogs. Source: as above."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an archive to be: its name in there, and the blob with its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Export:
    """A finished archive; expires_ms: UTC, when its link ends and its bytes go."""

    run_id: int
    name: str
    digest: str
    expires_ms: int


EXTENSIONS: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tiff",
    "image/webp": ".webp",
    "image/avif": ".avif",
}
"""What a converted file ends with, by its media type; that of TIFF as the reference's sample has it."""


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names, each used once: a later one gets `_1`, `_2`, ... before its extension."""
    taken: set[str] = set()
    for name in names:
        stem = file_stem(name)
        suffix = name.removeprefix(stem)
        free = first_free(stem, partial(_is_taken, taken, suffix)) + suffix
        taken.add(free.casefold())
        yield free


def _is_taken(taken: Container[str], suffix: str, stem: str) -> bool:
    return (stem + suffix).casefold() in taken
