"""What an upload job asks for, read from its options."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from safelight.assets import document_options
from safelight.contract.shapes import (
    ColorManagementOptions,
    KnockoutBackgroundOptions,
    ManualCropOptions,
    ReprocessAssetsJob,
    UnsharpMaskOptions,
)
from safelight.domain.choices import one_of
from safelight.domain.documents import Layering, Rasterising
from safelight.domain.faults import InvalidParameter
from safelight.domain.images import NO_CROP, AutoCrop, Crop, IngestOptions, Knockout, Sharpening
from safelight.domain.xmp import keywords
from safelight.imaging.auto_crop import CORNERS
from safelight.services.ingest import Placement

UploadJob = document_options.UploadJob
PictureJob = document_options.DocumentJob

_AS_IT_IS = "None"
_UNPACKING = (_AS_IT_IS, "UnCompress")
_FILLS = ("FloodFill", "MatchPixel")
KEEPS_COLOURS = frozenset(("Default", "MaintainOriginal"))
CONVERTS = "Convert"
DEFAULT_THRESHOLD = 6
DEFAULT_RADIUS = 1.0
"""Of an unsharp mask; the threshold is documented, the radius assumed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """pixels:    what is done to the picture; placement: where it ends
    documents: how the pages of a document become pictures, by asset type; those of others do not
    layering:  how the layers of a Photoshop document do; None: they do not
    binds_pages: the pages of a PDF are put into a Catalog too, where they are several
    unpack:    archives are opened, and their files taken in instead
    profiles:  handles of the source and the output profile of colours; empty for none
    keywords:  come into the XMP packet of each asset that is made
    maps:      the stylesheets of the company make metadata of what the file says of itself
    """

    pixels: IngestOptions
    placement: Placement
    documents: Mapping[str, Rasterising] = field(default_factory=dict)
    layering: Layering | None = None
    binds_pages: bool = True
    unpack: bool = False
    profiles: tuple[str, str] = ("", "")
    keywords: tuple[str, ...] = ()
    maps: bool = False

    def pixels_with(self, crop: Crop) -> IngestOptions:
        """With sides that are known."""
        return replace(self.pixels, crop=crop, auto_crop=None)


def read(job: UploadJob) -> Wanted:
    """The options of an upload job that concern its pictures.

    raises: InvalidParameter for a value out of range
    """
    made = pixels(job)
    placement = Placement(
        overwrite=job.overwrite,
        ready_for_publish=job.ready_for_publish,
        preserve_publish_state=job.preserve_publish_state,
        preserve_crop=job.preserve_crop is not False,
        crop=made.crop,
        projects=tuple(job.project_handle_array or ()),
    )
    return Wanted(
        made,
        placement,
        documents=document_options.pages(job),
        layering=document_options.layering(job),
        binds_pages=document_options.binds_pages(job),
        unpack=_unpacks(job),
        keywords=keywords(job.xmp_keywords or ""),
        maps=True,
        profiles=_profiles(job.color_management_options),
    )


def read_again(job: ReprocessAssetsJob, *, marked: bool = False) -> Wanted:
    """Those of a job that makes what is served of an asset again; what is made beside it is placed as by an upload.

    marked: whether the asset is ready for publish, and so is what is new beside it if the job says nothing (assumed)
    raises: as `read`
    """
    made = pixels(job)
    placement = Placement(
        overwrite=True,
        ready_for_publish=marked if job.ready_for_publish is None else job.ready_for_publish,
        preserve_publish_state=True if job.ready_for_publish is None else job.preserve_publish_state,
        preserve_crop=job.preserve_crop is not False,
        crop=made.crop,
        projects=tuple(job.project_handle_array or ()),
    )
    return Wanted(
        made,
        placement,
        documents=document_options.pages(job),
        layering=document_options.layering(job),
        binds_pages=document_options.binds_pages(job),
        profiles=_profiles(job.color_management_options),
    )


def _unpacks(job: UploadJob) -> bool:
    asked = job.un_compress_options
    return asked is not None and one_of("unCompressOptions/process", asked.process, _UNPACKING, _AS_IT_IS) != _AS_IT_IS


def pixels(job: PictureJob) -> IngestOptions:
    """What a job says of the pixels alone. Raises as `read`."""
    return IngestOptions(
        crop=_crop(job.manual_crop_options),
        sharpening=_sharpening(job.unsharp_mask_options),
        to_srgb=_converts(job.color_management_options),
        needs_mask=job.create_mask,
        auto_crop=_auto_crop(job),
        knockout=_knockout(job.knockout_background_options),
    )


def _auto_crop(job: PictureJob) -> AutoCrop | None:
    colour, clear = job.auto_color_crop_options, job.auto_transparent_crop_options
    if colour is not None:
        corner = one_of("autoColorCropOptions/corner", colour.corner, CORNERS, "")
        return AutoCrop(_share("autoColorCropOptions", colour.tolerance), corner)
    return None if clear is None else AutoCrop(_share("autoTransparentCropOptions", clear.tolerance))


def _knockout(asked: KnockoutBackgroundOptions | None) -> Knockout | None:
    """Without a tolerance colours must match exactly (assumed)."""
    if asked is None:
        return None
    field = "knockoutBackgroundOptions"
    return Knockout(
        corner=one_of(f"{field}/corner", asked.corner, CORNERS, ""),
        tolerance=_share(field, asked.tolerance or 0.0),
        flood=one_of(f"{field}/fillMethod", asked.fill_method, _FILLS, "") == _FILLS[0],
    )


def _share(field: str, got: float) -> float:
    if not 0 <= got <= 1:
        raise InvalidParameter(f"{field}/tolerance", got, "a number from 0 to 1")
    return got


def _crop(asked: ManualCropOptions | None) -> Crop:
    """The numbers are pixels to take off each side.

    That they are no coordinates follows from the reference: its samples have the same number on all sides, and all
    zero is said to crop nothing.
    """
    if asked is None:
        return NO_CROP
    for name in ("left", "right", "top", "bottom"):
        if getattr(asked, name) < 0:
            raise InvalidParameter(f"manualCropOptions/{name}", getattr(asked, name), "pixels, 0 or more")
    return Crop(left=asked.left, top=asked.top, right=asked.right, bottom=asked.bottom)


def _sharpening(asked: UnsharpMaskOptions | None) -> Sharpening | None:
    """None where the amount, which is 0 by default, does nothing."""
    if asked is None:
        return None
    amount = _ranged("amount", asked.amount, 0.0, 5.0, 0.0)
    radius = _ranged("radius", asked.radius, 0.0, 250.0, DEFAULT_RADIUS)
    threshold = _ranged("threshold", asked.threshold, 0, 255, DEFAULT_THRESHOLD)
    monochrome = _ranged("monochrome", asked.monochrome, 0, 1, 0)
    if not amount or not radius:
        return None
    return Sharpening(amount, radius, int(threshold), bool(monochrome))


def _ranged(name: str, got: float | None, least: float, most: float, default: float) -> float:
    if got is None:
        return default
    if not least <= got <= most:
        raise InvalidParameter(f"unsharpMaskOptions/{name}", got, f"{least:g} to {most:g}")
    return got


def _converts(asked: ColorManagementOptions | None) -> bool:
    """`Default` keeps colours as they came (assumed)."""
    if asked is None or asked.color_management in KEEPS_COLOURS:
        return False
    if asked.color_management != CONVERTS:
        want = ", ".join((*sorted(KEEPS_COLOURS), CONVERTS))
        raise InvalidParameter("colorManagementOptions/colorManagement", asked.color_management, f"one of {want}")
    return True


def _profiles(asked: ColorManagementOptions | None) -> tuple[str, str]:
    """Handles of the source and the output profile; they have a say only where colours are converted (assumed)."""
    if asked is None or not _converts(asked):
        return "", ""
    return asked.source_profile_handle or "", asked.output_profile_handle or ""
