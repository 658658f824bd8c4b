"""getImageServingCatalog and getImageRenderingCatalog: what is live, as a text."""

import pytest

import made_assets
from harness import Refused
from looks.steps import live_picture, mark, publish

OLD = "2013-02-15"


def catalog(server, kind="Serving"):
    return server.call(f"getImage{kind}Catalog", OLD, companyHandle=server.company).catalog or ""


def sections(text):
    """Lines of each section by its title."""
    found = {}
    for part in text.strip("\n").split("\n\n"):
        title, *lines = part.split("\n")
        found[title.removeprefix("# ")] = lines
    return found


def records(text):
    names, *rows = (line.split("\t") for line in sections(text)["Records"])
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_nothing_is_live_before_the_first_publish(server):
    mark(server, made_assets.make(server, "boot"))
    assert (catalog(server), catalog(server, "Rendering")) == ("", "")


def test_the_catalog_has_what_is_live_and_nothing_else(server):
    detail = {"url_modifier": "wid=5", "url_post_modifier": "qlt=9", "user_data": 'say "hi"', "resolution_dpi": 150.0}
    mark(server, made_assets.make(server, "boot", detail=detail), made_assets.make(server, "anvil"))
    publish(server)
    made_assets.make(server, "sandal")
    anvil, boot = records(catalog(server))
    assert (anvil["Id"], boot["Id"]) == ("anvil", "boot")
    assert (boot["Modifier"], boot["PostModifier"], boot["UserData"]) == ("wid=5", "qlt=9", '"say ""hi"""')
    assert (boot["Size"], boot["Resolution"], anvil["Resolution"]) == ("40,30", "150", "")


def test_the_catalog_has_presets_and_settings_as_published(server):
    live_picture(server)
    settings = [{"name": "JpegQuality", "value": "61"}]
    server.call("setImageServingPublishSettings", companyHandle=server.company, publishSettingArray=settings)
    server.call("saveImageFormat", companyHandle=server.company, name="small", urlModifier="wid=7")
    before = sections(catalog(server))
    assert (before["Macros"], "JpegQuality=61,0" in before["Attributes"]) == (["Name\tDefinition"], False)
    publish(server)
    after = sections(catalog(server))
    assert after["Macros"] == ["Name\tDefinition", "small\twid=7"]
    assert "JpegQuality=61,0" in after["Attributes"]


def test_what_is_unpublished_goes(server):
    boot = live_picture(server)
    server.call(
        "setAssetPublishState", companyHandle=server.company, assetHandle=boot, publishState="NotMarkedForPublish"
    )
    publish(server)
    assert records(catalog(server)) == []


def test_the_rendering_catalog_has_the_settings_it_was_published_with(server):
    settings = [{"name": "Sharp", "value": "2"}]
    server.call("setImageRenderingPublishSettings", companyHandle=server.company, publishSettingArray=settings)
    server.call(
        "submitJob", companyHandle=server.company, jobName="render", imageRenderingPublishJob={"emailSetting": "None"}
    )
    server.run_jobs()
    told = sections(catalog(server, "Rendering"))
    assert told == {"Attributes": ["Sharp=2"], "Records": ["Id\tPath\tTimeStamp"]}


@pytest.mark.parametrize("kind", ["Serving", "Rendering"])
def test_who_may_not_is_refused(server, kind):
    with pytest.raises(Refused) as refusal:
        catalog(server.as_user("IpsUser"), kind)
    assert refusal.value.code == 20003
    with pytest.raises(Refused) as refusal:
        server.call(f"getImage{kind}Catalog", OLD, companyHandle=server.other_company().company)
    assert refusal.value.code == 20006
