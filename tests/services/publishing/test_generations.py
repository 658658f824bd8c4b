"""What is live after a publish, and what a publish leaves when it is cut short."""

import pytest

from safelight.domain.faults import PublishUnderWay
from safelight.services import publishing


def test_nothing_is_live_before_the_first_publish(world):
    world.place("a")
    with world.database.read() as tx:
        assert publishing.head(tx, world.company.root) is None


def test_a_marked_picture_is_live_after_a_publish(world):
    asset_id = world.place("a")
    assert world.publish() == {"a": "published"}
    assert world.live("a") == {"a": (asset_id, "one")}
    assert world.states()[asset_id] == (True, False, True)


def test_an_unmarked_picture_is_not_published(world):
    world.place("a", marked=False)
    assert world.publish(full=True) == {}
    assert world.live("a") == {}


def test_an_incremental_publish_takes_only_what_changed(world):
    world.place("a")
    world.publish()
    b = world.place("b")
    assert world.publish() == {"b": "published"}
    assert world.live("a", "b")["b"] == (b, "one")
    assert sorted(world.live("a", "b")) == ["a", "b"]


def test_a_full_publish_takes_all_that_is_marked(world):
    world.place("a")
    world.publish()
    world.place("b")
    assert world.publish(full=True) == {"a": "published", "b": "published"}


def test_new_pixels_are_served_only_after_the_next_publish(world):
    asset_id = world.place("a", "one")
    world.publish()
    world.repaint(asset_id, "two")
    assert world.live("a") == {"a": (asset_id, "one")}
    world.publish()
    assert world.live("a") == {"a": (asset_id, "two")}


def test_a_renamed_picture_keeps_its_old_url_until_the_next_publish(world):
    asset_id = world.place("old")
    world.publish()
    world.rename(asset_id, "new")
    assert sorted(world.live("old", "new")) == ["old"]
    assert world.publish() == {"new": "published"}
    assert sorted(world.live("old", "new")) == ["new"]


def test_two_pictures_may_swap_their_names(world):
    a, b = world.place("a"), world.place("b")
    world.publish()
    world.rename(a, "between")
    world.rename(b, "a")
    world.rename(a, "b")
    world.publish(limit=1)
    assert world.live("a", "b") == {"a": (b, "one"), "b": (a, "one")}
    assert [state[2] for state in world.states().values()] == [True, True]


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("end", ["unmark", "trash", "empty", "erase"])
def test_what_is_taken_away_is_live_until_the_next_publish(world, end, full):
    asset_id = world.place("a")
    world.publish()
    match end:
        case "unmark":
            world.mark(asset_id, marked=False)
        case "trash":
            world.trash(asset_id)
        case "empty":
            world.trash(asset_id, "InEmptiedTrash")
        case "erase":
            world.erase(asset_id)
    assert world.live("a") == {"a": (asset_id, "one")}
    assert world.publish(full=full) == {"a": "removed"}
    assert world.live("a") == {}
    assert world.publish(full=full) == {}


def test_nothing_is_remembered_of_an_erased_picture_that_is_gone(world):
    asset_id = world.place("a")
    world.publish()
    world.erase(asset_id)
    world.publish()
    assert world.states() == {}


def test_a_picture_that_comes_back_from_the_trash_is_published_again(world):
    asset_id = world.place("a")
    world.publish()
    world.trash(asset_id)
    world.publish()
    world.trash(asset_id, "NotInTrash")
    assert world.publish() == {"a": "published"}
    assert world.live("a") == {"a": (asset_id, "one")}


def test_an_asset_without_a_picture_is_an_error_and_the_others_are_published(world):
    broken, good = world.place("broken"), world.place("good")
    world.erase_picture(broken)
    assert world.publish() == {"broken": "error", "good": "published"}
    assert world.live("broken", "good") == {"good": (good, "one")}


def test_the_record_of_an_asset_that_lost_its_picture_stays_live(world):
    asset_id = world.place("a")
    world.publish()
    world.erase_picture(asset_id)
    assert world.publish() == {"a": "error"}
    assert world.live("a") == {"a": (asset_id, "one")}


def test_a_full_publish_of_what_is_live_already_writes_no_rows(world):
    world.place("a")
    world.publish()
    world.publish(full=True)
    assert world.rows() == 1


def test_a_publish_killed_before_the_turn_leaves_the_old_head(world):
    asset_id = world.place("a", "one")
    world.publish()
    world.repaint(asset_id, "two")
    world.place("b")
    world.add_changes(world.begin(world.new_run()))
    assert world.live("a", "b") == {"a": (asset_id, "one")}


def test_a_killed_publish_goes_on_where_it_stood(world):
    world.place("a")
    world.place("b")
    run_id = world.new_run()
    with world.database.write() as tx:
        first = publishing.begin(tx, world.context_id, run_id, 1)
        publishing.add_changes(tx, first, full=False, limit=1)
    again = world.begin(run_id)
    assert again.number == first.number
    assert [outcome.name for outcome in world.add_changes(again)] == ["b"]
    world.turn(again)
    assert sorted(world.live("a", "b")) == ["a", "b"]


def test_a_piece_that_is_rolled_back_is_done_again(world):
    world.place("a")
    generation = world.begin(world.new_run())
    with world.database.writer.connect() as tx:
        publishing.add_changes(tx, generation, full=False)
        tx.rollback()
    assert [outcome.name for outcome in world.add_changes(generation)] == ["a"]


def test_what_an_abandoned_publish_had_taken_up_is_published_by_the_next(world):
    world.place("a")
    run_id = world.new_run()
    world.add_changes(world.begin(run_id))
    world.end_run(run_id)
    assert world.publish(limit=1) == {"a": "published"}
    assert sorted(world.live("a")) == ["a"]


def test_an_abandoned_publish_may_not_go_on(world):
    run_id = world.new_run()
    generation = world.begin(run_id)
    world.end_run(run_id)
    world.publish()
    with pytest.raises(AssertionError, match="abandoned"):
        world.turn(generation)
    with pytest.raises(AssertionError, match="abandoned"):
        world.add_changes(generation)


def test_a_generation_may_not_turn_before_all_is_added(world):
    world.place("a")
    with pytest.raises(AssertionError, match="changes to add"):
        world.turn(world.begin(world.new_run()))


def test_one_context_takes_one_publish_at_a_time(world):
    first = world.begin(world.new_run())
    with pytest.raises(PublishUnderWay, match="Publish_"):
        world.begin(world.new_run())
    world.add_changes(first)
    world.turn(first)
    assert world.begin(world.new_run()).number == first.number + 1


def test_turning_twice_changes_nothing(world):
    world.place("a")
    generation = world.begin(world.new_run())
    world.add_changes(generation)
    world.turn(generation)
    world.place("b")
    world.publish()
    world.turn(generation)
    assert sorted(world.live("a", "b")) == ["a", "b"]


def test_a_turn_cut_short_is_settled_by_the_next_publish(world):
    ids = [world.place(name) for name in "abc"]
    run_id = world.new_run()
    generation = world.begin(run_id)
    world.add_changes(generation)
    with world.database.write() as tx:
        assert not publishing.turn(tx, generation, 1, limit=1)
    world.end_run(run_id)
    assert sorted(world.live(*"abc")) == ["a", "b", "c"]
    world.publish()
    assert [world.states()[asset_id][2] for asset_id in ids] == [True, True, True]


def test_a_change_between_copy_and_turn_is_left_for_the_next_publish(world):
    asset_id = world.place("a", "one")
    generation = world.begin(world.new_run())
    world.add_changes(generation)
    world.repaint(asset_id, "two")
    world.turn(generation)
    assert world.live("a") == {"a": (asset_id, "one")}
    assert world.states()[asset_id] == (True, True, True)


def test_an_unmark_between_copy_and_turn_is_left_for_the_next_publish(world):
    asset_id = world.place("a")
    generation = world.begin(world.new_run())
    world.add_changes(generation)
    world.mark(asset_id, marked=False)
    world.turn(generation)
    assert sorted(world.live("a")) == ["a"]
    world.end_run(generation.run_id)
    assert world.publish() == {"a": "removed"}
    assert world.live("a") == {}


def test_companies_do_not_see_each_other(world):
    other = type(world)(world.database)
    world.place("a")
    mine = other.place("a", "other")
    world.publish()
    assert other.live("a") == {}
    other.publish()
    assert other.live("a") == {"a": (mine, "other")}
