"""Vignette publish formats: the sizes in which a company's vignettes are to be published."""

import math
from dataclasses import asdict, replace
from typing import Any, Final

from safelight.domain import handles
from safelight.domain.faults import ForeignCompany, InvalidParameter, NameTaken
from safelight.domain.people import Company
from safelight.domain.vignettes import KnownFormat, VignetteFormat
from safelight.store import vignette_formats as rows
from safelight.store.database import Tx

LONGEST_NAME: Final = 255
LARGEST_SIDE: Final = 65_535
_UNFIT: Final = frozenset('/\\:*?"<>|')
_RANGES: Final = {
    "targetWidth": ("target_width", 0, LARGEST_SIDE),
    "targetHeight": ("target_height", 0, LARGEST_SIDE),
    "thumbWidth": ("thumb_width", 0, LARGEST_SIDE),
    "saveAsVersion": ("save_as_version", 0, 10_000),
    "sharpen": ("sharpen", 0, 1_000),
    "usmAmount": ("usm_amount", 0, 1_000),
    "usmRadius": ("usm_radius", 0, 250),
    "usmThreshold": ("usm_threshold", 0, 255),
}
"""By wire name: the field and its ends. The threshold's are the reference's, the others are assumed."""


def listed(tx: Tx, company: Company) -> list[KnownFormat]:
    """All of a company, by name."""
    return rows.by_company(tx, company.id)


def by_handle(tx: Tx, company: Company, handle: str) -> KnownFormat:
    """raises: ForeignCompany for a handle of another company, InvalidParameter for one that names nothing"""
    company_id, format_id = handles.vignette_format_id("vignetteFormatHandle", handle)
    if company_id != company.id:
        raise ForeignCompany("vignetteFormatHandle", handle)
    found = rows.locked(tx, company.id, format_id)
    if found is None:
        raise InvalidParameter("vignetteFormatHandle", handle, "the handle of a vignette publish format of the company")
    return found


def create(tx: Tx, company: Company, wanted: VignetteFormat) -> str:
    """Returns the handle. Raises InvalidParameter for what is out of range, NameTaken."""
    fit = _fit(wanted)
    made = rows.add(tx, company.id, fit)
    if made is None:
        raise NameTaken("name", fit.name, "vignette publish format")
    return handles.vignette_format_handle(company.id, made)


def change(tx: Tx, known: KnownFormat, wanted: dict[str, Any]) -> None:
    """Set the fields that are there; the others stay. Raises as `create`."""
    fit = _fit(replace(known.format, **wanted))
    if not rows.change(tx, known.id, fit):
        raise NameTaken("name", fit.name, "vignette publish format")


def delete(tx: Tx, known: KnownFormat) -> None:
    rows.remove(tx, known.id)


def _fit(wanted: VignetteFormat) -> VignetteFormat:
    facts, name = asdict(wanted), wanted.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidParameter("name", wanted.name, f"1 to {LONGEST_NAME} printable characters")
    separator = wanted.size_suffix_separator
    if len(separator) > 1 or not separator.isprintable() or separator in _UNFIT:
        want = "one character that may stand in a file name, or none"
        raise InvalidParameter("sizeSuffixSeparator", separator, want)
    for field, (own, low, high) in _RANGES.items():
        if not (math.isfinite(facts[own]) and low <= facts[own] <= high):
            raise InvalidParameter(field, facts[own], f"{low} to {high}")
    return replace(wanted, name=name)
