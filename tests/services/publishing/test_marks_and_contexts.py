"""Contexts of a company, and the mark of an asset in each."""

import pytest

from safelight.domain.faults import ForeignCompany, InvalidParameter
from safelight.services import publishing


def test_a_company_has_one_context_of_each_type(world):
    assert sorted(world.contexts()) == ["ImageRendering", "ImageServing", "ServerDirectory", "Video"]


def test_the_contexts_can_be_narrowed_to_one_type(world):
    with world.database.read() as tx:
        found = publishing.contexts(tx, world.company.id, "Video")
    assert [(context.type, context.name) for context in found] == [("Video", "Video")]


def test_pictures_and_videos_are_active(world):
    with world.database.read() as tx:
        active = {context.type for context in publishing.active_contexts(tx, world.company.id)}
    assert active == {"ImageServing", "Video"}


def test_a_publish_job_without_a_context_goes_to_picture_serving(world):
    with world.database.read() as tx:
        assert publishing.serving_context(tx, world.company.id, None).type == "ImageServing"


def test_a_publish_job_may_name_the_picture_serving_context(world):
    handle = f"pc|{world.context_id}"
    with world.database.read() as tx:
        assert publishing.serving_context(tx, world.company.id, handle).id == world.context_id


@pytest.mark.parametrize("handle", ["pc|999999999", "pc|", "pc|x"])
def test_a_publish_job_to_a_context_that_is_none_is_refused(world, handle):
    with world.database.read() as tx, pytest.raises(InvalidParameter, match="contextHandle") as refusal:
        publishing.serving_context(tx, world.company.id, handle)
    assert handle in str(refusal.value)


def test_a_publish_job_to_a_context_of_another_type_is_refused(world):
    handle = f"pc|{world.contexts()['Video']}"
    with world.database.read() as tx, pytest.raises(InvalidParameter, match="ImageServing"):
        publishing.serving_context(tx, world.company.id, handle)


def test_a_publish_job_to_a_context_of_another_company_is_refused(world):
    other = type(world)(world.database)
    with world.database.read() as tx, pytest.raises(ForeignCompany):
        publishing.serving_context(tx, world.company.id, f"pc|{other.context_id}")


def test_a_mark_that_turns_is_a_change(world):
    asset_id = world.place("a", marked=False)
    world.mark(asset_id)
    assert world.states()[asset_id] == (True, True, False)


def test_a_mark_that_stays_is_no_change(world):
    asset_id = world.place("a")
    world.publish()
    world.mark(asset_id)
    assert world.states()[asset_id] == (True, False, True)


def test_taking_a_mark_away_is_a_change(world):
    asset_id = world.place("a")
    world.publish()
    world.mark(asset_id, marked=False)
    assert world.states()[asset_id] == (False, True, True)


def test_a_mark_in_another_context_leaves_picture_serving_alone(world):
    asset_id = world.place("a", marked=False)
    world.mark(asset_id, context_id=world.contexts()["Video"])
    assert asset_id not in world.states()
    assert world.publish() == {}


def test_a_mark_in_a_context_of_another_company_is_passed_over(world):
    asset_id = world.place("a", marked=False)
    other = type(world)(world.database)
    world.mark(asset_id, context_id=other.context_id)
    assert other.states() == {}


def test_many_assets_are_marked_at_once(world):
    ids = [world.place(f"a{number}", marked=False) for number in range(3)]
    world.mark(*ids)
    assert {state[0] for state in world.states().values()} == {True}
    assert sorted(world.states()) == ids
