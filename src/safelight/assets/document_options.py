"""What an upload job says of documents: whether, and how, their pages and layers become pictures."""

from collections.abc import Mapping
from typing import Final

from safelight.contract.shapes import (
    IllustratorOptions,
    PDFOptions,
    PhotoshopLayerOptions,
    PostScriptOptions,
    ReprocessAssetsJob,
    UploadDirectoryJob,
    UploadPostJob,
    UploadUrlsJob,
)
from safelight.domain.choices import one_of
from safelight.domain.documents import (
    ANCHORS,
    AUTO,
    COLOUR_MODES,
    DEFAULT_DPI,
    LAYERS,
    LEAST_DPI,
    MOST_DPI,
    NAMINGS,
    NOT_AT_ALL,
    RASTERISE,
    THUMBNAIL,
    Layering,
    Rasterising,
    layer_process,
)
from safelight.domain.faults import InvalidParameter

UploadJob = UploadDirectoryJob | UploadPostJob | UploadUrlsJob
DocumentJob = UploadJob | ReprocessAssetsJob
PageOptions = PDFOptions | PostScriptOptions | IllustratorOptions

RENDER: Final = "render"
"""Seen in a recorded reply as the default of a PDF; it leaves the file as it is (assumed)."""

DEFAULT_NAMING: Final = "AppendName"
"""Assumed: so that equal names of layers in several documents do not meet."""


def pages(job: DocumentJob) -> Mapping[str, Rasterising]:
    """How pages become pictures, by the types of documents whose pages do.

    raises: InvalidParameter
    """
    asked: tuple[tuple[str, str, PageOptions | None], ...] = (
        ("Pdf", "pdfOptions", job.pdf_options),
        ("PostScript", "postScriptOptions", job.post_script_options),
        ("Illustrator", "illustratorOptions", job.illustrator_options),
    )
    read = {type_: _rasterising(field, options) for type_, field, options in asked if options is not None}
    return {type_: how for type_, how in read.items() if how is not None}


def binds_pages(job: DocumentJob) -> bool:
    """Whether the pages of a PDF are put into a Catalog; by default they are."""
    return job.pdf_options is None or job.pdf_options.pdf_catalog is not False


def layering(job: DocumentJob) -> Layering | None:
    """raises: InvalidParameter"""
    asked = job.photoshop_options
    if asked is None:
        return None
    process = layer_process(asked.process, asked.maintain_layers)
    if one_of("photoshopOptions/process", process, (NOT_AT_ALL, LAYERS), NOT_AT_ALL) == NOT_AT_ALL:
        return None
    old = PhotoshopLayerOptions(layer_naming=asked.layer_naming, anchor=asked.anchor)
    how, place = asked.layer_options or old, "photoshopOptions/layerOptions"
    anchor = one_of(f"{place}/anchor", how.anchor, ANCHORS, "Center") if how.anchor else None
    return Layering(
        naming=one_of(f"{place}/layerNaming", how.layer_naming, NAMINGS, DEFAULT_NAMING),
        anchor=ANCHORS[anchor] if anchor else None,
        extend=bool(how.extend_layers),
    )


def _rasterising(field: str, asked: PageOptions) -> Rasterising | None:
    words = (NOT_AT_ALL, RASTERISE, *((THUMBNAIL, RENDER) if isinstance(asked, PDFOptions) else ()))
    process = one_of(f"{field}/process", asked.process, words, NOT_AT_ALL)
    if process in {NOT_AT_ALL, RENDER}:
        return None
    resolution = asked.resolution or DEFAULT_DPI
    if not LEAST_DPI <= resolution <= MOST_DPI:
        raise InvalidParameter(f"{field}/resolution", asked.resolution, f"1 to {MOST_DPI:g} pixels an inch")
    return Rasterising(
        resolution_dpi=resolution,
        colour_mode=one_of(f"{field}/colorspace", asked.colorspace, COLOUR_MODES, AUTO),
        alpha=bool(getattr(asked, "alpha", False)),
        first_only=process == THUMBNAIL,
        words=bool(getattr(asked, "extract_search_words", False)),
        links=bool(getattr(asked, "extract_links", False)),
    )
