"""What a decoder can be asked to do with a file; each answer is plain JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from safelight.domain.documents import Rasterising
from safelight.domain.images import IngestOptions, Limits
from safelight.imaging import (
    archives,
    documents,
    drawn,
    fonts,
    icc,
    ingest,
    layers,
    metadata_files,
    page_links,
    page_texts,
    stylesheets,
)

Answer = dict[str, Any]
Task = Callable[[Path, Path, Limits, Mapping[str, Any]], Answer]


def _picture(path: Path, workdir: Path, bounds: Limits, options: Mapping[str, Any]) -> Answer:
    prepared = ingest.prepare(path, workdir, bounds, IngestOptions.read(options))
    return {"facts": asdict(prepared.facts), "pyramid": str(prepared.pyramid), "crop": asdict(prepared.crop)}


def _pages(path: Path, workdir: Path, bounds: Limits, options: Mapping[str, Any]) -> Answer:
    return {"files": [str(page) for page in documents.pages(path, workdir, bounds, Rasterising(**options))]}


def _texts(path: Path, workdir: Path, bounds: Limits, options: Mapping[str, Any]) -> Answer:
    found = page_texts.read(path, workdir, bounds, Rasterising(**options))
    return {"pages": [[asdict(line) for line in page] for page in found]}


def _links(path: Path, workdir: Path, bounds: Limits, options: Mapping[str, Any]) -> Answer:
    found = page_links.read(path, workdir, bounds, Rasterising(**options))
    return {"pages": [[asdict(link) for link in page] for page in found]}


def _layers(path: Path, workdir: Path, bounds: Limits, options: Mapping[str, Any]) -> Answer:
    found = layers.layers(path, workdir, bounds, extend=options["extend"])
    return {"files": [str(layer.path) for layer in found], "names": [layer.name for layer in found]}


def _unpack(path: Path, workdir: Path, bounds: Limits, _options: Mapping[str, Any]) -> Answer:
    found = archives.unpack(path, workdir, bounds)
    return {"files": [str(one.path) for one in found], "names": [one.name for one in found]}


def _entries(path: Path, _workdir: Path, _bounds: Limits, _options: Mapping[str, Any]) -> Answer:
    return {"entries": [asdict(entry) for entry in archives.listed(path)]}


def _draw(path: Path, workdir: Path, _bounds: Limits, options: Mapping[str, Any]) -> Answer:
    return {"file": str(drawn.drawn(path, workdir, Path(options["pyramid"])))}


def _font(path: Path, _workdir: Path, _bounds: Limits, _options: Mapping[str, Any]) -> Answer:
    return {"font": asdict(fonts.read(path))}


def _profile(path: Path, _workdir: Path, _bounds: Limits, _options: Mapping[str, Any]) -> Answer:
    return {"profile": asdict(icc.read(path))}


def _mapped(path: Path, _workdir: Path, _bounds: Limits, options: Mapping[str, Any]) -> Answer:
    return {"values": stylesheets.mapped(Path(options["sheet"]), path, options["of"])}


def _described(path: Path, _workdir: Path, _bounds: Limits, _options: Mapping[str, Any]) -> Answer:
    return {"files": metadata_files.read(path)}


TASKS: Final[Mapping[str, Task]] = {
    "picture": _picture,
    "pages": _pages,
    "texts": _texts,
    "links": _links,
    "layers": _layers,
    "unpack": _unpack,
    "entries": _entries,
    "draw": _draw,
    "font": _font,
    "profile": _profile,
    "mapped": _mapped,
    "described": _described,
}
