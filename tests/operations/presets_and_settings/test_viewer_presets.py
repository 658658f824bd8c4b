"""Viewer presets, and viewer settings attached to assets."""

import pytest

import made_assets
from harness import Refused
from looks.steps import by_handle, live_picture, mark, publish

VIDEO = [{"name": "Video Bit Rate", "value": "393334.6508779093"}, {"name": "vidPaneWidth", "value": "0"}]
OLD = "2010-01-31"


def root(server):
    (found,) = server.call("getFolders", companyHandle=server.company, folderPath="/").folderArray[:1]
    return found.folderHandle


def create(server, name="eVideo4", settings=None, **values):
    given = {"folderHandle": root(server), "name": name, "type": "VideoPlayer", "configSettingArray": settings}
    reply = server.call("createViewerPreset", **({"companyHandle": server.company} | given | values))
    return reply.viewerPresetHandle


def got(server, handle, version=None):
    values = {} if version else {"companyHandle": server.company}
    reply = server.call("getViewerConfigSettings", version, assetHandle=handle, **values)
    return reply.type, {each.name: each.value for each in reply.configSettingArray}


def attach(server, handle, name, kind="Spin", settings=(), **values):
    given = {"assetHandle": handle, "name": name, "type": kind, "configSettingArray": settings}
    server.call("setViewerConfigSettings", **({"companyHandle": server.company} | given | values))


def update(server, handle, settings, **values):
    given = {"companyHandle": server.company, "assetHandle": handle, "configSettingArray": settings}
    server.call("updateViewerConfigSettings", **(given | values))


def user_data(server, name):
    return server.get(f"/is/image/{server.root}/{name}?req=userdata").text


def refused(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value


@pytest.mark.documented
def test_a_preset_is_an_asset_with_its_type_and_settings(server):
    preset = create(server, settings=VIDEO)
    asset = by_handle(server, preset)
    assert (asset.type, asset.name, asset.folderHandle) == ("ViewerPreset", "eVideo4", root(server))
    info = asset.viewerPresetInfo
    assert (info.type, [each.name for each in info.configSettingArray]) == (
        "VideoPlayer",
        ["Video Bit Rate", "vidPaneWidth"],
    )
    assert got(server, preset) == ("VideoPlayer", {each["name"]: each["value"] for each in VIDEO})


@pytest.mark.documented
def test_a_preset_may_be_of_a_type_of_ones_own_and_without_settings(server):
    assert got(server, create(server, type="OurViewer")) == ("OurViewer", {})


@pytest.mark.documented
def test_settings_act_from_the_next_publish_on(server):
    preset = create(server, settings=VIDEO)
    mark(server, preset)
    assert "393334" not in user_data(server, "eVideo4")
    publish(server)
    assert "Video Bit Rate=393334.6508779093" in user_data(server, "eVideo4")
    update(server, preset, [{"name": "vidPaneWidth", "value": "12??3"}])
    assert "vidPaneWidth=0" in user_data(server, "eVideo4")
    publish(server)
    assert "vidPaneWidth=12" in user_data(server, "eVideo4")


@pytest.mark.documented
def test_settings_are_attached_to_a_picture_and_follow_its_user_data(server):
    boot = live_picture(server)
    attach(server, boot, "boot", "Spin", [{"name": "frames", "value": "24"}])
    assert got(server, boot) == ("Spin", {"frames": "24"})
    publish(server)
    assert "frames=24" in user_data(server, "boot")
    attach(server, boot, "boot", "BasicZoom", [{"name": "steps", "value": "3"}])
    assert got(server, boot) == ("BasicZoom", {"steps": "3"})


def test_attaching_renames_a_preset_but_no_other_asset(server):
    preset, boot = create(server), made_assets.make(server, "boot")
    attach(server, preset, "renamed")
    assert by_handle(server, preset).name == "renamed"
    refusal = refused(lambda: attach(server, boot, "other"))
    assert (refusal.code, "name: got 'other', want the name of the asset, boot" in refusal.reason) == (30001, True)
    assert "already in use" in refused(lambda: attach(server, preset, "boot")).reason


@pytest.mark.documented
def test_updating_sets_what_is_named_and_keeps_the_rest_in_order(server):
    preset = create(server, settings=VIDEO)
    update(server, preset, [{"name": "new", "value": "1"}, {"name": "Video Bit Rate"}])
    assert list(got(server, preset)[1].items()) == [("Video Bit Rate", ""), ("vidPaneWidth", "0"), ("new", "1")]


def test_of_two_settings_of_one_name_the_last_counts(server):
    assert got(server, create(server, settings=[{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]))[1] == {
        "a": "2"
    }


@pytest.mark.documented
def test_a_setting_may_name_an_asset_by_handle(server):
    boot = made_assets.make(server, "boot")
    preset = create(server, settings=[{"name": "icon", "value": "boot", "handle": boot}])
    reply = server.call("getViewerConfigSettings", companyHandle=server.company, assetHandle=preset)
    assert [each.handle for each in reply.configSettingArray] == [boot]


def test_old_versions_name_no_company_and_mean_that_of_the_asset(server):
    preset = create(server, settings=VIDEO)
    assert got(server, preset, OLD)[0] == "VideoPlayer"
    server.call("updateViewerConfigSettings", OLD, assetHandle=preset, configSettingArray=[{"name": "x", "value": "1"}])
    server.call("setViewerConfigSettings", OLD, assetHandle=preset, name="v", type="Spin", configSettingArray=[])
    assert got(server, preset, OLD) == ("Spin", {})
    other = server.other_company()
    foreign = create(other)
    assert refused(lambda: got(server, foreign, OLD)).code == 20006
    assert refused(lambda: got(server, "a|999999999", OLD)).code == 30001


def test_who_administers_another_company_only_may_not_in_this_one(server):
    preset, user = create(server), server.as_user("IpsUser")
    assert refused(lambda: got(user, preset, OLD)).code == 20003


BAD = [
    ([{"name": " "}], "configSettingArray/items[1]/name"),
    ([{"name": "a"}, {"name": "b=c"}], "configSettingArray/items[2]/name"),
    ([{"name": "a??b"}], "configSettingArray/items[1]/name"),
    ([{"name": "a", "value": "x" * 8193}], "configSettingArray/items[1]/value"),
    ([{"name": "a", "handle": "a|999999999"}], "configSettingArray/items[1]/handle"),
    ([{"name": "a", "handle": "x"}], "configSettingArray/items/handle"),
    ([{"name": f"n{n}"} for n in range(1001)], "configSettingArray"),
]


@pytest.mark.parametrize(("settings", "field"), BAD)
def test_a_setting_that_cannot_be_is_named(server, settings, field):
    preset = create(server)
    for call in (
        lambda: create(server, "other", settings=settings),
        lambda: attach(server, preset, "eVideo4", settings=settings),
        lambda: update(server, preset, settings),
    ):
        refusal = refused(call)
        assert (refusal.code, refusal.reason.partition(":")[0]) == (30001, field)


def test_settings_do_not_pile_up_without_end(server):
    preset = create(server, settings=[{"name": f"n{n}"} for n in range(600)])
    refusal = refused(lambda: update(server, preset, [{"name": f"m{n}"} for n in range(600)]))
    assert "at most 1000" in refusal.reason


def test_a_preset_that_cannot_be_made_is_refused(server):
    create(server)
    assert "already in use" in refused(lambda: create(server)).reason
    assert refused(lambda: create(server, name="a/b")).code == 30001
    assert refused(lambda: create(server, name="c", type=" ")).reason.startswith("type: got ' '")
    assert refused(lambda: create(server, name="c", folderHandle=f"f|{server.root}/none/")).code == 30001
    assert refused(lambda: create(server, name="c", folderHandle=root(server.other_company()))).code == 20006


def test_assets_that_have_no_settings_or_may_not_be_changed_are_refused(server):
    boot = made_assets.make(server, "boot")
    trashed = made_assets.make(server, "old", trash_state="InTrash")
    foreign = made_assets.make(server.other_company(), "foreign")
    assert "has viewer settings" in refused(lambda: got(server, boot)).reason
    assert "has viewer settings" in refused(lambda: update(server, boot, [])).reason
    for handle, code in ((trashed, 30000), (foreign, 20006), ("a|999999999", 30001)):
        assert refused(lambda handle=handle: attach(server, handle, "x")).code == code
        assert refused(lambda handle=handle: update(server, handle, [])).code == code
    icon = [{"name": "icon", "handle": foreign}]
    assert refused(lambda: create(server, "own", settings=icon)).code == 20006


@pytest.mark.documented
def test_who_may_is_as_the_reference_says(server):
    preset = create(server.as_user("ImagePortalAdmin"))
    user, other = server.as_user("IpsUser"), server.other_company().company
    for call in (
        lambda: create(user, "other"),
        lambda: got(user, preset),
        lambda: attach(user, preset, "eVideo4"),
        lambda: update(user, preset, []),
    ):
        assert refused(call).code == 20003
    for call in (
        lambda: create(server, "other", companyHandle=other),
        lambda: attach(server, preset, "eVideo4", companyHandle=other),
        lambda: update(server, preset, [], companyHandle=other),
        lambda: server.call("getViewerConfigSettings", companyHandle=other, assetHandle=preset),
    ):
        assert refused(call).code == 20006
