"""Viewer presets: what a viewer is configured with."""

from collections.abc import Mapping, Sequence
from typing import Any

from safelight.assets.config_settings import settings_to_wire
from safelight.assets.kind import SHOWN
from safelight.contract.shapes import ViewerPresetInfo
from safelight.domain.assets import Asset
from safelight.domain.viewer_configs import VIEWER_PRESET
from safelight.services import viewer_configs
from safelight.services.ingest import Tx


class ViewerPreset:
    """Every preset has a config from its birth."""

    def infos(self, tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        known = viewer_configs.of(tx, [asset.id for asset in assets])
        return {
            asset_id: {
                "viewer_preset_info": ViewerPresetInfo(
                    type=config.type, config_setting_array=settings_to_wire(config.settings)
                )
            }
            for asset_id, config in known.items()
        }


SHOWN.claim(VIEWER_PRESET, ViewerPreset())
