"""Image formats: the presets that picture URLs call by name. A publish takes them along."""

import re
from collections.abc import Mapping

from safelight.domain import handles
from safelight.domain.faults import ForeignCompany, InvalidParameter, NameTaken
from safelight.domain.people import Company
from safelight.domain.presets import ImageFormat, tidy_modifier
from safelight.store import presets as rows
from safelight.store.database import Tx

_NAME_MAX = 255
_UNFIT = re.compile(r"[\x00-\x1f\x7f$&=?#]")


def listed(tx: Tx, company: Company) -> list[ImageFormat]:
    """All of a company, by name."""
    return rows.by_company(tx, company.id)


def modifiers(tx: Tx, company_id: int) -> Mapping[str, str]:
    """What each name of a company stands for: `$name$` to its query string."""
    return {each.name: each.url_modifier for each in rows.by_company(tx, company_id)}


def by_handle(tx: Tx, company: Company, handle: str) -> ImageFormat:
    """raises: ForeignCompany for a handle of another company, InvalidParameter for one that names nothing"""
    company_id, format_id = handles.image_format_id("imageFormatHandle", handle)
    if company_id != company.id:
        raise ForeignCompany("imageFormatHandle", handle)
    found = rows.by_id(tx, company.id, format_id)
    if found is None:
        raise InvalidParameter("imageFormatHandle", handle, "the handle of an image format of the company")
    return found


def create(tx: Tx, company: Company, name: str, url_modifier: str) -> ImageFormat:
    """raises: InvalidParameter for an unfit name or query string, NameTaken"""
    fit = _free_name(tx, company.id, name, None)
    made = rows.add(tx, company.id, fit, _fit_modifier(url_modifier))
    if made is None:
        raise NameTaken("name", fit, "image format")
    return made


def change(tx: Tx, known: ImageFormat, name: str, url_modifier: str) -> None:
    """raises: InvalidParameter for an unfit name or query string, NameTaken"""
    fit = _free_name(tx, known.company_id, name, known.id)
    if not rows.change(tx, known.id, fit, _fit_modifier(url_modifier)):
        raise NameTaken("name", fit, "image format")


def delete(tx: Tx, known: ImageFormat) -> None:
    """Gone at once from the lists; what is published keeps it until the next publish."""
    rows.remove(tx, known.id)


def _free_name(tx: Tx, company_id: int, name: str, own_id: int | None) -> str:
    """Upper and lower case are one, since URLs call a preset by either."""
    text = name.strip()
    if not text or len(text) > _NAME_MAX or _UNFIT.search(text):
        raise InvalidParameter("name", name, f"1 to {_NAME_MAX} characters that may stand between two $ in a URL")
    others = {each.name.casefold() for each in rows.by_company(tx, company_id) if each.id != own_id}
    if text.casefold() in others:
        raise NameTaken("name", text, "image format")
    return text


def _fit_modifier(url_modifier: str) -> str:
    text = tidy_modifier(url_modifier)
    if text is None:
        raise InvalidParameter("urlModifier", url_modifier, "a query string of image commands such as wid=400&qlt=85")
    return text
