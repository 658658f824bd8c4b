"""A folder as the wire shows it."""

from safelight.contract.shapes import Folder as WireFolder
from safelight.domain.folders import Branch, Folder
from safelight.domain.moments import moment


def to_wire(folder: Folder, *, has_subfolders: bool, subfolders: tuple[WireFolder, ...] | None = None) -> WireFolder:
    """One folder; `permissions` stays empty as long as there are no groups that could have any."""
    return WireFolder(
        folder_handle=folder.handle,
        path=folder.path,
        permissions=(),
        last_modified=moment(folder.modified_ms),
        child_last_modified=moment(folder.child_modified_ms),
        has_subfolders=has_subfolders,
        subfolder_array=subfolders,
    )


def branch_to_wire(branch: Branch) -> WireFolder:
    """A folder with those of its subfolders that the tree holds; a leaf has no array, as in the reference's sample."""
    subfolders = tuple(map(branch_to_wire, branch.children)) or None
    return to_wire(branch.folder, has_subfolders=branch.has_subfolders, subfolders=subfolders)
