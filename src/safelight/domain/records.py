"""What a publish writes and serving reads: a head, its records, its presets and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One picture as it is live: everything a picture URL needs to know of it.

    digest:         names the pyramid blob (SHA-256, hex); with the request it decides every pixel
    width, height:  full resolution, pixels
    resolution_dpi: printing resolution, 0.0 when the file stated none
    expiration_h:   hours, or None for that of the settings
    """

    catalog_id: str
    asset_id: int
    digest: str
    width: int
    height: int
    has_alpha: bool
    color_space: str
    resolution_dpi: float
    anchor_x: int
    anchor_y: int
    modifier: str
    post_modifier: str
    user_data: str
    modified_ms: int
    expiration_h: float | None = None


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """Catalog attributes in force for one company; names and units as in `image-serving/catalog.json`.

    default_pix, max_pix, default_thumb_pix: width, height in pixels, 0 = no limit
    thumb_type: 1 crop, 2 fit, 3 texture
    thumb_horiz_align, thumb_vert_align: 1 left or top, 2 centre, 3 right or bottom
    thumb_res, resolution: pixels per unit of an object's length; the basis of textures and of `res=`
    expiration_h and its like: hours; 0 at once, -1 never
    """

    default_pix: tuple[int, int] = (0, 0)
    max_pix: tuple[int, int] = (4000, 4000)
    default_thumb_pix: tuple[int, int] = (100, 100)
    bkg_color: str = "ffffff"
    thumb_bkg_color: str = "ffffff"
    thumb_type: int = 2
    thumb_horiz_align: int = 2
    thumb_vert_align: int = 2
    thumb_res: float = 72.0
    resolution: float = 72.0
    jpeg_quality: int = 80
    jpeg_chroma: int = 0
    res_mode: str = "sharp2"
    default_image: str = ""
    default_image_mode: int = 0
    expiration_h: float = 10.0
    default_expiration_h: float = 1.0
    non_img_expiration_h: float = 0.1
    use_last_modified: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """The generation that is live for one company, decided by one indexed read.

    changed_ms: when presets or settings last changed, as far as known; 0 = not known
    """

    root: str
    context_id: int
    number: int
    presets: Mapping[str, str]
    settings: ServingSettings
    changed_ms: int = 0
