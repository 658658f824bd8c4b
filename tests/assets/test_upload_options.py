"""What is read of the options of an upload job."""

import pytest

from safelight.assets import options
from safelight.contract.shapes import (
    AutoColorCropOptions,
    AutoTransparentCropOptions,
    ColorManagementOptions,
    KnockoutBackgroundOptions,
    ManualCropOptions,
    UnsharpMaskOptions,
    UploadDirectoryJob,
    UploadPostJob,
    UploadUrlsJob,
)
from safelight.domain.faults import InvalidParameter, NotBuilt
from safelight.domain.images import NO_CROP, Crop, IngestOptions, Sharpening
from safelight.services.ingest import Placement

REQUIRED = {"overwrite": False, "ready_for_publish": False, "create_mask": False, "email_setting": "None"}


def read(**given):
    return options.read(UploadPostJob(**REQUIRED | given))


@pytest.mark.parametrize(
    "job",
    [
        UploadPostJob(**REQUIRED),
        UploadUrlsJob(**REQUIRED),
        UploadDirectoryJob(**REQUIRED, server_dir="/x", include_subfolders=True, process_metadata_files=False),
    ],
)
def test_an_upload_that_asks_for_nothing_changes_nothing(job):
    wanted = options.read(job)
    assert wanted.pixels == IngestOptions()
    assert wanted.placement == Placement(overwrite=False, ready_for_publish=False)


@pytest.mark.documented
def test_where_pictures_end_is_read():
    wanted = read(overwrite=True, ready_for_publish=True, preserve_publish_state=False, preserve_crop=False)
    assert wanted.placement == Placement(
        overwrite=True, ready_for_publish=True, preserve_publish_state=False, preserve_crop=False
    )


def test_a_mask_is_read():
    assert read(create_mask=True).pixels.needs_mask


def test_a_manual_crop_counts_from_the_sides():
    wanted = read(manual_crop_options=ManualCropOptions(left=1, right=2, top=3, bottom=4))
    assert wanted.pixels.crop == wanted.placement.crop == Crop(left=1, right=2, top=3, bottom=4)


@pytest.mark.documented
def test_a_manual_crop_of_zeros_is_none():
    wanted = read(manual_crop_options=ManualCropOptions(left=0, right=0, top=0, bottom=0))
    assert not wanted.placement.crop
    assert wanted.pixels.crop == NO_CROP


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_negative_crop_is_refused(side):
    sides = dict.fromkeys(("left", "right", "top", "bottom"), 1) | {side: -1}
    with pytest.raises(InvalidParameter, match=f"manualCropOptions/{side}: got -1"):
        read(manual_crop_options=ManualCropOptions(**sides))


@pytest.mark.documented
def test_an_unsharp_mask_is_read_with_its_defaults():
    given = UnsharpMaskOptions(amount=1.5, radius=2.0, threshold=3, monochrome=1)
    assert read(unsharp_mask_options=given).pixels.sharpening == Sharpening(1.5, 2.0, 3, monochrome=True)
    given = UnsharpMaskOptions(amount=1.5)
    assert read(unsharp_mask_options=given).pixels.sharpening == Sharpening(1.5, 1.0, 6, monochrome=False)


@pytest.mark.parametrize("given", [{}, {"amount": 0.0, "radius": 9.0}, {"amount": 2.0, "radius": 0.0}])
def test_an_unsharp_mask_that_does_nothing_is_none(given):
    assert read(unsharp_mask_options=UnsharpMaskOptions(**given)).pixels.sharpening is None


@pytest.mark.documented
@pytest.mark.parametrize(
    "given", [{"amount": 5.1}, {"amount": -0.1}, {"radius": 251.0}, {"threshold": 256}, {"monochrome": 2}]
)
def test_an_unsharp_mask_out_of_range_is_refused(given):
    with pytest.raises(InvalidParameter, match=f"unsharpMaskOptions/{next(iter(given))}"):
        read(unsharp_mask_options=UnsharpMaskOptions(**given))


@pytest.mark.parametrize(("mode", "converts"), [("Default", False), ("MaintainOriginal", False), ("Convert", True)])
def test_colours_are_converted_only_on_demand(mode, converts):
    given = ColorManagementOptions(color_management=mode)
    assert read(color_management_options=given).pixels.to_srgb is converts


def test_an_unknown_colour_management_is_refused():
    with pytest.raises(InvalidParameter, match="colorManagementOptions/colorManagement: got 'convert'"):
        read(color_management_options=ColorManagementOptions(color_management="convert"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"knockout_background_options": KnockoutBackgroundOptions(corner="UpperLeft", fill_method="FloodFill")},
            "knockoutBackgroundOptions",
        ),
        ({"auto_color_crop_options": AutoColorCropOptions(corner="UpperLeft", tolerance=0.5)}, "autoColorCropOptions"),
        (
            {"auto_transparent_crop_options": AutoTransparentCropOptions(tolerance=0.5)},
            "autoTransparentCropOptions",
        ),
        (
            {
                "color_management_options": ColorManagementOptions(
                    color_management="Convert", source_profile_handle="a|1"
                )
            },
            "colorManagementOptions sourceProfileHandle",
        ),
        (
            {
                "color_management_options": ColorManagementOptions(
                    color_management="Default", output_profile_handle="a|1"
                )
            },
            "colorManagementOptions outputProfileHandle",
        ),
    ],
)
def test_what_is_not_built_is_refused_by_its_name(given, told):
    with pytest.raises(NotBuilt, match=told):
        read(**given)
