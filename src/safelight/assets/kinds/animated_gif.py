"""AnimatedGif: a GIF of several frames; served as its first one (assumed)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safelight.assets import pictures
from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import optimized, original
from safelight.contract.shapes import AnimatedGifInfo
from safelight.domain.assets import Asset

ANIMATED_GIF = "AnimatedGif"


class AnimatedGif:
    def prepare(self, bench: Bench, path: Path, target_path: str, wanted: Wanted) -> Draft:
        return pictures.picture(bench, path, target_path, wanted, ANIMATED_GIF)

    def info(self, asset: Asset) -> Mapping[str, Any]:
        if asset.image is None:
            return {}
        return {"animated_gif_info": AnimatedGifInfo(**original(asset), **optimized(asset))}


claim(ANIMATED_GIF, AnimatedGif())
