"""What an asset is, apart from where its rows and bytes lie."""

from dataclasses import dataclass

from safelight.domain import handles
from safelight.domain.quick import quick

IMAGE = "Image"
FONT = "Font"
ICC_PROFILE = "IccProfile"
PSD_TEMPLATE = "PsdTemplate"
ZIP = "Zip"

NOT_IN_TRASH = "NotInTrash"
IN_TRASH = "InTrash"
IN_EMPTIED_TRASH = "InEmptiedTrash"


@quick(frozen=True, slots=True)
class ImageDetail:
    """What an asset with a picture has beyond a name; the columns of `image_detail`, in their order.

    stem, suffix:     `UUID` and `.ext` of the paths shown on the wire; the bytes lie in blobs
    original_digest:  names the blob of the file as it came (SHA-256, hex)
    pyramid_digest:   names the blob every picture is rendered from
    width, height:    of the pyramid's full resolution, pixels
    bands:            alpha included
    color_space:      `RGB`, `CMYK` or `GRAY`
    resolution_dpi:   pixels per inch, 0.0 when the file stated none
    anchor_x, anchor_y: pixels from the top left
    crop_*:           pixels the pyramid lacks at each side of the original, see preserveCrop
    """

    stem: str
    suffix: str
    original_digest: str
    pyramid_digest: str
    width: int
    height: int
    bands: int
    color_space: str
    has_alpha: bool
    resolution_dpi: float
    description: str
    comments: str
    user_data: str
    sku: str
    anchor_x: int
    anchor_y: int
    url_modifier: str
    url_post_modifier: str
    crop_left: int
    crop_top: int
    crop_right: int
    crop_bottom: int

    def keeps_anchor(self, width: int, height: int) -> bool:
        """Whether the anchor was moved from the middle, and lies inside other pixels of that size too (assumed)."""
        moved = (self.anchor_x, self.anchor_y) != (self.width // 2, self.height // 2)
        return moved and self.anchor_x < width and self.anchor_y < height


@dataclass(frozen=True, slots=True)
class FileDetail:
    """What an asset has that is kept as the file it came as; the columns of `file_detail`, in their order.

    stem, suffix, original_digest: as of an image
    """

    stem: str
    suffix: str
    original_digest: str


@dataclass(frozen=True, slots=True)
class FontDetail:
    """What a font says of itself, or somebody of it; the columns of `font_detail`, in their order.

    style: empty for a regular one; type: one of the Font Types; source: IPS API reference, FontFieldUpdate
    """

    font_name: str
    postscript_name: str
    rtf_name: str
    font_family: str
    style: str
    type_name: str
    type: str


@dataclass(frozen=True, slots=True)
class IccDetail:
    """What a colour profile says of itself; the columns of `icc_detail`, in their order.

    source: IPS API reference, IccProfileFieldUpdate
    """

    profile_class: str
    color_space: str
    pcs_type: str


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One entry of an archive; columns of `zip_entry`.

    modified_ms: the clock on the wall that the archive names, read in the zone of the server, UTC ms
    """

    name: str
    is_directory: bool
    modified_ms: int
    compressed_bytes: int
    uncompressed_bytes: int


@dataclass(frozen=True, slots=True)
class ArchiveDetail:
    """What an archive holds, in its order."""

    entries: tuple[ArchiveEntry, ...]


Detail = ImageDetail | FileDetail | FontDetail | IccDetail | ArchiveDetail


@quick(frozen=True, slots=True)
class Asset:
    """What all assets share, and the detail of its type.

    folder_path:     with a slash at its end; `folder_path + file_name` is the virtual path
    catalog_id:      what picture URLs name it by, unique in the company; None for types without one
    created_by, modified_by: an email, or the name of a process of ours
    ready_for_publish: the mark of the ImageServing context
    permission_set_id: the permissions in force, its own or those of its folder; None = none
    image:           of one that has a picture of its own, else None
    file:            of one that is kept as the file it came as, else None
    """

    id: int
    company_id: int
    folder_id: int
    folder_path: str
    type: str
    sub_type: str | None
    name: str
    file_name: str
    catalog_id: str | None
    trash_state: str
    file_size_bytes: int
    created_ms: int
    created_by: str
    modified_ms: int
    modified_by: str
    ready_for_publish: bool
    permission_set_id: int | None = None
    image: ImageDetail | None = None
    file: FileDetail | None = None

    @property
    def handle(self) -> str:
        return handles.asset_handle(self.id)

    @property
    def root(self) -> str:
        """The company's part of picture URLs."""
        return self.folder_path.partition("/")[0]

    @property
    def folder_handle(self) -> str:
        return handles.folder_handle(self.folder_path)
