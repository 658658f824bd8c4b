"""A folder as the wire shows it."""

from safelight.assets.permissions import of_set
from safelight.contract.shapes import Folder as WireFolder
from safelight.domain import handles
from safelight.domain.folders import Branch, Folder
from safelight.domain.moments import moment
from safelight.services.permissions import Shown


def to_wire(
    folder: Folder, sets: Shown, *, has_subfolders: bool, subfolders: tuple[WireFolder, ...] | None = None
) -> WireFolder:
    """One folder; the reply's version decides whether its permissions stand in it or are named by their handle."""
    set_id = folder.permission_set_id
    return WireFolder(
        folder_handle=folder.handle,
        path=folder.path,
        permissions=of_set(sets, set_id),
        last_modified=moment(folder.modified_ms),
        child_last_modified=moment(folder.child_modified_ms),
        permission_set_handle=None if set_id is None else handles.permission_set_handle(set_id),
        has_subfolders=has_subfolders,
        subfolder_array=subfolders,
    )


def branch_to_wire(branch: Branch, sets: Shown) -> WireFolder:
    """A folder with those of its subfolders that the tree holds; a leaf has no array, as in the reference's sample."""
    subfolders = tuple(branch_to_wire(child, sets) for child in branch.children) or None
    return to_wire(branch.folder, sets, has_subfolders=branch.has_subfolders, subfolders=subfolders)
