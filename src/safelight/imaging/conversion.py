"""Colours converted on the way in, by profiles of the company."""

from pathlib import Path
from typing import Any

import pyvips

from safelight.domain.faults import BrokenFile
from safelight.imaging import colour

RENDERING = {"intent": "relative", "black_point_compensation": True}
"""As where pictures are served (assumed)."""


def converted(image: Any, source: Path | None, output: Path | None) -> Any:
    """The image in the colours of a profile, which it then carries; 8 bits a sample, alpha as it was.

    source: means the colours of an image without a profile of its own; None, or one of another colour space, is sRGB,
            its gray curve, or a common CMYK (assumed)
    output: None is sRGB
    raises: BrokenFile where the two cannot be brought together
    """
    device = "cmyk" if image.interpretation == "cmyk" else "rgb"
    given = str(source) if source else colour.BUILT_IN[device]
    wanted = str(output) if output else colour.BUILT_IN["rgb"]
    try:
        return image.icc_transform(wanted, embedded=True, input_profile=given, depth=8, **RENDERING)
    except pyvips.Error:
        raise BrokenFile("ICC profile", "it does not fit the colours of the picture") from None
