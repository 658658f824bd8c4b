"""The links of a document's pages that lead to an address, with their places on the pictures of the pages.

Those that lead to another place of the document are passed over, as are addresses of other kinds than people follow
(assumed): a script in a file is no link.
"""

import ctypes
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from safelight.domain.documents import Rasterising
from safelight.domain.images import Limits
from safelight.domain.page_links import PageLink
from safelight.domain.search_strings import Box
from safelight.imaging import documents
from safelight.imaging.page_texts import on_picture

MOST_LINKS: Final = 1_000
"""Of a page; what is beyond is not read (assumed)."""

LONGEST: Final = 2_000
FOLLOWED: Final = ("http://", "https://", "mailto:", "ftp://")


def read(path: Path, workdir: Path, bounds: Limits, wanted: Rasterising) -> list[list[PageLink]]:
    """The links of each page, for pages that are drawn as wanted. Raises as `documents.as_pdf`."""
    return documents.of_pages(path, workdir, bounds, wanted, _links)


def _links(document: Any, page: Any, scale: float) -> Iterator[PageLink]:
    from pypdfium2 import raw

    place, link, corners = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, place, link):
            return
        address = _address(document, link)
        if address.lower().startswith(FOLLOWED) and raw.FPDFLink_GetAnnotRect(link, corners):
            yield PageLink(address, _box(page, scale, corners))


def _address(document: Any, link: Any) -> str:
    """Empty for a link to somewhere else than an address."""
    from pypdfium2 import raw

    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    text = ctypes.create_string_buffer(LONGEST)
    size = raw.FPDFAction_GetURIPath(document.raw, action, text, LONGEST)
    found = text.value.decode("utf-8", "replace") if size <= LONGEST else ""
    return found if found.isprintable() else ""


def _box(page: Any, scale: float, corners: Any) -> Box:
    width, height = (math.ceil(side * scale) for side in page.get_size())
    places = ((corners.left, corners.top), (corners.right, corners.bottom))
    ends = [on_picture(page, width, height, x, y) for x, y in places]
    (left, right), (top, bottom) = (sorted(map(int, sides)) for sides in zip(*ends, strict=True))
    return Box(left, top, right - left, bottom - top)
