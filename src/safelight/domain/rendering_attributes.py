"""The catalog attributes of image rendering. Nothing renders here: they are kept, checked, and published.

Source: Image Rendering reference, material catalogs, attributes. Its stock values are not published: what is not set
is empty, which means the server's own.
"""

from collections.abc import Mapping
from typing import Final

from safelight.domain.attributes import (
    FLAG,
    HOURS,
    LIMIT,
    LINE,
    NETWORKS,
    PICTURE,
    PIXELS,
    QUALITY,
    REAL,
    Reader,
    numbered,
    words,
)

_FORMATS: Final = ("jpg", "jpeg", "png", "png-alpha", "tif", "tif-alpha", "swf", "swf-alpha", "pdf", "eps", "gif")
_PROFILES: Final = ("Cmyk", "Gray", "Rgb", "SrcCmyk", "SrcGray", "SrcRgb")

ATTRIBUTES: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(("AllowDirectUrls", "IccBlackPointCompensation", "IccDither", "Sharpen"), FLAG),
    **dict.fromkeys(("ShowOverlapObjs", "UseLastModified"), FLAG),
    **dict.fromkeys((f"IccProfile{name}" for name in _PROFILES), LINE),
    **dict.fromkeys(("RenderSettings", "RootUrl", "TrustedDomains"), LINE),
    "CacheValidationPolicy": numbered(0, 1),
    "ClientAddressFilter": NETWORKS,
    "DefaultPix": PIXELS,
    "ErrorDetail": numbered(0, 3),
    "ErrorImage": PICTURE,
    "Expiration": HOURS,
    "Format": words({name: name for name in (*_FORMATS, "gif-alpha")}),
    "IccRenderIntent": numbered(0, 3),
    "JpegQuality": QUALITY,
    "MaxPix": LIMIT,
    "OnFailObj": numbered(0, 4),
    "OnFailSel": numbered(0, 4),
    "ResMode": numbered(2, 4),
    "Resolution": REAL,
    "Sharp": numbered(0, 3),
    "TiffEncoding": numbered(0, 3),
}

PICTURES: Final = frozenset({"ErrorImage"})
