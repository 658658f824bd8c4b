"""What a publish writes and serving reads: a head, its records, its presets and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Record:
    """One catalog record as it is live: everything a picture URL needs to know of it.

    digest:         names the pyramid blob (SHA-256, hex); with the request it decides every pixel; empty where there
                    is no picture
    width, height:  full resolution, pixels
    resolution_dpi: printing resolution, 0.0 when the file stated none
    expiration_h:   hours, or None for that of the settings
    image_set, asset_type, targets, map: catalog fields of these names; empty where there is none
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
    image_set: str = ""
    asset_type: str = ""
    targets: str = ""
    map: str = ""


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """Catalog attributes in force for one company; names and units as in `image-serving/catalog.json`.

    default_pix, max_pix, default_thumb_pix: width, height in pixels, 0 = no limit
    thumb_type: 1 crop, 2 fit, 3 texture
    thumb_horiz_align, thumb_vert_align: 1 left or top, 2 centre, 3 right or bottom
    thumb_res, resolution: pixels per unit of an object's length; the basis of textures and of `res=`
    print_resolution: pixels per inch written into pictures whose source names none, 0 = that of `resolution`
    default_image, error_image: catalog ids, empty = none
    error_detail: what a refusal tells, 0 and 1 its kind, 2 and 3 all
    locale_map, locale_str_map: as written, see `domain.locales`; default_locale: of a request that names none
    client_address_filter: IP networks whose clients are served, empty = all
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
    print_resolution: int = 0
    jpeg_quality: int = 80
    jpeg_chroma: int = 0
    res_mode: str = "sharp2"
    default_image: str = ""
    default_image_mode: int = 0
    error_image: str = ""
    error_detail: int = 2
    locale_map: str = ""
    locale_str_map: str = ""
    default_locale: str = ""
    request_lock: bool = False
    request_obfuscation: bool = False
    client_address_filter: tuple[str, ...] = ()
    publish_info: str = ""
    expiration_h: float = 10.0
    default_expiration_h: float = 1.0
    non_img_expiration_h: float = 0.1
    use_last_modified: bool = True

    def print_dpi(self, record: Record) -> float:
        """Pixels per inch that a picture says it has."""
        return record.resolution_dpi or self.print_resolution or self.resolution


@dataclass(frozen=True, slots=True)
class Head:
    """The generation that is live for one company, decided by one indexed read.

    changed_ms: when presets or settings last changed, as far as known; 0 = not known
    purges:     addresses taken out of the caches lately, each with the number of the purge that did it last
    """

    root: str
    context_id: int
    number: int
    presets: Mapping[str, str]
    settings: ServingSettings
    changed_ms: int = 0
    purges: Mapping[str, int] = field(default_factory=dict)
