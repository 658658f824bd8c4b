"""Names that change hands while a publish is under way: each case lost or kept a picture wrongly in some design."""

from safelight.services import publishing


def step(world, generation):
    with world.database.write() as tx:
        publishing.add_changes(tx, generation, full=False, limit=1)


def test_a_name_lent_to_another_and_given_back_during_a_publish_shows_its_own_picture(world):
    lower, upper = world.place("lower"), world.place("upper")
    world.publish()
    world.rename(upper, "aside")
    world.rename(lower, "upper")
    generation = world.begin(world.new_run())
    step(world, generation)
    world.rename(lower, "elsewhere")
    world.rename(upper, "upper")
    world.add_changes(generation)
    world.turn(generation)
    assert world.live("upper") == {"upper": (upper, "one")}


def test_an_abandoned_publish_does_not_forget_whose_name_was_taken(world):
    first, second = world.place("first"), world.place("second")
    world.publish()
    world.rename(first, "aside")
    world.mark(first, marked=False)
    run_id = world.new_run()
    generation = world.begin(run_id)
    step(world, generation)
    world.rename(second, "first")
    world.add_changes(generation)
    world.end_run(run_id)
    world.rename(second, "third")
    world.publish()
    assert world.live("first", "aside", "second", "third") == {"third": (second, "one")}


def test_a_picture_whose_name_was_taken_behind_the_publish_is_not_live(world):
    first, second = world.place("first"), world.place("second")
    world.publish()
    world.repaint(first, "two")
    generation = world.begin(world.new_run())
    step(world, generation)
    world.rename(first, "aside")
    world.rename(second, "first")
    world.add_changes(generation)
    world.turn(generation)
    assert world.live("first", "second", "aside") == {"first": (second, "one")}
    assert {asset_id: live for asset_id, (_, _, live) in world.states().items()} == {first: False, second: True}
    world.end_run(generation.run_id)
    world.publish()
    assert sorted(world.live("first", "second", "aside")) == ["aside", "first"]


def test_a_new_picture_may_take_the_name_of_an_erased_one(world):
    old = world.place("a", "one")
    world.publish()
    world.erase(old)
    new = world.place("a", "two")
    world.publish()
    assert world.live("a") == {"a": (new, "two")}
    assert sorted(world.states()) == [new]
