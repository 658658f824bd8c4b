"""Zip: an archive, ZIP or TAR, kept as it came; what it holds is noted for getZipEntries.

Whether it is opened instead is asked before it comes here, see `assets.intake`. A TAR is of type Zip too (assumed).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import original
from safelight.contract.shapes import ZipInfo
from safelight.domain.assets import ZIP, ArchiveDetail, ArchiveEntry, Asset
from safelight.imaging import extracts


class Archive:
    def prepare(self, bench: Bench, path: Path, target_path: str, _wanted: Wanted) -> Draft:
        found = extracts.entries(bench.sandbox, path, bench.workdir, bench.should_stop)
        detail = ArchiveDetail(tuple(_dated(entry, bench.zone) for entry in found.entries))
        return Draft(ZIP, target_path, suffix=".zip", extras=(detail,))

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.file is None else {"zip_info": ZipInfo(**original(asset))}


def _dated(entry: ArchiveEntry, zone: tzinfo) -> ArchiveEntry:
    """An archive names what a clock on the wall showed; that wall is taken to be the server's (assumed)."""
    shown = datetime.fromtimestamp(entry.modified_ms // 1000, UTC).replace(tzinfo=zone)
    return replace(entry, modified_ms=int(shown.timestamp() * 1000))


claim(ZIP, Archive())
