"""Build hook: turns contract data into typed shapes when the package is installed.

Run by hand (`python hatch_build.py`) it refreshes the shapes of a checkout.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShapesHook(BuildHookInterface[Any]):
    """Writes `safelight/contract/shapes/` before the files of a wheel are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        write_shapes(Path(self.root))


def write_shapes(root: Path) -> None:
    """Import the generator from the source tree: the package being built is not installed yet."""
    sys.path.insert(0, str(root / "src"))
    try:
        importlib.import_module("safelight.contract.generate").main()
    finally:
        sys.path.pop(0)


if __name__ == "__main__":
    write_shapes(Path(__file__).parent)
