"""Site maps of a company's live videos, for search engines.

Source: IPS API reference, CreateVideoSitemapJob, for when one is made; sitemaps.org and Google's video site maps for
what is in it. Where it lies is ours (assumed).
"""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from safelight.domain.blobs import Blob
from safelight.domain.moments import moment
from safelight.domain.people import Company
from safelight.domain.publishing import VIDEO
from safelight.services import origins, publish_states
from safelight.services.context import Parts
from safelight.store import assets_write
from safelight.store import sitemaps as rows
from safelight.store.database import Tx

NAME: Final = "videositemap.xml"
MOST: Final = 50_000
"""Addresses that a site map may hold. Source: sitemaps.org."""

LISTED: Final = frozenset({"Video", "MasterVideo"})
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">\n'
)


def write(parts: Parts, company: Company, to: Path) -> tuple[int, int]:
    """Write the site map of now into a file; returns how many videos it has, and how many had no room."""
    count = left_out = 0
    with parts.database.read() as tx, to.open("w", encoding="utf-8") as file:
        base = f"{origins.base_url(tx, parts, company.id)}/is/content/{quote(company.root)}/"
        file.write(_HEAD)
        for entry in _entries(tx, company, base):
            if count < MOST:
                file.write(entry)
                count += 1
            else:
                left_out += 1
        file.write("</urlset>\n")
    return count, left_out


def keep(tx: Tx, parts: Parts, company: Company, made: Blob) -> str:
    """Let a site map be the one of the company; returns its address."""
    now_ms = parts.clock.now_ms()
    assets_write.keep_blob(tx, made, now_ms)
    rows.put(tx, company.id, made.digest, now_ms)
    return f"{origins.base_url(tx, parts, company.id)}/is/content/{quote(company.root)}/{NAME}"


def of_root(tx: Tx, root: str) -> str | None:
    """The digest of the site map below a company's root; None where none was made."""
    return rows.of_root(tx, root)


def _entries(tx: Tx, company: Company, base: str) -> Iterator[str]:
    """Each video once, by its path."""
    context = publish_states.contexts(tx, company.id, VIDEO)[0]
    for path, record in rows.live(tx, context.id):
        if record["type"] in LISTED and path.rpartition("/")[2] == record["file_name"]:
            yield _entry(base + quote(path), record["name"], record["modified_ms"])


def _entry(address: str, name: str, modified_ms: int) -> str:
    place, title = escape(address), escape(name)
    changed = moment(modified_ms).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    video = f"<video:title>{title}</video:title><video:description>{title}</video:description>"
    video += f"<video:content_loc>{place}</video:content_loc>"
    return f"<url><loc>{place}</loc><lastmod>{changed}</lastmod><video:video>{video}</video:video></url>\n"
