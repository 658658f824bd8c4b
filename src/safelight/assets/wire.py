"""Assets as the wire shows them.

Source: `wire-facts.md`, Values: which fields are there and empty, and which are left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from safelight.assets.kind import SHOWN
from safelight.assets.metadata import to_wire as metadata_to_wire
from safelight.assets.permissions import of_set
from safelight.contract.shapes import Asset as WireAsset
from safelight.contract.shapes import Permission
from safelight.domain.assets import Asset
from safelight.domain.metadata import Shown
from safelight.domain.moments import moment
from safelight.services import metadata, permissions, projects, thumbs
from safelight.services.ingest import Tx


def to_wire(tx: Tx, assets: Sequence[Asset]) -> tuple[WireAsset, ...]:
    """Assets in their order. What lies in tables of its own is asked for all of them at once."""
    infos = _infos(tx, assets)
    named = projects.names_of(tx, [asset.id for asset in assets])
    fields = metadata.shown(tx, assets)
    small = thumbs.pictures(tx, [asset.id for asset in assets])
    granted = permissions.shown(tx, (asset.permission_set_id for asset in assets))
    return tuple(
        _shown(
            asset,
            of_set(granted, asset.permission_set_id),
            named.get(asset.id, ()),
            fields.get(asset.id, ()),
            small.get(asset.id, asset),
            infos.get(asset.id, {}),
        )
        for asset in assets
    )


def _infos(tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
    """What is shown of each asset by its type alone, by id."""
    alike: defaultdict[str, list[Asset]] = defaultdict(list)
    for asset in assets:
        alike[asset.type].append(asset)
    found: dict[int, Mapping[str, Any]] = {}
    for type_, of_type in alike.items():
        if kind := SHOWN.get(type_):
            found.update(kind.infos(tx, of_type))
    return found


def _shown(
    asset: Asset,
    granted: tuple[Permission, ...],
    project_names: Sequence[str],
    fields: Sequence[Shown],
    small: Asset,
    info: Mapping[str, Any],
) -> WireAsset:
    """granted: permissions in force; small: what stands for it, itself where nobody chose.

    Names of projects have a comma between them (assumed).
    """
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
        projects=",".join(project_names),
        ips_image_url=_image_url(small),
        created=moment(asset.created_ms),
        create_user=asset.created_by,
        last_modified=moment(asset.modified_ms),
        last_modify_user=asset.modified_by,
        metadata_array=metadata_to_wire(fields),
        permissions=granted,
        **info,
    )


def _image_url(asset: Asset) -> str:
    """The picture of an asset, relative to the image server: `COMPANY/NAME`; empty for one that has none."""
    return "" if asset.catalog_id is None else f"{asset.root}/{asset.catalog_id}"
