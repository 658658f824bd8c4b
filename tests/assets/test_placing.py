"""Where a new picture ends: which asset it replaces, what it is called, how it is marked."""

import threading
from dataclasses import replace

import pytest
from asset_house import ADA, BOB, FACTS, blob, new_house
from sqlalchemy import select, update

from safelight.domain.faults import InvalidParameter
from safelight.domain.images import NO_CROP, Crop
from safelight.services.ingest import Made
from safelight.store import tables

CONTEXTS = {"ImageServing", "ImageRendering", "Video", "ServerDirectory"}
MODES = ("OverwriteFullName", "OverwriteAnyExt", "OverwriteFullNameAnyFolder", "OverwriteAnyExtAnyFolder")


def test_a_picture_becomes_an_asset_of_its_folder(house):
    placed = house.place("Shoes/Red/pump.jpg")
    assert placed.outcome == "created"
    asset = house.asset(placed)
    root = house.company.root
    assert (asset.type, asset.name, asset.file_name, asset.catalog_id) == ("Image", "pump", "pump.jpg", "pump")
    assert (asset.folder_path, asset.trash_state, asset.sub_type) == (f"{root}/Shoes/Red/", "NotInTrash", None)
    assert (asset.created_ms, asset.modified_ms, asset.created_by, asset.modified_by) == (2000, 2000, ADA, ADA)
    assert asset.file_size_bytes == 12_345


@pytest.mark.parametrize("path", ["{root}/A/x.jpg", "/{root}/A/x.jpg", "A/x.jpg", "/A//x.jpg"])
def test_a_path_may_begin_with_the_company_or_not(path, house):
    placed = house.place(path.format(root=house.company.root))
    assert house.asset(placed).folder_path == f"{house.company.root}/A/"


def test_a_bare_file_name_goes_to_the_root(house):
    assert house.asset(house.place("x.jpg")).folder_path == house.company.root_path


@pytest.mark.parametrize("path", ["A/", "", "A/  ", "A/x\x07.jpg", "A/" + "x" * 256])
def test_a_path_without_a_possible_file_name_is_refused(path, house):
    with pytest.raises(InvalidParameter, match="destPath"):
        house.place(path)


@pytest.mark.recorded
def test_a_new_detail_has_the_defaults_of_the_original(house):
    detail = house.asset(house.place("pump.JPG")).image
    assert (detail.anchor_x, detail.anchor_y) == (150, 100)
    assert (detail.description, detail.suffix) == ("pump.JPG", ".JPG")
    assert (detail.comments, detail.user_data, detail.sku, detail.url_modifier, detail.url_post_modifier) == ("",) * 5
    assert len(detail.stem) == 36


@pytest.mark.parametrize(
    ("file", "name", "suffix"), [("pump", "pump", ".jpg"), ("a.b.png", "a.b", ".png"), (".x", ".x", ".x")]
)
def test_the_name_is_the_file_name_without_its_extension(file, name, suffix, house):
    asset = house.asset(house.place(file))
    assert (asset.name, asset.file_name, asset.image.suffix) == (name, file, suffix)


def test_facts_and_blobs_go_into_the_detail(house):
    facts = replace(FACTS, color_space="CMYK", bands=5, has_alpha=True, resolution_dpi=299.9)
    made = Made(facts, blob(), blob(), Crop(1, 2, 3, 4))
    detail = house.asset(house.place_made("x.tif", made)).image
    assert (detail.original_digest, detail.pyramid_digest) == (made.original.digest, made.pyramid.digest)
    assert (detail.color_space, detail.bands, detail.has_alpha, detail.resolution_dpi) == ("CMYK", 5, True, 299.9)
    assert (detail.crop_left, detail.crop_top, detail.crop_right, detail.crop_bottom) == (1, 2, 3, 4)


def test_the_same_bytes_may_become_several_assets(house):
    made = Made(FACTS, blob(), blob())
    assert len({house.place_made(path, made).asset_id for path in ("a.jpg", "b.jpg")}) == 2


def test_a_blob_that_was_about_to_be_erased_is_kept(house):
    made = Made(FACTS, blob(), blob())
    house.place_made("a.jpg", made)
    with house.database.write() as tx:
        tx.execute(update(tables.blob).values(condemned_ms=5))
    house.place_made("b.jpg", made)
    with house.database.read() as tx:
        digests = [made.original.digest, made.pyramid.digest]
        rows = tx.execute(select(tables.blob.c.condemned_ms).where(tables.blob.c.digest.in_(digests))).scalars()
        assert list(rows) == [None, None]


@pytest.mark.parametrize("ready", [True, False])
def test_a_new_asset_is_marked_in_every_context(ready, house):
    placed = house.place("a.jpg", ready_for_publish=ready)
    assert {kind: marked for kind, (marked, _) in house.states(placed).items()} == dict.fromkeys(CONTEXTS, ready)
    assert house.asset(placed).ready_for_publish is ready


def test_without_overwrite_a_taken_name_gets_a_suffix(house):
    first, second, third = (house.place("A/x.jpg") for _ in range(3))
    assert [placed.outcome for placed in (first, second, third)] == ["created", "duplicate", "duplicate"]
    assert [placed.name for placed in (first, second, third)] == ["x", "x_1", "x_2"]
    assert [house.asset(placed).catalog_id for placed in (first, second, third)] == ["x", "x_1", "x_2"]
    assert [house.asset(placed).file_name for placed in (first, second, third)] == ["x.jpg", "x_1.jpg", "x_2.jpg"]


def test_a_suffix_that_is_taken_is_passed_over(house):
    house.place("x_1.jpg")
    house.place("x.jpg")
    assert house.place("x.jpg").name == "x_2"


def test_a_name_in_the_trash_is_still_taken(house):
    house.trash(house.place("A/x.jpg"))
    placed = house.place("A/x.jpg", overwrite=True)
    assert (placed.name, placed.outcome) == ("x_1", "duplicate")
    assert house.asset(placed).file_name == "x.jpg"


def test_a_name_of_another_company_is_free(house, asset_database):
    house.place("x.jpg")
    assert new_house(asset_database).place("x.jpg", overwrite=True).outcome == "created"


def test_in_another_folder_the_file_name_stays(house):
    house.place("A/x.jpg")
    placed = house.place("B/x.jpg")
    assert (placed.name, house.asset(placed).file_name) == ("x_1", "x.jpg")


def test_another_extension_in_the_same_folder_keeps_its_file_name(house):
    house.place("A/x.jpg")
    placed = house.place("A/x.png")
    assert (placed.name, house.asset(placed).file_name) == ("x_1", "x.png")


@pytest.mark.documented
@pytest.mark.parametrize(
    ("mode", "replaced"),
    [
        ("OverwriteFullName", {"A/x.jpg"}),
        ("OverwriteAnyExt", {"A/x.jpg", "A/x.png"}),
        ("OverwriteFullNameAnyFolder", {"A/x.jpg", "B/x.jpg"}),
        ("OverwriteAnyExtAnyFolder", {"A/x.jpg", "A/x.png", "B/x.jpg", "B/x.png"}),
    ],
)
@pytest.mark.parametrize("path", ["A/x.jpg", "A/x.png", "B/x.jpg", "B/x.png", "A/xx.jpg", "A/x.y.jpg", "A/X.jpg"])
def test_each_overwrite_mode_replaces_what_its_name_says(mode, replaced, path, house):
    house.configure(overwrite_mode=mode)
    first = house.place("A/x.jpg")
    second = house.place(path, overwrite=True)
    assert (second.asset_id == first.asset_id) is (path in replaced)
    assert (second.outcome == "updated") is (path in replaced)
    assert house.count() == (1 if path in replaced else 2)


@pytest.mark.parametrize("mode", MODES)
def test_without_overwrite_no_mode_replaces(mode, house):
    house.configure(overwrite_mode=mode)
    house.place("A/x.jpg")
    assert house.place("A/x.jpg", overwrite=False).outcome == "duplicate"


def test_a_replaced_asset_keeps_its_handle_and_names_and_gets_new_bytes(house):
    house.configure(overwrite_mode="OverwriteAnyExtAnyFolder")
    first = house.place("A/x.jpg")
    before = house.asset(first)
    made = Made(replace(FACTS, width=10, height=20), blob(), blob())
    house.place_made("B/x.png", made, overwrite=True, user=BOB)
    after = house.asset(first)
    assert (after.id, after.name, after.catalog_id) == (before.id, "x", "x")
    assert (after.folder_path, after.file_name) == (f"{house.company.root}/B/", "x.png")
    assert (after.created_by, after.created_ms, after.modified_by, after.modified_ms) == (ADA, 2000, BOB, 3000)
    assert (after.image.stem, after.image.suffix) == (before.image.stem, ".png")
    assert (after.image.original_digest, after.image.width) == (made.original.digest, 10)


def test_placing_the_same_again_with_overwrite_changes_nothing_but_the_moment(house):
    made = Made(FACTS, blob(), blob())
    first = house.place_made("A/x.jpg", made, overwrite=True)
    before = house.asset(first)
    assert house.place_made("A/x.jpg", made, overwrite=True).asset_id == first.asset_id
    assert replace(house.asset(first), modified_ms=before.modified_ms) == before
    assert house.count() == 1


@pytest.mark.parametrize("mode", ["OverwriteFullNameAnyFolder", "OverwriteAnyExtAnyFolder"])
def test_of_several_the_one_in_the_same_folder_is_replaced(mode, house):
    first, second = house.place("A/x.jpg"), house.place("B/x.jpg")
    house.configure(overwrite_mode=mode)
    assert house.place("B/x.jpg", overwrite=True).asset_id == second.asset_id
    assert house.place("C/x.jpg", overwrite=True).asset_id == first.asset_id


def test_of_several_extensions_the_same_one_is_replaced(house):
    house.place("A/x.jpg")
    second = house.place("A/x.png")
    house.configure(overwrite_mode="OverwriteAnyExt")
    assert house.place("A/x.png", overwrite=True).asset_id == second.asset_id


def test_what_somebody_wrote_survives_a_replacement(house):
    placed = house.place("x.jpg")
    written = {
        "description": "A red pump",
        "sku": "P-1",
        "user_data": "u",
        "comments": "c",
        "url_modifier": "wid=10",
        "url_post_modifier": "fmt=png",
        "anchor_x": 7,
        "anchor_y": 9,
    }
    house.change(placed, **written)
    house.place("x.jpg", overwrite=True, facts=replace(FACTS, width=90, height=80))
    detail = house.asset(placed).image
    assert {name: getattr(detail, name) for name in written} == written


def test_defaults_follow_a_replacement(house):
    house.configure(overwrite_mode="OverwriteAnyExt")
    placed = house.place("x.jpg")
    house.place("x.png", overwrite=True, facts=replace(FACTS, width=90, height=80))
    detail = house.asset(placed).image
    assert (detail.anchor_x, detail.anchor_y, detail.description) == (45, 40, "x.png")


def test_an_anchor_outside_of_the_new_picture_goes_back_to_its_middle(house):
    placed = house.place("x.jpg")
    house.change(placed, anchor_x=300, anchor_y=1)
    house.place("x.jpg", overwrite=True, facts=replace(FACTS, width=90, height=80))
    detail = house.asset(placed).image
    assert (detail.anchor_x, detail.anchor_y) == (45, 40)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("retain", "preserve", "kept"),
    [(True, None, True), (False, None, False), (True, False, False), (False, True, True)],
)
def test_a_replaced_asset_keeps_its_marks_where_upload_or_company_say_so(retain, preserve, kept, house):
    house.configure(retain_publish_state=retain)
    placed = house.place("x.jpg", ready_for_publish=True)
    house.publish()
    house.place("x.jpg", overwrite=True, ready_for_publish=False, preserve_publish_state=preserve)
    assert house.states(placed) == dict.fromkeys(CONTEXTS, (kept, True))


def test_a_replaced_asset_waits_for_the_next_publish(house):
    placed = house.place("x.jpg")
    house.publish()
    assert house.states(placed)["ImageServing"] == (True, False)
    house.place("x.jpg", overwrite=True)
    assert house.states(placed)["ImageServing"] == (True, True)


def test_folders_know_that_something_in_them_changed(house):
    house.configure(overwrite_mode="OverwriteFullNameAnyFolder")
    house.place("A/x.jpg")
    assert house.folder_changed_ms("A") == 2000
    house.place("B/x.jpg", overwrite=True)
    assert (house.folder_changed_ms("A"), house.folder_changed_ms("B")) == (3000, 3000)


@pytest.mark.documented
def test_the_crop_of_a_replaced_asset_is_kept_unless_the_upload_says_otherwise(house):
    house.place("A/x.jpg", crop=Crop(1, 2, 3, 4))
    assert house.crop_for("A/x.jpg", overwrite=True) == Crop(1, 2, 3, 4)
    assert house.crop_for("A/x.jpg", overwrite=True, preserve_crop=False) == NO_CROP
    assert house.crop_for("A/x.jpg", overwrite=True, crop=Crop(5, 5, 5, 5)) == Crop(5, 5, 5, 5)
    assert house.crop_for("A/x.jpg", overwrite=True, preserve_crop=False, crop=Crop(5, 5, 5, 5)) == Crop(5, 5, 5, 5)
    assert house.crop_for("A/x.jpg", overwrite=False) == NO_CROP
    assert house.crop_for("B/x.jpg", overwrite=True) == NO_CROP


def test_names_given_out_at_the_same_time_differ(house):
    placed = []

    def work():
        placed.extend(house.place("A/x.jpg") for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.name for one in placed} == {"x", *(f"x_{number}" for number in range(1, 20))}
