"""IccProfile: class and colour spaces are read from its header; batchSetIccProfileFields changes what is noted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import original
from safelight.contract.shapes import IccProfileInfo
from safelight.domain.assets import ICC_PROFILE, Asset
from safelight.imaging import extracts


class IccProfile:
    def prepare(self, bench: Bench, path: Path, target_path: str, _wanted: Wanted) -> Draft:
        detail = extracts.profile(bench.sandbox, path, bench.workdir, bench.should_stop)
        return Draft(ICC_PROFILE, target_path, suffix=".icc", extras=(detail,))

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.file is None else {"icc_profile_info": IccProfileInfo(**original(asset))}


claim(ICC_PROFILE, IccProfile())
