"""Sets of assets: their types, and how the image server writes each.

Source: Image Serving reference, catalog::ImageSet and catalog::AssetType. That a set of one picture an item is written
`id;id`, and what becomes of the groups of a render set, is assumed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

IMAGE_SET, SPIN_SET, RENDER_SET, CATALOG, ASSET_SET = "ImageSet", "SpinSet", "RenderSet", "Catalog", "AssetSet"

MEMBER_TYPES: Final = (IMAGE_SET, SPIN_SET, RENDER_SET, CATALOG)
"""Sets that are a list of members."""

GROUPED_TYPES: Final = frozenset({RENDER_SET, CATALOG})
"""Sets in which a member can stand with those before it; in others each is one by itself."""

SET_TYPES: Final = (*MEMBER_TYPES, ASSET_SET)

_SEPARATORS: Final = frozenset("%,;{}()")
"""Source: Image Serving reference, catalog::ImageSet; colons stay, as in the reference's own sample of a value."""

MOST_MEMBERS: Final = 10_000
"""Of one set (assumed)."""


@dataclass(frozen=True, slots=True)
class Member:
    """An asset in its place in a set. page_reset: it begins a page (Catalog) or a group (RenderSet)."""

    asset_id: int
    page_reset: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the image server names it: `COMPANY/NAME`, its type, and whether it begins a group."""

    object: str
    type: str
    page_reset: bool


def written(name: str) -> str:
    """A catalog id or a path, with all that separates the parts of a set escaped."""
    return quote(name, safe="/")


def separated(value: str) -> str:
    """A text within a set: what parts the set is escaped, all else stays as it is."""
    return "".join(f"%{ord(letter):02X}" if letter in _SEPARATORS else letter for letter in value)


def image_set(type_: str, members: Sequence[Listed]) -> tuple[str, str]:
    """(the set as the image server writes it, its catalog::AssetType)."""
    ids = [written(member.object) for member in members]
    match type_:
        case "SpinSet":
            nested = any(member.type == SPIN_SET for member in members)
            return ",".join(ids), "SPINSET2D" if nested else "SPINSET"
        case "Catalog":
            return ",".join(":".join(group) for group in _groups(ids, members)), "ECATALOG"
        case "RenderSet":
            return ",".join(item for group in _groups(ids, members) for item in _with_swatches(group)), "IMAGESET"
    return ",".join(f"{name};{name}" for name in ids), "IMAGESET"


def _groups(ids: Sequence[str], members: Sequence[Listed]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name, member in zip(ids, members, strict=True):
        if member.page_reset or not groups:
            groups.append([])
        groups[-1].append(name)
    return groups


def _with_swatches(group: Sequence[str]) -> Iterator[str]:
    """The first of a group is the view, shown once with each of the others as its swatch."""
    view, *swatches = group
    for swatch in swatches or [view]:
        yield f"{view};{swatch}"
