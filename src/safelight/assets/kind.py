"""What an asset type can do, and the types there are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from safelight.domain.assets import Asset
from safelight.domain.images import IngestOptions
from safelight.domain.people import Company
from safelight.domain.registry import Registry
from safelight.imaging.ingest import Prepared
from safelight.imaging.sandbox import Sandbox, ShouldStop
from safelight.services.ingest import Made, Placed, Placement, Tx


class Kind(Protocol):
    """One asset type; its file in `kinds` puts an instance into the registry."""

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins with these bytes, 4096 where it has them, is one."""

    def prepare(
        self, sandbox: Sandbox, path: Path, workdir: Path, options: IngestOptions, should_stop: ShouldStop
    ) -> Prepared:
        """Measure a file, and derive from it what is served; raises as `Sandbox.prepare`."""

    def place(
        self, tx: Tx, company: Company, target_path: str, made: Made, options: Placement, *, user: str, now_ms: int
    ) -> Placed:
        """Make an asset of it, or replace one, in the caller's transaction."""

    def info(self, asset: Asset) -> Mapping[str, Any]:
        """What the wire shows of one beyond what all assets share, as fields of the shape Asset."""


REGISTRY: Registry[Kind] = Registry()
"""By the name of the type on the wire."""
