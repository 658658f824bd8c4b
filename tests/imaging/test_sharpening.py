"""Sharpening acts on edges: an even colour stays to the last bit, whatever the radius."""

import pytest
import pyvips

from safelight.imaging.sharpen import Sharpen, UnsharpMask


@pytest.mark.parametrize("level", [37, 100, 200])
@pytest.mark.parametrize("sigma", [0.5, 0.7, 1, 2, 8, 20])
def test_an_unsharp_mask_leaves_an_even_colour_alone(level, sigma):
    even = (pyvips.Image.black(300, 300, bands=3) + level).cast("uchar").copy_memory()
    made = UnsharpMask(amount=5, sigma=sigma, threshold=0, monochrome=False).apply(even)
    assert (made.min(), made.max()) == (level, level)


@pytest.mark.parametrize("level", [37, 100, 200])
def test_the_basic_filter_leaves_an_even_colour_alone(level):
    even = (pyvips.Image.black(300, 300, bands=3) + level).cast("uchar").copy_memory()
    made = Sharpen().apply(even)
    assert (made.min(), made.max()) == (level, level)
