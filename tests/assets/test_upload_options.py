"""What is read of the options of an upload job."""

import pytest

from safelight.assets import options
from safelight.contract.shapes import (
    AutoColorCropOptions,
    AutoTransparentCropOptions,
    ColorManagementOptions,
    IllustratorOptions,
    KnockoutBackgroundOptions,
    ManualCropOptions,
    PDFOptions,
    PhotoshopLayerOptions,
    PhotoshopOptions,
    PostScriptOptions,
    UnCompressOptions,
    UnsharpMaskOptions,
    UploadDirectoryJob,
    UploadPostJob,
    UploadUrlsJob,
)
from safelight.domain.documents import Layering, Rasterising
from safelight.domain.faults import InvalidParameter
from safelight.domain.images import NO_CROP, Anchor, AutoCrop, Crop, IngestOptions, Knockout, Sharpening
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


@pytest.mark.documented
def test_an_automatic_crop_is_read():
    colour = AutoColorCropOptions(corner="BottomLeft", tolerance=0.25)
    assert read(auto_color_crop_options=colour).pixels.auto_crop == AutoCrop(0.25, "BottomLeft")
    clear = AutoTransparentCropOptions(tolerance=0.5)
    assert read(auto_transparent_crop_options=clear).pixels.auto_crop == AutoCrop(0.5)


@pytest.mark.documented
@pytest.mark.parametrize(("method", "flood"), [("FloodFill", True), ("MatchPixel", False)])
def test_a_background_to_knock_out_is_read(method, flood):
    given = KnockoutBackgroundOptions(corner="UpperRight", tolerance=0.5, fill_method=method)
    assert read(knockout_background_options=given).pixels.knockout == Knockout("UpperRight", 0.5, flood)


def test_a_background_without_a_tolerance_must_match_exactly():
    given = KnockoutBackgroundOptions(corner="UpperRight", fill_method="FloodFill")
    assert read(knockout_background_options=given).pixels.knockout.tolerance == 0.0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"auto_color_crop_options": AutoColorCropOptions(corner="Left", tolerance=0.5)},
            "autoColorCropOptions/corner",
        ),
        (
            {"auto_color_crop_options": AutoColorCropOptions(corner="UpperLeft", tolerance=1.5)},
            "autoColorCropOptions/tolerance",
        ),
        (
            {"auto_transparent_crop_options": AutoTransparentCropOptions(tolerance=-0.5)},
            "autoTransparentCropOptions/tolerance",
        ),
        (
            {"knockout_background_options": KnockoutBackgroundOptions(corner="UpperLeft", fill_method="Some")},
            "knockoutBackgroundOptions/fillMethod",
        ),
        ({"pdf_options": PDFOptions(process="Rasterize", resolution=9999.0)}, "pdfOptions/resolution"),
        ({"pdf_options": PDFOptions(process="Rasterize", colorspace="Lab")}, "pdfOptions/colorspace"),
        ({"illustrator_options": IllustratorOptions(process="Thumbnail")}, "illustratorOptions/process"),
        ({"photoshop_options": PhotoshopOptions(process="Layers")}, "photoshopOptions/process"),
        ({"un_compress_options": UnCompressOptions(process="uncompress")}, "unCompressOptions/process"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(given, told):
    with pytest.raises(InvalidParameter, match=told):
        read(**given)


@pytest.mark.parametrize(
    ("mode", "profiles"), [("Convert", ("a|1", "a|2")), ("Default", ("", "")), ("MaintainOriginal", ("", ""))]
)
def test_profiles_have_a_say_where_colours_are_converted(mode, profiles):
    given = ColorManagementOptions(color_management=mode, source_profile_handle="a|1", output_profile_handle="a|2")
    assert read(color_management_options=given).profiles == profiles


@pytest.mark.documented
def test_how_pages_become_pictures_is_read_by_type():
    wanted = read(
        pdf_options=PDFOptions(process="Rasterize", resolution=150.0, colorspace="Gray"),
        post_script_options=PostScriptOptions(process="Rasterize", alpha=True),
        illustrator_options=IllustratorOptions(process="None"),
    )
    assert wanted.documents == {
        "Pdf": Rasterising(150.0, "Gray"),
        "PostScript": Rasterising(72.0, "Auto", alpha=True),
    }


@pytest.mark.documented
def test_how_layers_become_pictures_is_read():
    layers = PhotoshopLayerOptions(layer_naming="Folders", anchor="North", extend_layers=True)
    wanted = read(photoshop_options=PhotoshopOptions(process="MaintainLayers", layer_options=layers))
    assert wanted.layering == Layering("Folders", Anchor(0.5, 0.0), extend=True)
    assert read(photoshop_options=PhotoshopOptions(process="None", layer_options=layers)).layering is None


@pytest.mark.documented
@pytest.mark.parametrize(("process", "unpack"), [("UnCompress", True), ("None", False)])
def test_whether_archives_are_opened_is_read(process, unpack):
    assert read(un_compress_options=UnCompressOptions(process=process)).unpack is unpack
