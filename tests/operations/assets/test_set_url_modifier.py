import pytest

import made_assets
from harness import Refused
from looks.steps import by_handle, live_picture, publish


def put(server, handle, **values):
    server.call("setUrlModifier", companyHandle=server.company, assetHandle=handle, **values)


def known(server, handle):
    info = by_handle(server, handle).imageInfo
    return info.urlModifier, info.urlPostApplyModifier


def width(server, query=""):
    text = server.get(f"/is/image/{server.root}/boot?{query}&req=props,text").text
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)["image.width"]


def refused(server, handle, **values):
    with pytest.raises(Refused) as refusal:
        put(server, handle, **values)
    return refusal.value


@pytest.mark.documented
def test_a_modifier_yields_to_the_request_and_a_post_modifier_wins(server):
    boot = live_picture(server)
    put(server, boot, urlModifier="wid=10")
    assert width(server) == "40"
    publish(server)
    assert (width(server), width(server, "wid=12")) == ("10", "12")
    put(server, boot, urlPostApplyModifier="wid=8")
    publish(server)
    assert (width(server), width(server, "wid=12")) == ("8", "8")


@pytest.mark.documented
def test_the_sample_of_the_reference_is_taken(server):
    boot = made_assets.make(server, "boot")
    put(server, boot, urlModifier="modify=that", urlPostApplyModifier="action=awesomeToo")
    assert known(server, boot) == ("modify=that", "action=awesomeToo")
    assert by_handle(server, boot).lastModifyUser == server.email


def test_what_is_left_out_stays_and_an_empty_text_takes_away(server):
    boot = made_assets.make(server, "boot")
    put(server, boot, urlModifier="?wid=10", urlPostApplyModifier="hei=9")
    put(server, boot, urlModifier="")
    assert known(server, boot) == ("", "hei=9")
    put(server, boot, urlPostApplyModifier="")
    assert known(server, boot) == ("", "")


def test_what_is_no_query_string_is_refused(server):
    boot = made_assets.make(server, "boot")
    assert "urlModifier: got 'wide'" in refused(server, boot, urlModifier="wide").reason
    assert "urlPostApplyModifier: got 'a=(b'" in refused(server, boot, urlPostApplyModifier="a=(b").reason


def test_an_asset_without_a_picture_is_refused(server):
    refusal = refused(server, made_assets.make(server, "box", type="Zip"), urlModifier="wid=1")
    assert (refusal.code, "a picture or a template" in refusal.reason) == (30001, True)


def test_an_asset_that_may_not_be_changed_is_refused(server):
    trashed = made_assets.make(server, "old", trash_state="InTrash")
    foreign = made_assets.make(server.other_company(), "foreign")
    assert [refused(server, each, urlModifier="").code for each in (trashed, foreign, "a|999999999")] == [
        30000,
        20006,
        30001,
    ]


@pytest.mark.documented
def test_who_may_is_as_the_reference_says(server):
    boot = made_assets.make(server, "boot")
    put(server.as_user("ImagePortalAdmin"), boot, urlModifier="wid=1")
    assert refused(server.as_user("TrialSiteUser"), boot, urlModifier="wid=1").code == 20003
    other = server.other_company()
    with pytest.raises(Refused) as refusal:
        server.call("setUrlModifier", companyHandle=other.company, assetHandle=boot)
    assert refusal.value.code == 20006
