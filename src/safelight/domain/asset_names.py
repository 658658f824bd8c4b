"""The names of an asset: what people call it, its virtual file, and what picture URLs name."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, count

from safelight.domain.faults import InvalidParameter

NAME_MAX_CHARACTERS = 255

_REFUSED = frozenset("/\\\ufffe\uffff")


@dataclass(frozen=True, slots=True)
class AssetNames:
    """The three names that change together; no catalog id for types that picture URLs cannot name."""

    name: str
    file_name: str
    catalog_id: str | None


def asset_name(field: str, text: str) -> str:
    """A name an asset may get; blanks at either end are cut (assumed).

    raises: InvalidParameter for an empty name, a slash, a backslash, a control character, or more than 255 characters
            (assumed: the reference names no rule)
    """
    name = text.strip()
    if not 0 < len(name) <= NAME_MAX_CHARACTERS or not all(map(_writable, name)):
        want = f"a name of 1 to {NAME_MAX_CHARACTERS} characters without slashes and control characters"
        raise InvalidParameter(field, text, want)
    return name


def renamed_file(file_name: str, name: str) -> str:
    """The file name that goes with a new name: its extension stays, and where there was none there is none.

    Source: IPS API reference, renameAsset.
    """
    if not file_name:
        return ""
    stem, dot, extension = file_name.rpartition(".")
    return f"{name}.{extension}" if dot and stem else name


def file_stem(file_name: str) -> str:
    """A file name without its extension."""
    stem, dot, _ = file_name.rpartition(".")
    return stem if dot and stem else file_name


def first_free(name: str, is_taken: Callable[[str], bool]) -> str:
    """The name, or the first of `name_1`, `name_2`, ... that is not taken (assumed)."""
    candidates = chain([name], (f"{name}_{number}" for number in count(1)))
    return next(candidate for candidate in candidates if not is_taken(candidate))


def _writable(character: str) -> bool:
    return character not in _REFUSED and unicodedata.category(character) not in {"Cc", "Cs"}
