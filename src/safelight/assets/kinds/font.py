"""Font: names, style and kind are read from the file; batchSetFontFields changes what is noted of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import original
from safelight.contract.shapes import FontInfo
from safelight.domain.assets import FONT, Asset
from safelight.imaging import extracts


class Font:
    def prepare(self, bench: Bench, path: Path, target_path: str, _wanted: Wanted) -> Draft:
        detail = extracts.font(bench.sandbox, path, bench.workdir, bench.should_stop)
        return Draft(FONT, target_path, suffix=f".{detail.type.lower()}", extras=(detail,))

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.file is None else {"font_info": FontInfo(**original(asset))}


claim(FONT, Font())
