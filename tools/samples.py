"""Sample pictures, computed: a photo-like one of any size, and a cut-out with a soft alpha edge."""

from pathlib import Path

import pyvips


def photo(path: Path, width: int, height: int, seed: int = 1) -> Path:
    """Write a picture with slopes, fine detail and grain, in the format its suffix names; returns `path`."""
    _scene(width, height, seed).write_to_file(str(path))
    return path


def cut_out(path: Path, width: int, height: int) -> Path:
    """Write an elliptic object on nothing: RGBA with a soft edge; returns `path`."""
    x, y = _axes(width, height)
    radius = (x * x + y * y) ** 0.5
    alpha = ((0.9 - radius) * 2000).cast("uchar")
    rgba = _scene(width, height, 3).bandjoin(alpha).copy(interpretation="srgb")
    rgba.write_to_file(str(path))
    return path


def _axes(width: int, height: int) -> tuple[pyvips.Image, pyvips.Image]:
    """Coordinates from -1 to 1 over the picture."""
    grid = pyvips.Image.xyz(width, height)
    return grid[0] * (2.0 / width) - 1, grid[1] * (2.0 / height) - 1


def _scene(width: int, height: int, seed: int) -> pyvips.Image:
    x, y = _axes(width, height)
    waves = ((x * (90 + 7 * seed)).sin() + (y * (60 + 5 * seed)).cos()) * 28
    rings = ((x * x + y * y) * (600 + 40 * seed)).sin() * 40
    grain = pyvips.Image.gaussnoise(width, height, sigma=9, mean=0, seed=seed)
    red = x * 70 + 130 + waves + grain
    green = y * -60 + 120 + rings + grain
    blue = (x + y) * 45 + 140 + waves * 0.5 - rings * 0.6 + grain
    return red.bandjoin([green, blue]).cast("uchar").copy(interpretation="srgb")
