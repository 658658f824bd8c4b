"""What is read of a file, or taken out of it, at arm's length: each runs in the child of a sandbox.

raises: as `Sandbox.ask`, each
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from safelight.domain.assets import ArchiveDetail, ArchiveEntry, FontDetail, IccDetail
from safelight.domain.documents import Layering, Rasterising
from safelight.domain.page_links import PageLink
from safelight.domain.search_strings import SearchString
from safelight.imaging.sandbox import Sandbox, ShouldStop, inside

STYLESHEET_S: Final = 10.0
"""Longest time a stylesheet may take for one file, seconds."""


def font(sandbox: Sandbox, path: Path, workdir: Path, should_stop: ShouldStop) -> FontDetail:
    return FontDetail(**sandbox.ask("font", "font", path, workdir, {}, should_stop)["font"])


def profile(sandbox: Sandbox, path: Path, workdir: Path, should_stop: ShouldStop) -> IccDetail:
    return IccDetail(**sandbox.ask("profile", "ICC profile", path, workdir, {}, should_stop)["profile"])


def entries(sandbox: Sandbox, path: Path, workdir: Path, should_stop: ShouldStop) -> ArchiveDetail:
    told = sandbox.ask("entries", "archive", path, workdir, {}, should_stop)["entries"]
    return ArchiveDetail(tuple(ArchiveEntry(**entry) for entry in told))


def unpacked(sandbox: Sandbox, path: Path, workdir: Path, should_stop: ShouldStop) -> list[tuple[str, Path]]:
    """The files of an archive: path in it, and where it lies in the work folder."""
    return _named(sandbox.ask("unpack", "archive", path, workdir, {}, should_stop), workdir)


def pages(sandbox: Sandbox, path: Path, workdir: Path, wanted: Rasterising, should_stop: ShouldStop) -> list[Path]:
    """A picture of each page of a document."""
    told = sandbox.ask("pages", "document", path, workdir, asdict(wanted), should_stop)
    return [inside(workdir, file) for file in told["files"]]


def texts(
    sandbox: Sandbox, path: Path, workdir: Path, wanted: Rasterising, should_stop: ShouldStop
) -> list[tuple[SearchString, ...]]:
    """The lines of each page of a document."""
    told = sandbox.ask("texts", "document", path, workdir, asdict(wanted), should_stop)
    return [tuple(map(SearchString.read, page)) for page in told["pages"]]


def links(
    sandbox: Sandbox, path: Path, workdir: Path, wanted: Rasterising, should_stop: ShouldStop
) -> list[tuple[PageLink, ...]]:
    """The links of each page of a document."""
    told = sandbox.ask("links", "document", path, workdir, asdict(wanted), should_stop)
    return [tuple(map(PageLink.read, page)) for page in told["pages"]]


def layers(
    sandbox: Sandbox, path: Path, workdir: Path, wanted: Layering, should_stop: ShouldStop
) -> list[tuple[str, Path]]:
    """The layers of a Photoshop document: name and picture."""
    return _named(sandbox.ask("layers", "Photoshop", path, workdir, {"extend": wanted.extend}, should_stop), workdir)


def mapped(
    sandbox: Sandbox, path: Path, workdir: Path, sheet: Path, of: str, should_stop: ShouldStop
) -> list[tuple[str, str]]:
    """Names of metadata fields and values, as a stylesheet makes them of a file; of: as `stylesheets.mapped`."""
    options = {"sheet": str(sheet.absolute()), "of": of}
    told = sandbox.ask("mapped", "XSL", path, workdir, options, should_stop, timeout_s=STYLESHEET_S)["values"]
    return [(str(name), str(value)) for name, value in told]


def described(
    sandbox: Sandbox, path: Path, workdir: Path, should_stop: ShouldStop
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Files that a metadata file names, and names and values of their fields."""
    told = sandbox.ask("described", "metadata XML", path, workdir, {}, should_stop, timeout_s=STYLESHEET_S)["files"]
    return [(str(file), [(str(name), str(value)) for name, value in values]) for file, values in told]


def _named(told: Mapping[str, Any], workdir: Path) -> list[tuple[str, Path]]:
    return [(str(name), inside(workdir, file)) for name, file in zip(told["names"], told["files"], strict=True)]
