"""Clipping paths: what Photoshop calls the outline of a picture, drawn as a mask."""

from pathlib import Path
from typing import Any

import pyvips

from safelight.imaging import photoshop_paths
from safelight.imaging.formats import Format
from safelight.imaging.photoshop_paths import Knot


def outline(path: Path, found: Format) -> list[list[Knot]]:
    """The closed curves of the clipping path a file names; none where it has none, or a damaged one."""
    return photoshop_paths.clipping(path, found)


def mask(curves: list[list[Knot]], width: int, height: int) -> Any:
    """One band, 255 inside the curves and 0 outside, smooth at the edge; a curve in another one is a hole.

    raises: pyvips.Error where the image is larger than can be drawn
    """
    shape = " ".join(_drawn(curve, width, height) for curve in curves)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<path fill="#fff" fill-rule="evenodd" d="{shape}"/></svg>'
    )
    return pyvips.Image.svgload_buffer(drawing.encode())[3]


def _drawn(curve: list[Knot], width: int, height: int) -> str:
    def point(place: tuple[float, float]) -> str:
        return f"{place[0] * width:.3f},{place[1] * height:.3f}"

    pieces = [f"M{point(curve[0].at)}"]
    for start, end in zip(curve, [*curve[1:], curve[0]], strict=True):
        pieces.append(f"C{point(start.after)} {point(end.before)} {point(end.at)}")
    return "".join(pieces) + "Z"
