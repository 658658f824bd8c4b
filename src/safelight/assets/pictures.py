"""Files that become pictures: what came as one, and the pages and layers of documents."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from safelight.assets.kind import Bench, Byproduct, Draft
from safelight.assets.options import Wanted
from safelight.domain.asset_names import file_stem
from safelight.domain.assets import IMAGE
from safelight.domain.documents import Rasterising
from safelight.domain.images import Anchor
from safelight.imaging import extracts

RIP: Final = "PostScriptRip"
LAYERS: Final = "PhotoshopLayers"
"""Engines, as Generation Info names them."""


def picture(
    bench: Bench, path: Path, target_path: str, wanted: Wanted, type_: str = IMAGE, anchor: Anchor | None = None
) -> Draft:
    """A file as a picture of an asset type."""
    pixels = wanted.pixels if wanted.pixels.auto_crop else wanted.pixels_with(bench.crop_for(target_path))
    for digest in filter(None, (pixels.source_profile, pixels.output_profile)):
        bench.fetch(digest, bench.workdir / f"{digest}.icc")
    prepared = bench.sandbox.prepare(path, bench.workdir, pixels, bench.should_stop)
    return Draft(type_, target_path, prepared, prepared.crop, anchor)


def pages(
    bench: Bench, path: Path, target_path: str, wanted: Wanted, how: Rasterising, *, thumb: bool = False
) -> tuple[Byproduct, ...]:
    """The pages of a document as Images beside it: `NAME-1`, `NAME-2`, ... (assumed).

    thumb: the first one stands for the document in small
    """
    files = extracts.pages(bench.sandbox, path, bench.workdir, how, bench.should_stop)
    folder, _, name = target_path.rpartition("/")
    places = [f"{folder}/{file_stem(name)}-{number}.tif".lstrip("/") for number in range(1, len(files) + 1)]
    made = tuple(byproducts(bench, zip(places, files, strict=True), wanted, RIP, thumb=thumb))
    if how.words:
        lines = extracts.texts(bench.sandbox, path, bench.workdir, how, bench.should_stop)
        made = tuple(_told(one, strings=of_page) for one, of_page in zip(made, lines, strict=True))
    if how.links:
        links = extracts.links(bench.sandbox, path, bench.workdir, how, bench.should_stop)
        made = tuple(_told(one, links=of_page) for one, of_page in zip(made, links, strict=True))
    return made


def _told(page: Byproduct, **more: Any) -> Byproduct:
    """A page with what else was read of it."""
    return replace(page, draft=replace(page.draft, **more))


def byproducts(
    bench: Bench,
    made: Iterable[tuple[str, Path]],
    wanted: Wanted,
    engine: str,
    *,
    anchor: Anchor | None = None,
    thumb: bool = False,
) -> Iterable[Byproduct]:
    """made: target path and file of each; thumb: the first one stands for what they were made from"""
    for number, (target_path, path) in enumerate(made):
        draft = picture(bench.corner(f"made-{number}"), path, target_path, wanted, anchor=anchor)
        yield Byproduct(draft, path, engine, is_thumb=thumb and not number)
