"""Format of the reply."""

from dataclasses import dataclass, field

from safelight.domain.faults import NotBuilt
from safelight.serving.commands import Command, Scope, Stage, with_encoding, with_output
from safelight.serving.draft import Draft
from safelight.serving.values import choice, listed, part, refused

ANY_TYPE = ("rgb", "gray", "cmyk")
LOSSY = ("lossy", "lossless")


@dataclass(frozen=True, slots=True)
class Format:
    """How one value of `fmt=` is written. Source: Image Serving reference, fmt, the table of valid combinations."""

    kind: str
    media_type: str
    pixel_types: tuple[str, ...]
    compressions: tuple[str, ...] = ()
    alpha: bool = False
    encoding: dict[str, object] = field(default_factory=dict)


JPEG = Format("jpeg", "image/jpeg", ANY_TYPE)
FORMATS = {
    "jpeg": JPEG,
    "jpg": JPEG,
    "pjpeg": Format("jpeg", "image/jpeg", ANY_TYPE, encoding={"progressive": True}),
    "png": Format("png", "image/png", ("rgb", "gray")),
    "png-alpha": Format("png", "image/png", ("rgb", "gray"), alpha=True),
    "png8": Format("png", "image/png", ("rgb",), encoding={"colours": 256}),
    "png8-alpha": Format("png", "image/png", ("rgb",), alpha=True, encoding={"colours": 256}),
    "gif": Format("gif", "image/gif", ("rgb", "gray"), encoding={"colours": 256}),
    "gif-alpha": Format("gif", "image/gif", ("rgb", "gray"), alpha=True, encoding={"colours": 256}),
    "tif": Format("tif", "image/tiff", ANY_TYPE, ("none", "lzw", "zip", "jpeg")),
    "tif-alpha": Format("tif", "image/tiff", ANY_TYPE, ("none", "lzw", "zip"), alpha=True),
    "webp": Format("webp", "image/webp", ("rgb",), LOSSY),
    "webp-alpha": Format("webp", "image/webp", ("rgb",), LOSSY, alpha=True),
    "avif": Format("avif", "image/avif", ("rgb",), LOSSY),
    "avif-alpha": Format("avif", "image/avif", ("rgb",), LOSSY, alpha=True),
}
PLANNED = (
    *("eps", "f4m", "heic", "jpeg2000", "jpeg2000-alpha", "jpegxr", "jpegxr-alpha", "m3u8", "pdf"),
    *("swf", "swf-alpha", "swf3", "swf3-alpha"),
)
NAMES = {name: name for name in (*FORMATS, *PLANNED)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A format with its two options; empty where the request leaves them out."""

    format: Format
    pixel_type: str
    compression: str


class Fmt(Command[Draft, Wanted]):
    """Format avif, gif, jpeg, jpg, pjpeg, png, png8, tif or webp, all but the JPEGs also with -alpha; pixel type rgb,
    gray or cmyk; compression none, lzw, zip, jpeg (tif), lossy, lossless (webp, avif). Not every format takes every
    pixel type.

    syntax:  format[,pixelType[,compression]]
    default: jpeg, in the pixel type of icc=, else rgb
    """

    name, stage, scope = "fmt", Stage.COLOUR, Scope.REQUEST

    def parse(self, text: str) -> Wanted:
        values = listed(self.name, text, "format[,pixelType[,compression]]", 1, 3)
        chosen = choice(self.name, values[0], NAMES)
        if chosen in PLANNED:
            raise NotBuilt(f"fmt={chosen}")
        wanted = Wanted(FORMATS[chosen], part(values, 1).lower(), part(values, 2).lower())
        if wanted.pixel_type not in {"", *wanted.format.pixel_types}:
            raise refused(self.name, text, f"{chosen} as {' or '.join(wanted.format.pixel_types)}")
        if wanted.compression not in {"", *wanted.format.compressions}:
            raise refused(
                self.name, text, f"{chosen} with {' or '.join(wanted.format.compressions) or 'no compression'}"
            )
        return wanted

    def apply(self, state: Draft, value: Wanted) -> Draft:
        state = with_output(
            state, media_type=value.format.media_type, alpha=value.format.alpha, pixel_type=value.pixel_type
        )
        return with_encoding(state, format=value.format.kind, compression=value.compression, **value.format.encoding)
