"""Vignette publish formats: in which sizes vignettes are published."""

from dataclasses import dataclass

from safelight.domain import handles


@dataclass(frozen=True, slots=True)
class VignetteFormat:
    """What one format makes of a vignette; the columns of `vignette_format` after id and company.

    target_width, target_height: pixels, 0 = as the vignette is
    create_pyramid:  also each half of that size, down to 128 x 128
    thumb_width:     pixels, 0 = no thumbnail
    save_as_version: of the file format, 0 = the newest
    size_suffix_separator: stands between the name of a vignette and its width
    sharpen, usm_amount: of the sharpening; usm_radius: pixels; usm_threshold: 0 to 255
    """

    name: str
    target_width: int
    target_height: int
    create_pyramid: bool
    thumb_width: int
    save_as_version: int
    size_suffix_separator: str
    sharpen: int
    usm_amount: float
    usm_radius: float
    usm_threshold: int


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """A format that a company has."""

    id: int
    company_id: int
    format: VignetteFormat

    @property
    def handle(self) -> str:
        return handles.vignette_format_handle(self.company_id, self.id)
