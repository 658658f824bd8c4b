"""The protocol's test cases in `cases.json`: which of them are built, and what each needs and expects.

A case is selected by itself: when every catalog attribute it sets, every command it uses and everything it expects
is something this version has or can check. Otherwise `why_not` says what is missing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gallery import serving

from safelight import serving as room
from safelight.domain.faults import Fault, NotBuilt
from safelight.domain.records import ServingSettings
from safelight.domain.registry import load
from safelight.serving.merging import gather
from safelight.serving.url import Address, Request, read_modifiers

FILE = Path(__file__).parent / "cases.json"
ROOT_ID = "cat"
PAIRS = {"DefaultPix": "default_pix", "MaxPix": "max_pix", "DefaultThumbPix": "default_thumb_pix"}
PLAIN = {
    "BkgColor": "bkg_color",
    "ThumbBkgColor": "thumb_bkg_color",
    "ThumbType": "thumb_type",
    "ThumbHorizAlign": "thumb_horiz_align",
    "ThumbVertAlign": "thumb_vert_align",
    "ThumbRes": "thumb_res",
    "Resolution": "resolution",
    "DefaultImageMode": "default_image_mode",
    "Expiration": "expiration_h",
    "DefaultExpiration": "default_expiration_h",
    "NonImgExpiration": "non_img_expiration_h",
    "UseLastModified": "use_last_modified",
}
COLUMNS = {"record.Modifier": "url_modifier", "record.PostModifier": "url_post_modifier"}
RECORD = {
    "record.Resolution": "resolution_dpi",
    "record.Expiration": "expiration_h",
    "record.ImageSet": "image_set",
    "record.Targets": "targets",
    "record.Map": "map",
}
MEGAPIXELS = "IS::MaxRenderRgnPixels"
CHECKED = {
    *("status", "error", "width", "height", "widthRange", "heightRange", "contentType", "bands", "compression"),
    *("pixels", "pixelsAlpha", "pixelsGray", "grayPixels", "sameAs", "maxBytes", "maxColors", "paletteSubsetOf"),
    *("properties", "xpath", "body", "bodyLength", "bodyStartsWith", "bodyContains", "jsonpSecondArgument", "lines"),
    *("maxAgeSeconds", "expiresImmediately", "clientCacheable", "headerAbsent", "anyOf", "areaCoords", "detectedType"),
}
SOURCES = re.compile(
    r"photo|none|alpha|quadrants RGBW|halves (lr|ud) R B|solid [0-9A-F]{6}"
    r"(, no alpha|, (straight )?alpha 0 on the right half| disc on transparent)?"
)
SIZED = re.compile(r"(?:(?P<name>\S+) \()?(?:solid (?P<colour>[0-9A-F]{6}) )?(?P<width>\d+)x(?P<height>\d+)\)?")


@dataclass(frozen=True)
class Case:
    """One entry of the file."""

    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def expect(self) -> dict[str, Any]:
        return self.facts["expect"]

    @property
    def catalog(self) -> dict[str, Any]:
        return self.facts.get("catalog", {})

    @property
    def kind(self) -> str:
        return self.facts["source"]["kind"]

    @property
    def size(self) -> tuple[int, int]:
        return tuple(self.facts["source"]["size"] or (0, 0))

    @cached_property
    def path(self) -> str:
        """Path and query as asked of the catalog `cat`."""
        if self.facts["path"] is None:
            return self.facts["request"]
        return f"{self.facts['path']}?{self.facts['request']}"

    @property
    def macros(self) -> dict[str, str]:
        return {key.removeprefix("macro "): text for key, text in self.catalog.items() if key.startswith("macro ")}

    @property
    def header(self) -> tuple[str, str] | None:
        name, found, value = self.catalog.get("_header", "").partition(": ")
        return (name, value) if found else None

    @cached_property
    def others(self) -> dict[str, tuple[int, int, str]]:
        """Further records: width, height and colour by catalog id."""
        found = {}
        for key, text in self.catalog.items():
            known = SIZED.fullmatch(text) if isinstance(text, str) else None
            if known and key.startswith(f"record {ROOT_ID}/"):
                found[key.removeprefix(f"record {ROOT_ID}/")] = known
            elif known and key == "DefaultImage" and known["name"]:
                found[known["name"]] = known
        return {name: (int(m["width"]), int(m["height"]), m["colour"] or "808080") for name, m in found.items()}

    @property
    def default_image(self) -> str:
        text = self.catalog.get("DefaultImage", "")
        known = SIZED.fullmatch(text)
        return known["name"] if known and known["name"] else text

    def settings(self, root: str) -> ServingSettings:
        """root: what stands for the catalog `cat`"""
        pairs = {PAIRS[k]: tuple(map(int, text.split(","))) for k, text in self.catalog.items() if k in PAIRS}
        plain = {PLAIN[key]: value for key, value in self.catalog.items() if key in PLAIN}
        return replace(serving(default_image=self.default_image.replace(f"{ROOT_ID}/", f"{root}/")), **pairs, **plain)

    def columns(self) -> dict[str, str]:
        return {COLUMNS[key]: text for key, text in self.catalog.items() if key in COLUMNS}

    def record(self) -> dict[str, Any]:
        """Of the published record; none has a resolution of its own unless the case says so."""
        return {"resolution_dpi": 0.0} | {RECORD[key]: value for key, value in self.catalog.items() if key in RECORD}

    def why_not(self, max_pixels: int) -> str:
        """What is missing for this case, or empty."""
        return next(self._missing(max_pixels), "")

    def _missing(self, max_pixels: int) -> Iterator[str]:
        yield from (
            f"catalog {key} is not built"
            for key, value in self.catalog.items()
            if not self._settable(key, value, max_pixels)
        )
        yield from (f"expectation {key} is not checked over HTTP" for key in self._expected() - CHECKED)
        if not SOURCES.fullmatch(self.kind):
            yield f"no source of kind {self.kind!r}"
        if not self.path.startswith("/is/image"):
            yield "only /is/image is built"
        yield from self._unbuilt_commands()

    def _settable(self, key: str, value: Any, max_pixels: int) -> bool:
        if key == MEGAPIXELS:
            return value * 1_000_000 == max_pixels
        if key == "record.ThumbType":
            return value == 0
        known = {*PAIRS, *PLAIN, *COLUMNS, *RECORD, "DefaultImage", "_header"}
        return key in known or key.startswith("macro ") or key.removeprefix(f"record {ROOT_ID}/") in self.others

    def _expected(self) -> set[str]:
        inner = {key for each in self.expect.get("anyOf", []) for key in each}
        return {*self.expect, *inner}

    def _unbuilt_commands(self) -> Iterator[str]:
        """A command that is refused as not built would make any expected error true."""
        load(room)
        query = self.path.partition("?")[2]
        try:
            asked = Request(Address(ROOT_ID, "img"), read_modifiers(query))
            gather(asked, self.macros, *(self.catalog.get(key, "") for key in COLUMNS))
        except NotBuilt as missing:
            yield str(missing)
        except Fault:
            return


def cases() -> list[Case]:
    return [Case(facts) for facts in json.loads(FILE.read_text())["cases"]]
