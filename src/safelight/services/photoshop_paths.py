"""Paths that Photoshop left in the file an image was made of."""

from collections.abc import Sequence

from safelight.domain import quads
from safelight.domain.assets import Asset, ImageDetail
from safelight.domain.faults import InvalidParameter
from safelight.domain.quads import Cubic, Point, Quad
from safelight.imaging import formats, orientation, photoshop_paths
from safelight.imaging.photoshop_paths import Knot
from safelight.services.context import Parts


def names(parts: Parts, image: ImageDetail) -> tuple[str, ...]:
    """Names of the paths in the order of the file; none where the file keeps none."""
    with parts.blobs.local_path(image.original_digest) as path:
        found = formats.sniff_file(path)
        return tuple(photoshop_paths.named(path, found)) if found else ()


def quad(parts: Parts, asset: Asset, image: ImageDetail, name: str) -> Quad:
    """The quadrilateral around a path, pixels of the image, clockwise from the upper left; it may reach outside.

    A path of four points is its own quadrilateral, any other has the smallest upright rectangle around it (assumed).
    raises: InvalidParameter where the image has no such path, or the path no points
    """
    with parts.blobs.local_path(image.original_digest) as path:
        found = formats.sniff_file(path)
        curves = photoshop_paths.named(path, found).get(name) if found else None
        turned = orientation.of_file(path, found) if found else orientation.UPRIGHT
    if not curves:
        raise InvalidParameter("pathName", name, f"the name of a path with points in the file of {asset.handle}")
    corners = [knot.at for curve in curves for knot in curve]
    around = quads.clockwise(corners) if len(corners) == quads.CORNERS else quads.around(list(_cubics(curves)))
    placed = [_placed(image, orientation.upright(turned, point)) for point in around]
    return quads.clockwise(placed)


def _cubics(curves: Sequence[Sequence[Knot]]) -> list[Cubic]:
    return [
        (start.at, start.after, end.before, end.at)
        for curve in curves
        for start, end in zip(curve, [*curve[1:], curve[0]], strict=True)
    ]


def _placed(image: ImageDetail, place: Point) -> Point:
    """Fractions of the upright file to pixels of the image, which may have been cropped."""
    width = image.width + image.crop_left + image.crop_right
    height = image.height + image.crop_top + image.crop_bottom
    return place[0] * width - image.crop_left, place[1] * height - image.crop_top
