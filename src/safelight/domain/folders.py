"""Folders: names, paths and what a folder knows of itself.

A path is the company's root and the names below it, each with a slash behind it: `Company/Shoes/Red/`.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safelight.domain import handles
from safelight.domain.faults import InvalidParameter

NAME_MAX_CHARACTERS = 255
PATH_MAX_CHARACTERS = 640
"""So that an index entry of PostgreSQL (2704 bytes) holds any path."""
PATH_MAX_LEVELS = 64
"""So that a tree fits the recursion of any client; the root counts as one."""

_REFUSED = frozenset("/\\|\ufffe\uffff")


@dataclass(frozen=True, slots=True)
class Folder:
    """A place for assets; the root has no parent.

    modified_ms:       when it was made, renamed or moved itself
    child_modified_ms: when a direct subfolder or an asset in it last changed; not told to folders further up,
                       as the sample of getFolderTree shows
    permission_set_id: the permissions in force, its own or those of the next folder above that has any; None = none
    """

    id: int
    company_id: int
    parent_id: int | None
    name: str
    path: str
    modified_ms: int
    child_modified_ms: int
    permission_set_id: int | None = None

    @property
    def handle(self) -> str:
        return handles.folder_handle(self.path)

    @property
    def is_root(self) -> bool:
        return self.parent_id is None

    def holds(self, other: "Folder") -> bool:
        """Whether the other one is this one, or lies below it."""
        return other.path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Branch:
    """A folder in a tree, with those of its subfolders that were asked for, by path."""

    folder: Folder
    has_subfolders: bool
    children: "tuple[Branch, ...]"

    def folders(self) -> Iterator[Folder]:
        """Its own and all below it."""
        yield self.folder
        for child in self.children:
            yield from child.folders()


def folder_name(field: str, text: str) -> str:
    """The name of one folder; blanks at either end are cut (assumed).

    raises: InvalidParameter for an empty name, `.`, `..`, a slash, a backslash, a `|`, a control character,
            or more than 255 characters (assumed: the reference names no rule)
    """
    name = text.strip()
    want = f"a folder name of 1 to {NAME_MAX_CHARACTERS} characters without / \\ | or control characters"
    if not 0 < len(name) <= NAME_MAX_CHARACTERS or name in {".", ".."} or not all(map(_writable, name)):
        raise InvalidParameter(field, text, want)
    return name


def full_path(field: str, root: str, text: str) -> str:
    """Read the path of a folder, or its handle, as callers write it.

    root:    the first part of every path of the company, without a slash
    text:    `/Shoes`, `Shoes/`, `Company/Shoes`, `f|Company/Shoes/`; empty or `/` is the root. A path that begins with
             the root's name is taken as a whole one, any other as one below the root (assumed)
    raises:  InvalidParameter for a name that `folder_name` refuses, or a path beyond `check_extent`
    """
    parts = [part for part in text.strip().removeprefix("f|").split("/") if part.strip()]
    if parts and parts[0].strip() == root:
        parts = parts[1:]
    names = [root, *(folder_name(field, part) for part in parts)]
    path = "".join(f"{name}/" for name in names)
    check_extent(field, path, len(path), len(names))
    return path


def check_extent(field: str, path: str, characters: int, levels: int) -> None:
    """Refuse a path, or one to be below it, of more than 640 characters or 64 levels (assumed)."""
    if characters > PATH_MAX_CHARACTERS or levels > PATH_MAX_LEVELS:
        want = f"paths of at most {PATH_MAX_CHARACTERS} characters and {PATH_MAX_LEVELS} levels"
        raise InvalidParameter(field, path, want)


def lineage(path: str) -> list[str]:
    """The paths from the root down to this one, itself included: `A/`, `A/B/`."""
    names = path.rstrip("/").split("/")
    return ["/".join(names[:depth]) + "/" for depth in range(1, len(names) + 1)]


def grown(listed: Sequence[tuple[Folder, bool]]) -> Branch:
    """The tree of a listing in which parents come first; its first folder is the top."""
    children: dict[int, list[Branch]] = {}
    for folder, has_subfolders in reversed(listed):
        branch = Branch(folder, has_subfolders, tuple(reversed(children.pop(folder.id, []))))
        children.setdefault(folder.parent_id or 0, []).append(branch)
    return branch


def _writable(character: str) -> bool:
    return character not in _REFUSED and unicodedata.category(character) not in {"Cc", "Cs"}
