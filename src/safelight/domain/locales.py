"""Locale maps of image catalogs: which suffixes of a catalog id, or ids of strings, a locale tries.

Source: Image Serving reference, attributes, LocaleMap, LocaleStrMap and DefaultLocale.
"""

from collections.abc import Mapping
from functools import lru_cache


def locale_map(text: str) -> str | None:
    """A map as it was written, None where it is none: `locale,suffix[,suffix...]`, with | between its items."""
    fits = text.isprintable() and all("," in item for item in text.split("|"))
    return text if fits and not set(text) & set("/?&#%") else None


def suffixes(written: str, locale: str) -> tuple[str, ...] | None:
    """Those of a locale in the order they are tried, the rule of the empty one where it has none; None without both."""
    known = _read(written)
    return known.get(locale.lower(), known.get(""))


@lru_cache(maxsize=256)
def _read(written: str) -> Mapping[str, tuple[str, ...]]:
    """Of two items of one locale the first counts (assumed)."""
    found: dict[str, tuple[str, ...]] = {}
    for item in written.split("|"):
        locale, *tried = (part.strip() for part in item.split(","))
        found.setdefault(locale.lower(), tuple(tried))
    return found
