"""Publish settings: what a company sets acts on its pictures from the next publish on."""

import base64

import pytest

import made_assets
from harness import Refused
from looks.steps import ask, live_picture, mark, publish, upload

KINDS = ("Serving", "Rendering")


def get(server, kind="Serving", **values):
    reply = server.call(f"getImage{kind}PublishSettings", companyHandle=server.company, **values)
    return {each.name: each for each in reply.publishSettingArray}


def put(server, kind="Serving", context=None, **values):
    settings = [{"name": name, "value": value} for name, value in values.items()]
    put_all(server, settings, kind, context)


def put_all(server, settings, kind="Serving", context=None):
    wanted = {"companyHandle": server.company, "contextHandle": context, "publishSettingArray": settings}
    server.call(f"setImage{kind}PublishSettings", **wanted)


def refused(server, settings, kind="Serving", context=None):
    with pytest.raises(Refused) as refusal:
        put_all(server, settings, kind, context)
    return refusal.value


def contexts(server):
    reply = server.call("getPublishContexts", companyHandle=server.company)
    return {each.contextType: each.contextHandle for each in reply.publishContextArray}


def facts(server, query="req=props,text", name="boot", **headers):
    reply = server.get(f"/is/image/{server.root}/{name}?{query}", **headers)
    assert reply.status_code == 200, reply.text
    return dict(line.split("=", 1) for line in reply.text.splitlines() if "=" in line)


def shown(server, name="boot", query=""):
    return server.get(f"/is/image/{server.root}/{name}?{query}")


@pytest.mark.documented
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_set_is_got_and_the_rest_stays(server, kind):
    before = get(server, kind)
    put(server, kind, JpegQuality="55,1", Expiration="3")
    after = get(server, kind)
    assert (after["JpegQuality"].value, after["Expiration"].value) == ("55,1", "3")
    assert {n: s.value for n, s in after.items() if n not in {"JpegQuality", "Expiration"}} == {
        n: s.value for n, s in before.items() if n not in {"JpegQuality", "Expiration"}
    }


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_or_absent_value_is_the_default_again(server, kind):
    before = get(server, kind)["Resolution"].value
    put(server, kind, Resolution="150")
    assert get(server, kind)["Resolution"].value == "150"
    put_all(server, [{"name": "Resolution"}], kind)
    assert get(server, kind)["Resolution"].value == before


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_got_can_be_set_again(server, kind):
    put(server, kind, JpegQuality="55,1", MaxPix="100,200", ClientAddressFilter="10.0.0.0/8")
    before = get(server, kind)
    put_all(server, [{"name": each.name, "value": each.value} for each in before.values()], kind)
    assert {n: s.value for n, s in get(server, kind).items()} == {n: s.value for n, s in before.items()}


@pytest.mark.parametrize(
    ("name", "value", "fact", "told"),
    [
        ("BkgColor", "0x00FF00", "catalog.bkgColor", "0x00ff00"),
        ("ThumbBkgColor", "0000ff", "catalog.thumbBkgColor", "0x0000ff"),
        ("DefaultExpiration", "-1", "catalog.defaultExpiration", "-1.0"),
        ("Expiration", "2.5", "catalog.expiration", "2.5"),
        ("NonImgExpiration", "7", "catalog.nonImgExpiration", "7.0"),
        ("DefaultPix", "20,0", "catalog.defaultPix", "20,0"),
        ("DefaultThumbPix", "10,12", "catalog.defaultThumbPix", "10,12"),
        ("JpegQuality", "60", "catalog.jpegQuality", "60,0"),
        ("MaxPix", "0,0", "catalog.maxPix", "0,0"),
        ("PublishInfo", "spring 2020", "catalog.publishInfo", "spring 2020"),
        ("ResMode", "2", "catalog.resMode", "2"),
        ("Resolution", "300", "catalog.resolution", "300.0"),
        ("ThumbHorizAlign", "1", "catalog.thumbHorizAlign", "1"),
        ("ThumbVertAlign", "3", "catalog.thumbVertAlign", "3"),
        ("ThumbRes", "36", "catalog.thumbRes", "36.0"),
        ("ThumbType", "1", "catalog.thumbType", "1"),
    ],
)
@pytest.mark.documented
def test_an_attribute_is_told_of_by_the_catalog_once_it_is_published(server, name, value, fact, told):
    live_picture(server)
    before = facts(server, "req=catalogprops,text")[fact]
    put(server, **{name: value})
    assert facts(server, "req=catalogprops,text")[fact] == before != told
    publish(server)
    assert facts(server, "req=catalogprops,text")[fact] == told


@pytest.mark.documented
def test_size_quality_background_and_resolution_act_on_pictures(server):
    live_picture(server)
    put(server, DefaultPix="20,20", JpegQuality="33", BkgColor="ff8000", PrintResolution="240")
    publish(server)
    told = facts(server)
    assert (told["image.width"], told["image.height"]) == ("20", "15")
    assert (told["image.quality"], told["image.bgc"], told["image.printRes"]) == ("33", "0xff8000", "240")


def test_without_a_print_resolution_that_of_objects_counts(server):
    live_picture(server)
    put(server, Resolution="144")
    publish(server)
    assert facts(server)["image.printRes"] == "144.0"


@pytest.mark.documented
def test_a_picture_beyond_the_largest_size_is_refused(server):
    live_picture(server)
    put(server, MaxPix="30,30")
    publish(server)
    assert shown(server, query="wid=31").status_code == 403
    assert "at most 30 x 30" in shown(server, query="wid=31").text


@pytest.mark.documented
def test_default_and_error_images_stand_in(server):
    upload(server, "red.png", readyForPublish=True)
    put(server, DefaultImage="red", DefaultImageMode="1", DefaultExpiration="2")
    publish(server)
    missing = shown(server, "missing", "fmt=png")
    assert (missing.status_code, missing.headers["cache-control"]) == (200, "public, max-age=7200")
    assert shown(server, query="req=props", name="missing").status_code == 403
    put(server, DefaultImage="", ErrorImage=f"{server.root}/red", MaxPix="9,9")
    publish(server)
    for query in ("", "wid=100", "wid=none"):
        stand_in = shown(server, "missing", query)
        assert (stand_in.status_code, stand_in.headers["cache-control"]) == (200, "public, max-age=0")
    assert shown(server, "missing", "req=imageprops").status_code == 403
    put(server, ErrorImage="nothing")
    publish(server)
    assert shown(server, "missing").status_code == 403


def test_an_error_image_that_cannot_be_shown_itself_does_not_hide_the_error(server):
    upload(server, "red.png", readyForPublish=True)
    put(server, ErrorImage="red", MaxPix="2,2")
    server.call(
        "setUrlModifier", companyHandle=server.company, assetHandle=handle_of(server, "red"), urlModifier="wid=3"
    )
    publish(server)
    assert "no picture is served" in shown(server, "missing").text


def handle_of(server, name):
    (found,) = server.call("getAssetsByName", companyHandle=server.company, nameArray=[name]).assetArray
    return found.assetHandle


def test_a_picture_named_by_its_handle_is_followed_through_renames_and_forgotten_with_it(server):
    upload(server, "red.png", readyForPublish=True)
    red = handle_of(server, "red")
    put_all(server, [{"name": "DefaultImage", "value": "ignored", "handle": red}])
    server.call("renameAsset", companyHandle=server.company, assetHandle=red, newName="crimson", validateName=True)
    known = get(server)["DefaultImage"]
    assert (known.value, known.handle) == ("crimson", red)
    publish(server)
    assert shown(server, "missing").status_code == 200
    put(server, DefaultImage="crimson")
    assert get(server)["DefaultImage"].handle is None


@pytest.mark.documented
def test_lifetimes_are_those_of_the_settings(server):
    upload(server, "red.png", readyForPublish=True)
    put(server, Expiration="0.5", NonImgExpiration="0", UseLastModified="0")
    publish(server)
    picture = shown(server, "red")
    assert picture.headers["cache-control"] == "public, max-age=1800"
    assert "last-modified" not in picture.headers
    assert shown(server, "red", "req=props").headers["cache-control"] == "public, max-age=0"
    put(server, Expiration="-1", UseLastModified="1")
    publish(server)
    assert "max-age=31536000" in shown(server, "red").headers["cache-control"]
    assert "last-modified" in shown(server, "red").headers


@pytest.mark.documented
def test_clients_out_of_the_filter_are_refused(server):
    upload(server, "red.png", readyForPublish=True)
    put(server, ClientAddressFilter="192.168.12.0/23, 10.1.1.1")
    publish(server)
    refusal = shown(server, "red")
    assert (refusal.status_code, refusal.text) == (403, "client '127.0.0.1' is not served\n")
    put(server, ClientAddressFilter="10.1.1.1,127.0.0.0/8")
    publish(server)
    assert shown(server, "red").status_code == 200


LOCKS = [("wid=5", "wid=5&{lock}", 200), ("wid=5", "wid=5", 403), ("wid=5", "wid=6&{lock}", 403), ("", "&0000", 200)]


def lock(text):
    """The reference's sample, in Python."""
    total = 0
    for letter in text:
        total = (total * 131 + ord(letter)) & 0xFFFF
    return f"{total:04x}"


@pytest.mark.documented
def test_locked_requests_must_end_in_their_lock(server):
    upload(server, "red.png", readyForPublish=True)
    put(server, RequestLock="1")
    publish(server)
    for locked, query, status in LOCKS:
        assert shown(server, "red", query.format(lock=lock(locked))).status_code == status, query
    assert shown(server, "red", f"wid=5&.note&{lock('wid=5')}").status_code == 403
    assert shown(server, "red").text == "the request does not end in its lock\n"
    assert "image/jpeg" in shown(server, "red", f"wid=5&{lock('wid=5').upper()}").headers["content-type"]


@pytest.mark.documented
def test_obfuscated_requests_are_read_and_others_refused(server):
    live_picture(server)
    put(server, RequestObfuscation="1")
    publish(server)
    plain = "wid=5&req=props,text"
    assert facts(server, base64.b64encode(plain.encode()).decode())["image.width"] == "5"
    assert shown(server, query=plain).text == "the modifiers are not base64, and must be\n"
    put(server, RequestLock="1")
    publish(server)
    both = base64.b64encode(f"{plain}&{lock(plain)}".encode()).decode()
    assert facts(server, both)["image.width"] == "5"
    assert shown(server, query=base64.b64encode(plain.encode()).decode()).status_code == 403


def test_what_changes_no_reply_is_kept(server):
    kept = {"IccRenderIntent": "3", "IccDither": "1", "CacheValidationPolicy": "0", "TrustedDomains": "a.example"}
    put(server, **kept, IccProfileRgb="sRGB")
    known = get(server)
    assert {name: known[name].value for name in kept} == kept


@pytest.mark.documented
@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("boot", "locale=DE_at", "boot-at"),
        ("boot", "locale=de_de", "boot-de"),
        ("boot", "locale=fr", "boot"),
        ("boot", "locale=xx", "boot-de"),
        ("boot", "", "boot-de"),
        ("shoe", "locale=de_de", "shoe"),
    ],
)
def test_a_locale_chooses_among_the_names_of_a_picture(server, name, query, found):
    widths = {"boot": 8, "boot-de": 9, "boot-at": 10, "shoe": 11}
    for number, (each, side) in enumerate(widths.items()):
        upload(server, f"{each}.png", job=f"add{number}", side=side, readyForPublish=True)
    put(server, LocaleMap="de_de,-de,|de_at,-at,-de,|fr,-fr,", DefaultLocale="de_de")
    publish(server)
    assert facts(server, f"req=props,text&{query}", name)["image.width"] == str(widths[found])


STRINGS = "val1=111??str1=Default1^loc=N^Dutch1^loc=D^German1??str2=^loc=E^English2^loc=N^Dutch2"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        ("nl", ["val1=111", "str1=Dutch1", "str2=Dutch2"]),
        ("ja", ["val1=111", "str1=Default1", "str2="]),
        ("en_us", ["val1=111", "str1=Default1", "str2=English2"]),
    ],
)
def test_a_locale_chooses_among_the_strings_of_a_record(server, locale, lines):
    boot = live_picture(server)
    fields = [{"assetHandle": boot, "userData": STRINGS}]
    ask(server, "batchSetImageFields", updateArray=fields)
    area = {"name": "sole", "shapeType": "Rectangle", "region": "0,0,9,9", "enabled": True, "position": 0}
    ask(server, "saveImageMap", assetHandle=boot, action="alt='Sole^loc=N^Zool'", **area)
    put(server, LocaleStrMap="en_us,EUS,E|nl,N|,")
    publish(server)
    assert shown(server, query=f"req=userdata&locale={locale}").text.split() == lines
    told = shown(server, query=f"req=map&locale={locale}").text
    assert ("Zool" in told, "Sole" in told, "^loc" in told) == (locale == "nl", locale != "nl", False)


def test_a_locale_without_a_rule_is_refused_and_none_means_names_as_they_are(server):
    live_picture(server)
    put(server, LocaleMap="de,-de")
    publish(server)
    assert shown(server, "boot", "locale=fr").text.startswith("locale: got 'fr'")
    assert shown(server, "boot", "locale=de").status_code == 403
    assert facts(server)["image.width"] == "40"


@pytest.mark.documented
@pytest.mark.parametrize(("level", "told"), [("0", False), ("1", False), ("2", True), ("3", True)])
def test_refusals_tell_as_much_as_the_company_has_it(server, level, told):
    live_picture(server)
    put(server, ErrorDetail=level)
    assert get(server)["ErrorDetail"].value == level
    publish(server)
    missing, wrong = shown(server, "secret-name"), shown(server, "red", "wid=secret")
    assert (missing.status_code, wrong.status_code) == (403, 403)
    assert ("secret-name" in missing.text, "secret" in wrong.text) == (told, told)
    assert told or (missing.text, wrong.text) == ("no such picture\n", "the request cannot be answered\n")


@pytest.mark.parametrize(("name", "value"), [("Watermark", "logo"), ("IccProfileRgb", "Adobe")])
def test_what_serving_cannot_obey_is_refused_but_for_its_default(server, name, value):
    refusal = refused(server, [{"name": name, "value": value}])
    assert (refusal.code, refusal.reason) == (
        30000,
        f"publish setting {name} is not built yet in this version of Safelight",
    )
    put(server, **{name: get(server)[name].value})


BAD_SERVING = [
    ({"name": "Colour", "value": "1"}, "publishSettingArray/items[1]/name: got 'Colour'"),
    ({"name": "BkgColor", "value": "red"}, "publishSettingArray/items[1]/value: got 'red', want a colour"),
    ({"name": "MaxPix", "value": "0,100"}, "both above 0"),
    ({"name": "DefaultPix", "value": "100"}, "width,height"),
    ({"name": "JpegQuality", "value": "101"}, "1 to 100"),
    ({"name": "ResMode", "value": "5"}, "one of 2, 3, 4"),
    ({"name": "Expiration", "value": "-2"}, "-1 for never"),
    ({"name": "Resolution", "value": "0"}, "above 0"),
    ({"name": "ThumbType", "value": "4"}, "from 1 to 3"),
    ({"name": "RequestLock", "value": "yes"}, "0 or 1"),
    ({"name": "ClientAddressFilter", "value": "somewhere"}, "IP addresses"),
    ({"name": "DefaultImage", "value": "a?b"}, "the name of a picture"),
    ({"name": "PublishInfo", "value": "x" * 2001}, "at most 2000"),
    ({"name": "LocaleMap", "value": "de|fr,-fr"}, "locale,suffix"),
    ({"name": "BkgColor", "handle": "a|1"}, "no handle, since BkgColor names no picture"),
    ({"name": "DefaultImage", "handle": "a|999999999"}, "the handle of a picture"),
]


@pytest.mark.parametrize(("setting", "told"), BAD_SERVING)
def test_a_setting_that_is_none_is_named(server, setting, told):
    refusal = refused(server, [setting])
    assert refusal.code == 30001
    assert told in refusal.reason


def test_nothing_is_set_where_one_cannot_be(server):
    refused(server, [{"name": "ThumbType", "value": "1"}, {"name": "ThumbRes", "value": "x"}])
    assert get(server)["ThumbType"].value == "2"


def test_each_attribute_is_named_once(server):
    twice = [{"name": "ThumbType", "value": "1"}, {"name": "ThumbType", "value": "2"}]
    assert "items[2]/name: got 'ThumbType', want each attribute once" in refused(server, twice).reason


def test_too_many_settings_are_refused(server):
    assert "at most 1000" in refused(server, [{"name": "ThumbType", "value": "1"}] * 1001).reason


def test_a_picture_of_another_company_is_refused(server):
    foreign = made_assets.make(server.other_company(), "logo")
    assert refused(server, [{"name": "DefaultImage", "handle": foreign}]).code == 20006


BAD_RENDERING = [("Sharp", "4"), ("OnFailObj", "5"), ("TiffEncoding", "x"), ("Format", "bmp"), ("Sharpen", "maybe")]


@pytest.mark.parametrize(("name", "value"), BAD_RENDERING)
def test_a_rendering_setting_that_is_none_is_named(server, name, value):
    assert refused(server, [{"name": name, "value": value}], "Rendering").code == 30001
    assert refused(server, [{"name": "ThumbType", "value": "1"}], "Rendering").code == 30001


@pytest.mark.parametrize("kind", KINDS)
def test_each_context_has_its_own(server, kind):
    known = contexts(server)
    own, other = known[f"Image{kind}"], known["Video"]
    put(server, kind, own, JpegQuality="41")
    assert get(server, kind, contextHandle=own)["JpegQuality"].value.startswith("41")
    assert get(server, kind)["JpegQuality"].value.startswith("41")
    for call in (lambda: get(server, kind, contextHandle=other), lambda: put(server, kind, other, JpegQuality="1")):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 30001
        assert "contextHandle" in refusal.value.reason
    assert refused(server, [], kind, contexts(server.other_company())[f"Image{kind}"]).code == 20006


@pytest.mark.documented
@pytest.mark.parametrize("kind", KINDS)
def test_who_may_is_as_the_reference_says(server, kind):
    put(server.as_user("ImagePortalAdmin"), kind, JpegQuality="44")
    assert get(server.as_user("TrialSiteAdmin"), kind)["JpegQuality"].value.startswith("44")
    for call in (get, put):
        with pytest.raises(Refused) as refusal:
            call(server.as_user("IpsUser"), kind)
        assert refusal.value.code == 20003


@pytest.mark.parametrize("kind", KINDS)
def test_another_companys_handle_is_refused(server, kind):
    for name, values in (("set", {"publishSettingArray": []}), ("get", {})):
        with pytest.raises(Refused) as refusal:
            server.call(f"{name}Image{kind}PublishSettings", companyHandle=server.other_company().company, **values)
        assert refusal.value.code == 20006


def test_previews_obey_what_is_set_at_once(server):
    handle = made_assets.make(server, "boot")
    mark(server, handle)
    put(server, DefaultPix="10,10")
    reply = server.http.get(
        f"/is/preview/{server.root}/boot?req=props,text",
        auth=(server.email, server.password),
    )
    assert "image.width=10\r\n" in reply.text
