"""Replies that are facts: exists, props, imageprops, catalogprops, in four forms."""

import json
import re

import pytest
from gallery import Gallery, disc, photo, serving
from lxml import etree


@pytest.fixture
def shown(gallery: Gallery) -> Gallery:
    gallery.add("img", photo(400, 300), user_data="a=1", url_modifier="qlt=70")
    gallery.add("clear", disc(64))
    gallery.publish(serving(max_pix=(2000, 1500)))
    return gallery


def facts(gallery: Gallery, query: str, name: str = "img") -> dict[str, str]:
    text = gallery.get(query, name).text
    assert text.startswith("#S7Z OK\r\n#")
    return dict(line.split("=", 1) for line in text.split("\r\n")[2:] if line)


@pytest.mark.documented
def test_props_tell_of_the_reply_there_would_be(shown: Gallery):
    told = facts(shown, "req=props&wid=200&fmt=png-alpha&bgc=0,128,255&printRes=300")
    wanted = {
        "image.width": "200",
        "image.height": "150",
        "image.type": "image/png",
        "image.mask": "1",
        "image.pixTyp": "RGB",
        "image.bgc": "0x0080ff",
        "image.quality": "70",
        "image.printRes": "300.0",
        "image.iccEmbed": "0",
        "image.length": "0",
    }
    assert {name: told.get(name) for name in wanted} == wanted
    assert re.fullmatch(r"[\w-]{22}", told["image.version"])


@pytest.mark.documented
def test_props_know_the_length_of_a_reply_that_was_made(shown: Gallery):
    assert facts(shown, "req=props&wid=123")["image.length"] == "0"
    made = shown.get("wid=123")
    assert facts(shown, "req=props&wid=123")["image.length"] == str(len(made.content))


@pytest.mark.documented
def test_the_version_of_a_picture_changes_with_its_pixels(shown: Gallery):
    before = facts(shown, "req=props")["image.version"]
    shown.add("img", photo(400, 300, seed=7))
    shown.publish(serving())
    assert facts(shown, "req=props")["image.version"] != before


@pytest.mark.documented
def test_imageprops_tell_of_the_source_whatever_else_is_asked(shown: Gallery):
    told = facts(shown, "req=imageprops&wid=20&rotate=90")
    assert (told["image.width"], told["image.height"]) == ("400", "300")
    assert (told["image.mask"], told["image.pixTyp"], told["image.anchor"]) == ("0", "RGB", "200,150")
    assert (told["image.modifier"], told["image.translatedId"]) == ("qlt=70", "img")
    assert facts(shown, "req=imageprops", "clear")["image.mask"] == "2"


@pytest.mark.documented
def test_exists_answers_for_what_is_there_and_what_is_not(shown: Gallery):
    assert facts(shown, "req=exists") == {"catalogRecord.exists": "1"}
    assert facts(shown, "req=exists", "nothing") == {"catalogRecord.exists": "0"}


@pytest.mark.documented
def test_catalogprops_tell_the_settings_in_force(shown: Gallery):
    told = facts(shown, "req=catalogprops")
    assert (told["catalog.maxPix"], told["catalog.jpegQuality"]) == ("2000,1500", "80,0")
    assert told["catalog.resMode"] == "4"


@pytest.mark.documented
def test_xml_groups_properties_by_object(shown: Gallery):
    response = shown.get("req=props,xml&wid=100")
    assert response.headers["content-type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert root.tag == "prop-group"
    assert root.xpath("prop-group[@name='image']/property[@name='width']/@value") == ["100"]


@pytest.mark.documented
def test_json_calls_a_function_with_the_facts_and_the_tag(shown: Gallery):
    response = shown.get("req=exists,json,UTF-8&id=a%22b%3C")
    assert response.headers["content-type"].startswith("text/javascript")
    found = re.fullmatch(r"/\*jsonp\*/s7jsonResponse\((\{.*\}),(\".*\")\);", response.text)
    assert json.loads(found[1]) == {"catalogRecord.exists": "1"}
    assert json.loads(found[2]) == 'a"b<'
    assert shown.get("req=exists,json&handler=cb1").text.startswith("/*jsonp*/cb1(")


@pytest.mark.documented
def test_javascript_assigns_each_property(shown: Gallery):
    shown.describe("img", url_modifier=".it's&qlt=70")
    shown.publish(serving())
    text = shown.get("req=imageprops,javascript").text
    assert "image.width='400'\r\n" in text
    assert "image.modifier='.it''s&qlt=70'\r\n" in text


@pytest.mark.documented
@pytest.mark.parametrize("handler", ["alert(1)//", "a.b", "", "x" * 200])
def test_a_handler_that_is_no_plain_name_is_refused(shown: Gallery, handler):
    assert shown.get(f"req=exists,json&handler={handler}").status_code == 403


def test_facts_of_nothing_are_refused(shown: Gallery):
    assert shown.get("req=props", "nothing").status_code == 403
    assert shown.get("req=imageprops", "nothing").status_code == 403


def test_validate_only_reads_the_request(shown: Gallery):
    assert facts(shown, "req=validate&wid=99", "nothing") == {"request.isValid": "1"}
    assert shown.get("req=validate&wid=zero").status_code == 403


@pytest.mark.documented
def test_the_bare_address_answers_a_banner(shown: Gallery):
    response = shown.at("/is/image")
    assert response.status_code == 200
    assert response.text.startswith("#S7Z OK")
