"""The catalog attributes of picture serving: which of its settings each is, and which are not built.

Source: Image Serving reference, image catalogs, attributes. The stock values of the original's default catalog are not
published: those of `ServingSettings` are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from safelight.domain.attributes import (
    COLOUR,
    FLAG,
    HOURS,
    LIMIT,
    LINE,
    LOCALES,
    NETWORKS,
    PICTURE,
    PIXELS,
    QUALITY,
    REAL,
    Reader,
    numbered,
    words,
)

_RES_MODES: Final = {"2": "bilin", "3": "bicub", "4": "sharp2", "1": "sharp"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that serving obeys.

    fields: those of `ServingSettings` its value goes to; more than one takes a value apart
    shown:  texts of values that are written otherwise than they are kept
    """

    reader: Reader
    fields: tuple[str, ...]
    shown: Mapping[object, str] = field(default_factory=dict)


ATTRIBUTES: Final[Mapping[str, Attribute]] = {
    "BkgColor": Attribute(COLOUR, ("bkg_color",)),
    "ClientAddressFilter": Attribute(NETWORKS, ("client_address_filter",)),
    "DefaultExpiration": Attribute(HOURS, ("default_expiration_h",)),
    "DefaultImage": Attribute(PICTURE, ("default_image",)),
    "DefaultImageMode": Attribute(numbered(0, 1), ("default_image_mode",)),
    "DefaultPix": Attribute(PIXELS, ("default_pix",)),
    "DefaultThumbPix": Attribute(PIXELS, ("default_thumb_pix",)),
    "DefaultLocale": Attribute(LINE, ("default_locale",)),
    "ErrorDetail": Attribute(numbered(0, 3), ("error_detail",)),
    "ErrorImage": Attribute(PICTURE, ("error_image",)),
    "Expiration": Attribute(HOURS, ("expiration_h",)),
    "JpegQuality": Attribute(QUALITY, ("jpeg_quality", "jpeg_chroma")),
    "LocaleMap": Attribute(LOCALES, ("locale_map",)),
    "LocaleStrMap": Attribute(LOCALES, ("locale_str_map",)),
    "MaxPix": Attribute(LIMIT, ("max_pix",)),
    "NonImgExpiration": Attribute(HOURS, ("non_img_expiration_h",)),
    "PrintResolution": Attribute(numbered(1, 100_000), ("print_resolution",), {0: ""}),
    "PublishInfo": Attribute(LINE, ("publish_info",)),
    "RequestLock": Attribute(FLAG, ("request_lock",)),
    "RequestObfuscation": Attribute(FLAG, ("request_obfuscation",)),
    "ResMode": Attribute(
        words(_RES_MODES | {mode: mode for mode in _RES_MODES.values()}),
        ("res_mode",),
        {mode: number for number, mode in _RES_MODES.items()},
    ),
    "Resolution": Attribute(REAL, ("resolution",)),
    "ThumbBkgColor": Attribute(COLOUR, ("thumb_bkg_color",)),
    "ThumbHorizAlign": Attribute(numbered(1, 3), ("thumb_horiz_align",)),
    "ThumbRes": Attribute(REAL, ("thumb_res",)),
    "ThumbType": Attribute(numbered(1, 3), ("thumb_type",)),
    "ThumbVertAlign": Attribute(numbered(1, 3), ("thumb_vert_align",)),
    "UseLastModified": Attribute(FLAG, ("use_last_modified",)),
}

PICTURES: Final = frozenset({"DefaultImage", "ErrorImage"})
"""Attributes that name a picture, and so may be given as the handle of an asset."""

WITHOUT_EFFECT: Final[Mapping[str, tuple[Reader, str]]] = {
    "CacheValidationPolicy": (numbered(0, 1), "1"),  # what is cached here can never be stale
    "IccBlackPointCompensation": (FLAG, "0"),  # these three change nothing for sRGB, the one output profile
    "IccDither": (FLAG, "0"),
    "IccRenderIntent": (numbered(0, 3), "1"),
    "DefaultExt": (LINE, ""),  # of paths without a suffix; ours have one
    "TrustedDomains": (LINE, ""),  # of SWF replies, of which there are none
}
"""Attributes whose values, of those that can be had, change no reply; kept as they are given. With their defaults."""

NOT_BUILT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AllowDirectUrls", "Bfc", "FullMatch", "SynthesizeFontStyles"), "0"),
    "ApplyEffectMask": "1",
    "IccProfileRgb": "sRGB",
    **dict.fromkeys(("AllowDirectAccess", "DefaultFont", "DigimarcId"), ""),
    **dict.fromkeys(("DigimarcInfo", "HttpAppleStreamingContext", "HttpFlashStreamingContext"), ""),
    **dict.fromkeys(("IccProfileCmyk", "IccProfileGray", "IccProfileSrcCmyk", "IccProfileSrcGray"), ""),
    **dict.fromkeys(("IccProfileSrcRgb", "RootPath", "RootUrl", "RuleSetFile"), ""),
    **dict.fromkeys(("SavePath", "StaticContentRootPath", "Watermark"), ""),
}
"""Attributes with the one value that they have."""
