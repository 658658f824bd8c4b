"""Where files of one company are taken in, and what their taking in asks the company for."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from safelight.assets.kind import Bench
from safelight.assets.options import Wanted
from safelight.domain.images import Crop
from safelight.domain.people import Company
from safelight.imaging.sandbox import Sandbox, ShouldStop
from safelight.services import ingest, profiles
from safelight.services.context import Parts


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files of one company are taken in."""

    parts: Parts
    sandbox: Sandbox
    company: Company
    workdir: Path
    should_stop: ShouldStop

    def bench(self, wanted: Wanted) -> Bench:
        zone = self.parts.settings.zone
        return Bench(self.sandbox, self.workdir, self.should_stop, self._crops(wanted), self.fetch, zone)

    def resolved(self, wanted: Wanted) -> Wanted:
        """With the profiles that it names found; raises as `profiles.digest`."""
        ends = zip((profiles.SOURCE, profiles.OUTPUT), wanted.profiles, strict=True)
        with self.parts.database.read() as tx:
            source, output = (profiles.digest(tx, self.company, named, end) if named else "" for end, named in ends)
        pixels = replace(wanted.pixels, source_profile=source, output_profile=output)
        return replace(wanted, pixels=pixels, profiles=("", ""))

    def fetch(self, digest: str, target: Path) -> None:
        """Copy a blob to a place."""
        with self.parts.blobs.local_path(digest) as path:
            shutil.copyfile(path, target)

    def _crops(self, wanted: Wanted) -> Callable[[str], Crop]:
        def crop_for(target_path: str) -> Crop:
            with self.parts.database.read() as tx:
                return ingest.crop_for(tx, self.company, target_path, wanted.placement)

        return crop_for
