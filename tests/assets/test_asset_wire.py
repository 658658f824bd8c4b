"""An asset as the wire shows it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from asset_house import ADA, FACTS

from safelight import assets
from safelight.assets.kind import SHOWN
from safelight.assets.kinds import image
from safelight.contract.shapes import ImageInfo


@pytest.fixture
def shown(house):
    placed = house.place("Shoes/pump.jpg", facts=replace(FACTS, resolution_dpi=71.98))
    asset = house.asset(placed)
    return asset, to_wire(house, asset)


def to_wire(house, asset):
    with house.database.read() as tx:
        (wire,) = assets.to_wire(tx, [asset])
    return wire


@pytest.mark.recorded
def test_what_all_assets_share(shown, house):
    asset, wire = shown
    root, second = house.company.root, datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC)
    assert (wire.asset_handle, wire.type, wire.sub_type) == (f"a|{asset.id}", "Image", None)
    assert (wire.name, wire.file_name, wire.projects) == ("pump", "pump.jpg", "")
    assert (wire.folder, wire.folder_handle) == (f"{root}/Shoes/", f"f|{root}/Shoes/")
    assert (wire.ready_for_publish, wire.trash_state, wire.ips_image_url) == (True, "NotInTrash", f"{root}/pump")
    assert (wire.created, wire.create_user, wire.last_modified, wire.last_modify_user) == (second, ADA, second, ADA)
    assert (wire.metadata_array, wire.permissions) == ((), ())


@pytest.mark.recorded
def test_what_an_image_has_beyond(shown, house):
    asset, wire = shown
    root, stem = house.company.root, asset.image.stem
    assert wire.image_info == ImageInfo(
        original_path=f"{root}/_master_/{stem[:3]}/",
        original_file=f"{stem}.jpg",
        optimized_path=f"{root}/_optimized_/{stem[:3]}/",
        optimized_file=f"{stem}.tif",
        mask_path="",
        mask_file="",
        width=301,
        height=200,
        file_size=12_345,
        resolution=72.0,
        sku="",
        description="pump.jpg",
        comments="",
        user_data="",
        anchor_x=150,
        anchor_y=100,
        url_modifier="",
        url_post_apply_modifier="",
        zoom_targets=(),
        masks=(),
        image_maps=(),
    )


def test_a_duplicate_is_shown_by_the_name_that_pictures_have(house):
    house.place("A/x.jpg")
    wire = to_wire(house, house.asset(house.place("B/x.jpg")))
    assert (wire.name, wire.ips_image_url) == ("x_1", f"{house.company.root}/x_1")


def test_an_asset_without_a_picture_has_no_url_and_no_info(house, shown):
    asset, _ = shown
    wire = to_wire(house, replace(asset, type="Zip", catalog_id=None, image=None))
    assert (wire.ips_image_url, wire.image_info) == ("", None)


def test_each_type_that_is_taken_in_is_shown():
    assert isinstance(assets.REGISTRY["Image"], image.Image)
    assert set(assets.REGISTRY) <= set(SHOWN)
