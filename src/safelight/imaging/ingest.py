"""From a source file to its pyramid. Runs in a child process, see `sandbox`: the file may be hostile."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyvips

from safelight.domain.faults import BrokenImage, InvalidParameter, UnknownFormat
from safelight.domain.images import NO_CROP, AutoCrop, ColorSpace, Crop, Facts, IngestOptions, Limits, Sharpening
from safelight.imaging import auto_crop, clipping, colour, conversion, pyramid, source
from safelight.imaging.knockout import knocked_out
from safelight.imaging.sharpen import UnsharpMask
from safelight.imaging.source import Source

LEAST_SIGMA: Final = 0.5
"""Less would sharpen nothing."""

_JPEG_BANDS: Final = {1, 3}
_CHROMATIC: Final = {3}
_COLOURS: Final = {"srgb": 3, "rgb": 3, "rgb16": 3, "cmyk": 4}
_INTERPRETATIONS: Final = {"GRAY": "b-w", "RGB": "srgb", "CMYK": "cmyk"}
_DEVICE_SPACES: Final = {"b-w", "grey16", "srgb", "rgb", "rgb16", "cmyk", "multiband"}
_PROFILE: Final = "icc-profile-data"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was measured, the pyramid, a file in the work folder, and the crop it has."""

    facts: Facts
    pyramid: Path
    crop: Crop = NO_CROP


def prepare(path: Path, workdir: Path, limits: Limits, options: IngestOptions) -> Prepared:
    """Make the pyramid of a source file; the same file and options give the same bytes.

    raises: EmptyFile, FileTooLarge, UnknownFormat, ImageTooLarge, BrokenImage; InvalidParameter for a crop that leaves
            nothing
    """
    try:
        return _prepare(source.opened(path, limits), path, workdir, options)
    except BrokenImage as refusal:
        if not source.is_harmless(refusal):
            raise
    return _prepare(source.opened(path, limits, lenient=True), path, workdir, options)


def _prepare(opened: Source, path: Path, workdir: Path, options: IngestOptions) -> Prepared:
    target = workdir / "pyramid.tif"
    try:
        image, crop = _normal(opened, path, workdir, options)
        pyramid.write(image, target, _quality(opened, image), _unsharp_mask(options.sharpening))
    except pyvips.Error as error:
        raise BrokenImage(opened.format.name, source.plain(error, path)) from None
    return Prepared(_facts(opened, image), target, crop)


def _normal(opened: Source, path: Path, workdir: Path, options: IngestOptions) -> tuple[Any, Crop]:
    """Colours and at most one alpha of 8 bits a sample, masked, cropped, in the colours asked for; and the crop."""
    image = _eight_bits(opened, _colours_and_alpha(opened))
    if options.needs_mask:
        image = _masked(image, opened, path)
    if options.knockout or options.auto_crop:
        image = pyramid.readable_twice(image, workdir / "whole.v")
    if options.knockout:
        image = knocked_out(image, options.knockout)
    crop = _found_crop(image, options.auto_crop) if options.auto_crop else options.crop
    return _cropped(_converted(image, workdir, options) if options.to_srgb else image, crop), crop


def _found_crop(image: Any, wanted: AutoCrop) -> Crop:
    if wanted.corner is None:
        rect = auto_crop.opaque(image, wanted.tolerance)
    else:
        rect = auto_crop.differing(image, wanted.corner, wanted.tolerance)
    right, bottom = image.width - rect.left - rect.width, image.height - rect.top - rect.height
    return Crop(left=rect.left, top=rect.top, right=right, bottom=bottom)


def _converted(image: Any, workdir: Path, options: IngestOptions) -> Any:
    """By the profiles named; to sRGB where none is."""
    if not (options.source_profile or options.output_profile):
        return _in_srgb(image)
    source, output = (_profile(workdir, digest) for digest in (options.source_profile, options.output_profile))
    return conversion.converted(image, source, output)


def _profile(workdir: Path, digest: str) -> Path | None:
    return workdir / f"{digest}.icc" if digest else None


def _colours_and_alpha(opened: Source) -> Any:
    """Bands that are neither are dropped. Colours of no device, as Lab, become sRGB."""
    image = opened.image
    if image.interpretation not in _DEVICE_SPACES:
        return image.colourspace("srgb")
    count = _COLOURS.get(image.interpretation, 1)
    if image.bands == count or (opened.alpha == count and image.bands == count + 1):
        return image
    colours = image.extract_band(0, n=count)
    return colours if opened.alpha is None else colours.bandjoin(image[opened.alpha])


def _eight_bits(opened: Source, image: Any) -> Any:
    """Longer samples are cut to their upper 8 bits. Raises UnknownFormat for samples that are not 1 to 16 bits."""
    if image.format not in {"uchar", "ushort"}:
        raise UnknownFormat(f"{opened.format.name} samples of {opened.depth} bits", "samples of 1 to 16 bits")
    short = image if image.format == "uchar" else (image >> 8).cast("uchar")
    interpretation = _INTERPRETATIONS[_space(image)]
    return short if short.interpretation == interpretation else short.copy(interpretation=interpretation)


def _masked(image: Any, opened: Source, path: Path) -> Any:
    """The clipping path, where the file has one, is taken out of the alpha there is, or becomes it."""
    curves = clipping.outline(path, opened.format)
    if not curves:
        return image
    mask = clipping.mask(curves, opened.stored_width, opened.stored_height).copy()
    mask.set_type(pyvips.GValue.gint_type, "orientation", opened.orientation)
    mask = mask.autorot()
    if not image.hasalpha():
        return image.bandjoin(mask)
    alpha = (image[image.bands - 1] * mask / 255).rint().cast("uchar")
    return image.extract_band(0, n=image.bands - 1).bandjoin(alpha)


def _in_srgb(image: Any) -> Any:
    """By the embedded profile, which then says nothing any more."""
    converted = colour.to_srgb(image).copy()
    if converted.get_typeof(_PROFILE):
        converted.remove(_PROFILE)
    return converted


def _cropped(image: Any, crop: Crop) -> Any:
    if not crop:
        return image
    width, height = image.width - crop.left - crop.right, image.height - crop.top - crop.bottom
    if width < 1 or height < 1:
        sides = f"left {crop.left}, right {crop.right}, top {crop.top}, bottom {crop.bottom}"
        raise InvalidParameter(
            "manualCropOptions", sides, f"sides that leave something of {image.width} x {image.height}"
        )
    return image.crop(crop.left, crop.top, width, height)


def _unsharp_mask(wanted: Sharpening | None) -> UnsharpMask | None:
    """A radius means the sigma of the blur, as for op_usm (assumed)."""
    if wanted is None:
        return None
    return UnsharpMask(wanted.amount, max(LEAST_SIGMA, wanted.radius), wanted.threshold, wanted.monochrome)


def _quality(opened: Source, image: Any) -> int | None:
    """Of a lossy source without alpha, else None; chroma is kept as fine as it came."""
    if not opened.lossy or image.bands not in _JPEG_BANDS:
        return None
    return pyramid.SUBSAMPLED if opened.subsampled and image.bands in _CHROMATIC else pyramid.FINE


def _space(image: Any) -> ColorSpace:
    if image.interpretation == "cmyk":
        return "CMYK"
    return "RGB" if image.interpretation in _COLOURS else "GRAY"


def _facts(opened: Source, image: Any) -> Facts:
    return Facts(
        format=opened.format.name,
        suffix=opened.format.suffix,
        width=image.width,
        height=image.height,
        bands=image.bands,
        color_space=_space(image),
        depth=opened.depth,
        has_alpha=bool(image.hasalpha()),
        has_icc=bool(image.get_typeof(_PROFILE)),
        resolution_dpi=opened.resolution_dpi,
        frames=opened.frames,
    )
