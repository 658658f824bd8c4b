"""Replies that are a field of the catalog: sets, zoom targets, image maps, user data."""

import json
import re
from typing import Any

import pytest
from gallery import Gallery, photo, serving, solid
from lxml import etree

AREAS = (
    '<area shape="rect" coords="10,20,110,60" href="x?a=1&amp;b=2">'
    "<AREA COORDS='0,0,400,0,400,300' SHAPE=poly alt=\"a>b\">"
    "<area href=y>"
)


@pytest.fixture
def shown(gallery: Gallery) -> Gallery:
    gallery.add("img", photo(400, 300), user_data="name=Boot??colour=red")
    gallery.add("other", solid(40, 30))
    return gallery


def publish(gallery: Gallery, **facts: Any) -> None:
    """facts: of the record `img`"""
    gallery.publish(serving(), {"img": facts})


def tree(gallery: Gallery, query: str = "", name: str = "img") -> Any:
    reply = gallery.get(f"req=set,json{query}", name)
    found = re.fullmatch(r"/\*jsonp\*/s7jsonResponse\((.*),\"\"\);", reply.text)
    assert found, reply.text
    return json.loads(found[1])["set"]


def coords(gallery: Gallery, query: str) -> list[str]:
    reply = gallery.get(f"req=map&{query}")
    assert reply.status_code == 200, reply.text
    return re.findall(r'shape="(\w+)" coords="([^"]*)"', reply.text)


@pytest.mark.recorded
def test_a_media_set_of_one_picture_reads_as_the_recorded_one(shown: Gallery):
    publish(shown, image_set=f"{shown.root}/img;{shown.root}/img;advanced_image")
    reply = shown.get("req=set,json&id=0000030290")
    name = f"{shown.root}/img"
    version = re.search(r'"iv":"([\w-]+)"', reply.text)
    assert version
    item = f'{{"i":{{"n":"{name}"}},"s":{{"n":"{name}"}},"dx":"400","dy":"300","iv":"{version[1]}"}}'
    told = f'{{"set":{{"pv":"1.0","type":"media_set","n":"{name}","item":{item}}}}}'
    assert reply.text == f'/*jsonp*/s7jsonResponse({told},"0000030290");'
    assert reply.headers["content-type"].startswith("text/javascript")


@pytest.mark.documented
def test_a_picture_without_a_set_is_a_set_of_itself(shown: Gallery):
    publish(shown)
    told = tree(shown)
    assert (told["type"], told["item"]["i"]["n"], told["item"]["dx"]) == ("img", f"{shown.root}/img", "400")


@pytest.mark.documented
@pytest.mark.parametrize("form", ["req=set", "req=set,xml", "req=set,xml,UTF-8"])
def test_a_set_is_told_in_xml_unless_json_is_asked_for(shown: Gallery, form: str):
    publish(shown, image_set="img;other,other;{0xff0000 Red}")
    reply = shown.get(form)
    root = etree.fromstring(reply.content)
    assert reply.headers["content-type"].startswith("text/xml")
    assert dict(root.attrib) == {"pv": "1.0", "type": "img_set", "n": f"{shown.root}/img"}
    first, second = root.findall("item")
    assert (first.get("dx"), first.find("i").get("n"), first.find("s").get("n")) == ("400", "img", "other")
    assert dict(second.find("s").attrib) == {"rgb": "0xff0000", "l": "Red"}


@pytest.mark.documented
def test_sets_in_line_and_by_name_are_nested(shown: Gallery):
    publish(shown, image_set="{other,other},(other;other)", asset_type="SPINSET2D")
    first, second = tree(shown)["item"]
    assert first["set"]["type"] == "spin"
    assert [each["i"]["n"] for each in first["set"]["item"]] == ["other", "other"]
    assert second["set"]["type"] == "img_set"
    outer = tree(shown, "&imageSet={img;other;spin,other;other;img}", "other")
    assert (outer["type"], outer["item"][0]["type"], outer["item"][0]["set"]["n"]) == ("media_set", "spin", "img")
    assert "set" not in outer["item"][1]


@pytest.mark.documented
def test_a_set_in_the_request_takes_the_place_of_the_records(shown: Gallery):
    publish(shown, image_set="img;img")
    assert tree(shown, "&imageSet={other,img}")["type"] == "unknown_set"
    reply = shown.at(f"/is/image/{shown.root}?req=set,json&imageSet=(img:other,other)")
    assert '"type":"ecat"' in reply.text
    assert '"i":[{"n":"img"},{"n":"other"}],"dx":"400"' in reply.text.replace(
        '"dx":"400","dy":"300"', '"dx":"400"'
    ) or ('"i":[{"n":"img"},{"n":"other"}]' in reply.text)
    assert shown.get("req=set&imageSet={a,b").status_code == 403


@pytest.mark.documented
def test_labels_come_from_the_user_data_of_pictures(shown: Gallery):
    publish(shown)
    told = tree(shown, "&labelkey=colour&imageSet=img;img,other;img")
    assert told["item"][0]["i"] == told["item"][0]["s"] == {"n": "img", "l": "red"}
    assert told["item"][1]["i"] == {"n": "other"}


@pytest.mark.documented
def test_a_media_set_in_a_media_set_and_sets_without_end_are_refused(shown: Gallery):
    publish(shown, image_set="img;other;")
    assert "no media set within another" in shown.get("req=set&imageSet=img;other;", "other").text
    assert "at most 10 sets" in shown.get(f"req=set&imageSet={'(' * 12}a{')' * 12}", "other").text
    publish(shown, image_set=",".join(["other"] * 400), asset_type="SPINSET")
    many = ",".join(["img"] * 400)
    assert "at most 20000 pictures" in shown.get(f"req=set&imageSet={many}", "other").text


@pytest.mark.documented
def test_a_set_may_have_its_own_picture_in_it(shown: Gallery):
    publish(shown, image_set=f"{shown.root}/img,other", asset_type="SPINSET")
    first, second = tree(shown)["item"]
    assert (first["i"]["n"], first["dx"], second["i"]["n"]) == (f"{shown.root}/img", "400", "other")


def test_a_video_is_told_by_its_path(shown: Gallery):
    publish(shown)
    told = tree(shown, "&imageSet=films/a%2520b.mp4;img,x;img;video,other;img;img")
    assert [each.get("type") for each in told["item"]] == ["video", "video", None]
    assert told["item"][0]["v"] == {"path": "films/a b.mp4"}


@pytest.mark.documented
def test_a_set_of_what_is_not_there_is_refused(shown: Gallery):
    publish(shown)
    assert shown.get("req=set", "gone").status_code == 403


@pytest.mark.documented
@pytest.mark.parametrize(
    ("form", "kind", "text"),
    [
        ("", "text/plain", "a;b\r\n"),
        (",text", "text/plain", "a;b\r\n"),
        (",javascript", "text/javascript", "imageset='a;b'\r\n"),
        (",json", "text/javascript", '/*jsonp*/s7jsonResponse({"IMAGE_SET":"a;b"},"");'),
        (",xml", "text/xml", '<imageset value="a;b"/>\r\n'),
    ],
)
def test_the_text_of_a_set_comes_in_four_forms(shown: Gallery, form: str, kind: str, text: str):
    publish(shown, image_set="a;b")
    reply = shown.get(f"req=imageset{form}")
    assert reply.headers["content-type"].startswith(kind)
    assert reply.text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\r\n') == text
    assert "max-age=360" in reply.headers["cache-control"]


@pytest.mark.documented
def test_targets_and_user_data_are_properties(shown: Gallery):
    publish(shown, targets="Target.1.rect=0,0,9,9??Target.1.label=x=y")
    assert shown.get("req=targets").text == "Target.1.rect=0,0,9,9\r\nTarget.1.label=x=y\r\n"
    assert "max-age=36000" in shown.get("req=targets").headers["cache-control"]
    assert '{"Target.1.rect": "0,0,9,9", "Target.1.label": "x=y"}' in shown.get("req=targets,json").text
    assert '<property name="1.rect" value="0,0,9,9"/>' in shown.get("req=targets,xml").text
    assert shown.get("req=userdata").text == "name=Boot\r\ncolour=red\r\n"
    assert '{"name": "Boot", "colour": "red"}' in shown.get("req=userdata,json&handler=f").text
    assert shown.get("req=userdata", "gone").text == "\r\n"


@pytest.mark.documented
def test_a_map_stands_as_it_is_beside_no_other_command(shown: Gallery):
    publish(shown, map=AREAS)
    assert shown.get("req=map").text == AREAS
    assert shown.get("req=map", "other").text == shown.get("req=map", "gone").text == ""


@pytest.mark.documented
@pytest.mark.parametrize(
    ("query", "areas"),
    [
        ("wid=200", [("rect", "5,10,55,30"), ("poly", "0,0,200,0,200,150"), ("rect", "0,0,200,150")]),
        ("flip=lr&scl=1", [("rect", "290,20,390,60"), ("poly", "400,0,0,0,0,300"), ("rect", "0,0,400,300")]),
        ("rotate=90&scl=1", [("rect", "240,10,280,110"), ("poly", "300,0,300,400,0,400"), ("rect", "0,0,300,400")]),
        ("crop=0,0,50,50&scl=1", [("rect", "10,20,50,50"), ("poly", "0,0,50,0,50,38"), ("rect", "0,0,50,50")]),
        ("crop=200,200,50,50&scl=1", [("rect", "0,0,50,50")]),
    ],
)
def test_a_map_goes_where_the_picture_goes(shown: Gallery, query: str, areas: list[tuple[str, str]]):
    publish(shown, map=AREAS)
    assert [(shape, pairs(each)) for shape, each in coords(shown, query)] == [
        (shape, pairs(each)) for shape, each in areas
    ]


def pairs(text: str) -> set[tuple[str, ...]]:
    """Corners, wherever they begin."""
    numbers = text.split(",")
    return set(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.documented
def test_other_attributes_of_an_area_pass(shown: Gallery):
    publish(shown, map=AREAS)
    text = shown.get("req=map&wid=200").text
    assert 'href="x?a=1&amp;b=2"' in text
    assert 'alt="a&gt;b"' in text
    root = etree.fromstring(shown.get("req=map,xml").content)
    assert [each.get("href") for each in root] == ["x?a=1&b=2", None, "y"]
    assert etree.fromstring(shown.get("req=map,xml", "other").content)[0].attrib == {}
    assert shown.get("req=map,json", "other").text == '/*jsonp*/s7jsonResponse({"map":""},"");'


def test_a_rotated_rectangle_becomes_a_polygon(shown: Gallery):
    publish(shown, map='<area shape="rect" coords="100,100,200,200" href=x><area shape="circle" coords="1,2,3">')
    ((shape, numbers),) = coords(shown, "rotate=45&scl=1")
    assert (shape, len(numbers.split(","))) == ("poly", 8)


def test_a_map_in_the_request_is_refused(shown: Gallery):
    publish(shown)
    assert "map= of a request is not built" in shown.get("req=map&map=x").text
    assert shown.get("map=x").status_code == 200
