"""What serving reads of a live generation, and of a draft."""

from safelight.domain.records import ServingSettings
from safelight.services import publishing


def head_of(world):
    with world.database.read() as tx:
        return publishing.head(tx, world.company.root)


def test_presets_are_those_at_the_time_of_the_publish(world):
    world.preset("Small", "wid=100")
    world.publish()
    world.preset("Large", "wid=1000")
    assert head_of(world).presets == {"Small": "wid=100"}
    world.publish()
    assert head_of(world).presets == {"Large": "wid=1000", "Small": "wid=100"}


def test_presets_of_the_shared_company_stand_below_those_of_its_own(world):
    with world.shared_company() as shared_id:
        world.preset("Both", "wid=1", shared_id)
        world.preset("Stock", "wid=2", shared_id)
        world.preset("Both", "wid=3")
        world.publish()
    assert head_of(world).presets == {"Both": "wid=3", "Stock": "wid=2"}


def test_a_head_has_the_serving_settings(world):
    world.publish()
    assert head_of(world).settings == ServingSettings()


def test_a_head_says_when_presets_last_changed(world):
    world.preset("Small", "wid=100")
    world.publish(now_ms=1_000)
    world.publish(now_ms=2_000)
    assert head_of(world).changed_ms == 1_000
    world.preset("Large", "wid=1000")
    world.publish(now_ms=3_000)
    assert head_of(world).changed_ms == 3_000


def test_a_root_that_is_nobodys_has_no_head(world):
    with world.database.read() as tx:
        assert publishing.head(tx, "nobody") is None


def test_heads_are_parsed_once_and_follow_the_next_publish(world):
    heads = publishing.Heads()
    world.publish()
    with world.database.read() as tx:
        first = heads.of(tx, world.company.root)
        assert heads.of(tx, world.company.root) is first
    world.publish()
    with world.database.read() as tx:
        assert heads.of(tx, world.company.root).number == first.number + 1


def test_heads_forget_rather_than_grow(world, monkeypatch):
    monkeypatch.setattr(publishing, "HEADS_KEPT", 2)
    heads = publishing.Heads()
    for _ in range(5):
        world.publish()
        with world.database.read() as tx:
            assert heads.of(tx, world.company.root) == publishing.head(tx, world.company.root)


def test_a_reader_that_holds_an_older_head_sees_its_generation(world):
    asset_id = world.place("a", "one")
    world.publish()
    before = head_of(world)
    world.repaint(asset_id, "two")
    world.publish()
    with world.database.read() as tx:
        assert publishing.record(tx, before, "a").digest == "one"
        assert publishing.records(tx, before, ["a"])["a"].digest == "one"


def test_a_record_has_all_that_a_picture_url_needs(world):
    asset_id = world.place("a", "pixels")
    world.publish()
    with world.database.read() as tx:
        record = publishing.record(tx, publishing.head(tx, world.company.root), "a")
    assert (record.asset_id, record.digest, record.width, record.height) == (asset_id, "pixels", 400, 300)
    assert (record.color_space, record.has_alpha, record.resolution_dpi) == ("RGB", False, 72.0)
    assert (record.anchor_x, record.anchor_y, record.expiration_h) == (200, 150, None)


def test_a_preview_shows_what_is_not_published(world):
    world.preset("Small", "wid=100")
    asset_id = world.place("a", marked=False)
    with world.database.read() as tx:
        assert publishing.preview_record(tx, world.company.root, "a").asset_id == asset_id
        assert publishing.preview_head(tx, world.company.root).presets == {"Small": "wid=100"}


def test_a_preview_shows_nothing_of_the_trash_nor_of_strangers(world):
    world.trash(world.place("a"))
    with world.database.read() as tx:
        assert publishing.preview_record(tx, world.company.root, "a") is None
        assert publishing.preview_record(tx, "nobody", "a") is None
        assert publishing.preview_head(tx, "nobody") is None
