"""Assets as the wire shows them.

Source: `wire-facts.md`, Values: which fields are there and empty, and which are left out.
"""

from collections.abc import Sequence

from safelight.assets.kind import REGISTRY
from safelight.contract.shapes import Asset as WireAsset
from safelight.domain.assets import Asset
from safelight.domain.moments import moment
from safelight.services.ingest import Tx


def to_wire(_tx: Tx, assets: Sequence[Asset]) -> tuple[WireAsset, ...]:
    """Assets in their order. What lies in tables of its own is asked for all of them at once."""
    return tuple(map(_shown, assets))


def _shown(asset: Asset) -> WireAsset:
    """What nobody can set yet is empty: its projects, its metadata, its permissions."""
    kind = REGISTRY.get(asset.type)
    return WireAsset(
        asset_handle=asset.handle,
        type=asset.type,
        sub_type=asset.sub_type,
        name=asset.name,
        file_name=asset.file_name,
        folder=asset.folder_path,
        folder_handle=asset.folder_handle,
        ready_for_publish=asset.ready_for_publish,
        trash_state=asset.trash_state,
        projects="",
        ips_image_url=_image_url(asset),
        created=moment(asset.created_ms),
        create_user=asset.created_by,
        last_modified=moment(asset.modified_ms),
        last_modify_user=asset.modified_by,
        metadata_array=(),
        permissions=(),
        **(kind.info(asset) if kind else {}),
    )


def _image_url(asset: Asset) -> str:
    """The picture of an asset, relative to the image server: `COMPANY/NAME`; empty for one that has none."""
    return "" if asset.catalog_id is None else f"{asset.root}/{asset.catalog_id}"
