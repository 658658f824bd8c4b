"""saveZoomTarget, deleteZoomTarget and setZoomTargets, as a caller sees them."""

import pytest

from harness import Refused
from looks.steps import ask, by_handle
from made_assets import make

BOX = {"name": "heel", "xPosition": 2, "yPosition": 3, "width": 10, "height": 20, "userData": "sku=1"}
SIZE = {"width": 400, "height": 300}


@pytest.fixture
def boot(server):
    return make(server, "boot", detail=SIZE)


def save(server, asset, **values):
    return ask(server, "saveZoomTarget", assetHandle=asset, **(BOX | values)).zoomTargetHandle


def put(server, asset, *targets):
    return ask(server, "setZoomTargets", assetHandle=asset, zoomTargetArray=list(targets)).zoomTargetHandleArray


def targets(server, asset):
    return by_handle(server, asset).imageInfo.zoomTargets


@pytest.mark.documented
def test_a_target_is_shown_with_all_that_was_said_of_it(server, boot):
    handle = save(server, boot)
    (shown,) = targets(server, boot)
    assert {name: getattr(shown, name) for name in BOX} == BOX
    assert (shown.zoomTargetHandle, shown.position) == (handle, 0)
    assert shown.lastModified == by_handle(server, boot).lastModified


@pytest.mark.documented
def test_a_handle_changes_the_target_it_names(server, boot):
    first, second = save(server, boot), save(server, boot, name="toe")
    assert save(server, boot, zoomTargetHandle=first, name="sole", xPosition=50, userData=None) == first
    shown = targets(server, boot)
    assert [(each.zoomTargetHandle, each.name) for each in shown] == [(first, "sole"), (second, "toe")]
    assert (shown[0].xPosition, shown[0].userData) == (50, "")


@pytest.mark.documented
def test_a_sixth_target_faults(server, boot):
    handles = [save(server, boot, name=str(number)) for number in range(5)]
    with pytest.raises(Refused, match="at most 5 zoom targets") as refusal:
        save(server, boot)
    assert refusal.value.code == 30001
    save(server, boot, zoomTargetHandle=handles[2], name="changed")
    assert [each.name for each in targets(server, boot)] == ["0", "1", "changed", "3", "4"]


@pytest.mark.parametrize(
    "box",
    [
        {"xPosition": -1},
        {"yPosition": -1},
        {"width": 0},
        {"height": 0},
        {"xPosition": 395},
        {"yPosition": 290},
        {"width": 2**31 - 1},
    ],
)
def test_a_rectangle_that_is_not_within_the_image_faults(server, boot, box):
    with pytest.raises(Refused, match=r"xPosition,yPosition,width,height: got .* 400 x 300") as refusal:
        save(server, boot, **box)
    assert refusal.value.code == 30001
    assert targets(server, boot) == []


@pytest.mark.documented
def test_setting_replaces_those_there_are_and_answers_in_order(server, boot):
    old = save(server, boot)
    handles = put(server, boot, BOX | {"name": "a"}, BOX | {"name": "b", "userData": None})
    shown = targets(server, boot)
    assert [(each.zoomTargetHandle, each.name, each.position) for each in shown] == [
        (handles[0], "a", 0),
        (handles[1], "b", 1),
    ]
    assert old not in handles
    assert put(server, boot) == []
    assert targets(server, boot) == []


def test_setting_faults_as_a_whole(server, boot):
    save(server, boot)
    with pytest.raises(Refused, match=r"zoomTargetArray/items\[2\]/"):
        put(server, boot, BOX, BOX | {"width": 1000})
    with pytest.raises(Refused, match="6 targets"):
        put(server, boot, *[BOX] * 6)
    assert len(targets(server, boot)) == 1


@pytest.mark.documented
def test_deleting_leaves_the_others(server, boot):
    first, second = save(server, boot), save(server, boot)
    ask(server, "deleteZoomTarget", zoomTargetHandle=first)
    assert [each.zoomTargetHandle for each in targets(server, boot)] == [second]
    with pytest.raises(Refused, match=r"zoomTargetHandle.* that is there"):
        ask(server, "deleteZoomTarget", zoomTargetHandle=first)


def test_older_forms_of_a_handle_are_read(server, boot):
    handle = save(server, boot)
    ask(server, "deleteZoomTarget", zoomTargetHandle=handle.removeprefix("a|"))
    assert targets(server, boot) == []


@pytest.mark.parametrize("wrong", ["", "a|1", "a|1|8|1", "a|1|9|x", "x"])
def test_what_is_no_target_handle_faults(server, wrong):
    with pytest.raises(Refused, match=r"30001: zoomTargetHandle: got "):
        ask(server, "deleteZoomTarget", zoomTargetHandle=wrong)


def test_a_target_of_another_image_faults(server, boot):
    other = save(server, make(server, "shoe", detail=SIZE))
    with pytest.raises(Refused, match="zoom target of"):
        save(server, boot, zoomTargetHandle=other)


def test_an_asset_that_is_no_image_or_in_the_trash_faults(server, boot):
    with pytest.raises(Refused, match="handle of an image"):
        save(server, make(server, "film", type="Video"))
    handle = save(server, boot)
    ask(server, "deleteAsset", assetHandle=boot)
    with pytest.raises(Refused, match="in the trash"):
        save(server, boot)
    with pytest.raises(Refused, match="in the trash"):
        put(server, boot)
    with pytest.raises(Refused, match="in the trash"):
        ask(server, "deleteZoomTarget", zoomTargetHandle=handle)


def test_another_companys_image_is_out_of_reach(server, boot):
    handle, other = save(server, boot), server.other_company()
    for call in (
        lambda: save(other, boot),
        lambda: put(other, boot),
        lambda: ask(other, "deleteZoomTarget", zoomTargetHandle=handle),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20006
    assert len(targets(server, boot)) == 1


def test_who_may_only_look_may_not_draw(server, boot):
    handle, looker = save(server, boot), server.as_user(role="ImagePortalUser")
    for call in (
        lambda: save(looker, boot),
        lambda: put(looker, boot),
        lambda: ask(looker, "deleteZoomTarget", zoomTargetHandle=handle),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20003


def test_an_endless_text_faults(server, boot):
    for field in ("name", "userData"):
        with pytest.raises(Refused, match=f"{field}: got .* at most 10000 characters"):
            save(server, boot, **{field: "x" * 10_001})
