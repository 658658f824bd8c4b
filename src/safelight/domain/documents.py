"""What an upload wants made of documents: pages of PDF and PostScript, layers of Photoshop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from safelight.domain.images import Anchor

AUTO: Final = "Auto"
COLOUR_MODES: Final = (AUTO, "Rgb", "Cmyk", "Gray")
DEFAULT_DPI: Final = 72.0
"""Source: wire-facts, Jobs."""

LEAST_DPI: Final = 1.0
MOST_DPI: Final = 2400.0

NOT_AT_ALL: Final = "None"
RASTERISE: Final = "Rasterize"
THUMBNAIL: Final = "Thumbnail"
DRAWN: Final = frozenset((RASTERISE, THUMBNAIL))
"""Processes that make pictures of pages."""

LAYERS: Final = "MaintainLayers"
NAMINGS: Final = ("LayerName", "AppendNumber", "AppendName", "Folders")
"""Photoshop Layer Naming Modes."""


def layer_process(process: str | None, maintain_layers: bool | None) -> str:
    """The process in force for a Photoshop document, empty for the usual one.

    Versions up to 2009-07-31 have maintainLayers instead.
    """
    return process or (LAYERS if maintain_layers else "")


ANCHORS: Final[Mapping[str, Anchor]] = {
    "Center": Anchor(0.5, 0.5),
    "North": Anchor(0.5, 0.0),
    "Northwest": Anchor(0.0, 0.0),
    "West": Anchor(0.0, 0.5),
    "Southwest": Anchor(0.0, 1.0),
    "South": Anchor(0.5, 1.0),
    "Southeast": Anchor(1.0, 1.0),
    "East": Anchor(1.0, 0.5),
    "Northeast": Anchor(1.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Rasterising:
    """How pages become pictures.

    resolution_dpi: pixels an inch
    colour_mode:    one of COLOUR_MODES; Auto is RGB (assumed)
    alpha:          what a page leaves bare is transparent, else white
    first_only:     the first page alone
    words:          what is written on a page is kept with its picture
    links:          addresses that a page links to become image maps of its picture
    """

    resolution_dpi: float = DEFAULT_DPI
    colour_mode: str = AUTO
    alpha: bool = False
    first_only: bool = False
    words: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class Layering:
    """How layers of a Photoshop document become pictures.

    naming: one of the Photoshop Layer Naming Modes
    anchor: of each picture; None is its middle
    extend: to the full size of the document
    """

    naming: str
    anchor: Anchor | None = None
    extend: bool = False
