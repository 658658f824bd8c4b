"""Viewer presets: assets that hold what a viewer is configured with, and nothing else."""

from safelight.domain import handles
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.domain.viewer_configs import VIEWER_PRESET, ViewerConfig
from safelight.services import unfiled
from safelight.store import viewer_configs
from safelight.store.database import Tx


def create(tx: Tx, company: Company, folder: Folder, name: str, config: ViewerConfig, *, user: str, now_ms: int) -> str:
    """A new preset; returns its handle. Raises InvalidParameter, NameTaken."""
    asset_id = unfiled.create(tx, company, folder, VIEWER_PRESET, name, sub_type=None, user=user, now_ms=now_ms)
    viewer_configs.put(tx, asset_id, config)
    return handles.asset_handle(asset_id)
