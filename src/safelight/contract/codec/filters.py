"""responseFieldArray and excludeFieldArray: which elements of a reply the caller wants.

Source: IPS API reference, Operations, "responseFieldArray and excludeFieldArray": paths relative to the reply's root,
`items` included; a complex element alone keeps all below it, naming a child keeps only named children. Names that the
reply does not have are ignored (`assumed`). A required element stays whatever the filter says, so that the reply
remains valid (`assumed`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is kept below one element.

    include: paths kept, None for everything
    exclude: paths dropped
    """

    include: frozenset[Path] | None
    exclude: frozenset[Path]

    def child(self, name: str) -> "Selection | None":
        """What is kept below a child; None if the child is dropped."""
        exclude = _below(name, self.exclude)
        if () in exclude:
            return None
        if self.include is None:
            return Selection(None, exclude) if exclude else EVERYTHING
        include = _below(name, self.include)
        if not include:
            return None
        return Selection(include - {()} or None, exclude)

    def keeps(self, path: str) -> bool:
        """Whether an element such as `assetArray/items/metadataArray` can be in the reply."""
        here: Selection | None = self
        for name in path.split("/"):
            here = here and here.child(name)
        return here is not None


EVERYTHING: Final = Selection(None, frozenset())
NOTHING: Final = Selection(frozenset(), frozenset())


def selection(response_fields: Iterable[str] | None, exclude_fields: Iterable[str] | None) -> Selection:
    """Read the two arrays of a request; an absent or empty one asks for nothing special."""
    include, exclude = _paths(response_fields), _paths(exclude_fields)
    return Selection(include or None, exclude) if include or exclude else EVERYTHING


def _paths(texts: Iterable[str] | None) -> frozenset[Path]:
    split = (tuple(name for name in text.strip().split("/") if name) for text in texts or ())
    return frozenset(path for path in split if path)


def _below(name: str, paths: frozenset[Path]) -> frozenset[Path]:
    return frozenset(path[1:] for path in paths if path[0] == name)
