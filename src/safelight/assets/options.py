"""What an upload job asks for, read from its options."""

from dataclasses import dataclass

from safelight.contract.shapes import (
    ColorManagementOptions,
    ManualCropOptions,
    UnsharpMaskOptions,
    UploadDirectoryJob,
    UploadPostJob,
    UploadUrlsJob,
)
from safelight.domain.faults import InvalidParameter, NotBuilt
from safelight.domain.images import NO_CROP, Crop, IngestOptions, Sharpening
from safelight.services.ingest import Placement

UploadJob = UploadDirectoryJob | UploadPostJob | UploadUrlsJob

KEEPS_COLOURS = frozenset(("Default", "MaintainOriginal"))
CONVERTS = "Convert"
DEFAULT_THRESHOLD = 6
DEFAULT_RADIUS = 1.0
"""Of an unsharp mask; the threshold is documented, the radius assumed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """pixels: what is done to the picture; placement: where it ends"""

    pixels: IngestOptions
    placement: Placement


def read(job: UploadJob) -> Wanted:
    """The options of an upload job that concern its pictures.

    raises: InvalidParameter for a value out of range; NotBuilt for automatic crops, a knocked out background,
            a named colour profile
    """
    _refuse_unbuilt(job)
    crop = _crop(job.manual_crop_options)
    pixels = IngestOptions(
        crop=crop,
        sharpening=_sharpening(job.unsharp_mask_options),
        to_srgb=_converts(job.color_management_options),
        needs_mask=job.create_mask,
    )
    placement = Placement(
        overwrite=job.overwrite,
        ready_for_publish=job.ready_for_publish,
        preserve_publish_state=job.preserve_publish_state,
        preserve_crop=job.preserve_crop is not False,
        crop=crop,
    )
    return Wanted(pixels, placement)


def _refuse_unbuilt(job: UploadJob) -> None:
    if job.knockout_background_options is not None:
        raise NotBuilt("knockoutBackgroundOptions")
    if job.auto_color_crop_options is not None:
        raise NotBuilt("autoColorCropOptions")
    if job.auto_transparent_crop_options is not None:
        raise NotBuilt("autoTransparentCropOptions")


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
    """`Default` keeps colours as they came, as long as a company has no profiles to convert with (assumed)."""
    if asked is None:
        return False
    for name, handle in (
        ("sourceProfileHandle", asked.source_profile_handle),
        ("outputProfileHandle", asked.output_profile_handle),
    ):
        if handle:
            raise NotBuilt(f"colorManagementOptions {name}")
    if asked.color_management in KEEPS_COLOURS:
        return False
    if asked.color_management != CONVERTS:
        want = ", ".join((*sorted(KEEPS_COLOURS), CONVERTS))
        raise InvalidParameter("colorManagementOptions/colorManagement", asked.color_management, f"one of {want}")
    return True
