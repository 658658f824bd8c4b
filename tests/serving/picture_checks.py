"""What a case expects of a reply, one function an expectation."""

import io
import json
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from gallery import at, decoded, same
from lxml import etree
from PIL import Image

Ask = Callable[[str], httpx.Response]


def check(reply: httpx.Response, expect: dict[str, Any], again: Ask) -> None:
    """again: the reply to other modifiers of the same picture"""
    for key, wanted in expect.items():
        CHECKS[key](reply, wanted, again)


def status(reply: httpx.Response, wanted: Any, _: Ask) -> None:
    if isinstance(wanted, int):
        assert reply.status_code == wanted, reply.text[:300]
    else:
        assert reply.status_code != 200
        assert reply.status_code < 500, reply.text


def error(reply: httpx.Response, wanted: bool, _: Ask) -> None:
    assert 400 <= reply.status_code < 500, reply.text[:300]
    assert reply.headers["content-type"].startswith("text/plain")
    assert "Traceback" not in reply.text


def width(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert decoded(reply.content).width == wanted


def height(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert decoded(reply.content).height == wanted


def width_range(reply: httpx.Response, wanted: list[int], _: Ask) -> None:
    assert wanted[0] <= decoded(reply.content).width <= wanted[1]


def height_range(reply: httpx.Response, wanted: list[int], _: Ask) -> None:
    assert wanted[0] <= decoded(reply.content).height <= wanted[1]


def content_type(reply: httpx.Response, wanted: str, _: Ask) -> None:
    assert reply.headers["content-type"].partition(";")[0] == wanted


def bands(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert decoded(reply.content).bands == wanted


def compression(reply: httpx.Response, wanted: str, _: Ask) -> None:
    assert Image.open(io.BytesIO(reply.content)).info["compression"] == wanted


def pixels(reply: httpx.Response, wanted: list[dict[str, Any]], _: Ask) -> None:
    image = decoded(reply.content)
    for each in wanted:
        found = at(image, *each["at"])[:3]
        off = max(abs(a - b) for a, b in zip(found, each["rgb"], strict=True))
        assert off <= each.get("tolerance", 0), f"{each['at']}: {found}, want {each['rgb']}"


def pixels_alpha(reply: httpx.Response, wanted: list[dict[str, Any]], _: Ask) -> None:
    image = decoded(reply.content)
    assert image.bands == 4
    assert [at(image, *each["at"])[3] for each in wanted] == [each["alpha"] for each in wanted]


def pixels_gray(reply: httpx.Response, wanted: list[dict[str, Any]], _: Ask) -> None:
    image = decoded(reply.content)
    assert [at(image, *each["at"])[0] for each in wanted] == [each["v"] for each in wanted]


def gray_pixels(reply: httpx.Response, wanted: list[list[int]], _: Ask) -> None:
    image = decoded(reply.content)
    assert all(len(set(at(image, x, y)[:3])) == 1 for x, y in wanted)


def same_as(reply: httpx.Response, wanted: str, again: Ask) -> None:
    assert same(decoded(reply.content), decoded(again(wanted).content))


def max_bytes(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert len(reply.content) <= wanted


def max_colors(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert len(_colours(reply)) <= wanted


def palette_subset_of(reply: httpx.Response, wanted: list[str], _: Ask) -> None:
    assert {bytes(colour).hex() for colour in _colours(reply)} <= set(wanted)


def properties(reply: httpx.Response, wanted: dict[str, str], _: Ask) -> None:
    lines = [line.partition("=") for line in reply.text.splitlines() if "=" in line]
    found = {name.strip(): value.strip() for name, _, value in lines}
    assert {name: found.get(name) for name in wanted} == wanted


def xpath(reply: httpx.Response, wanted: dict[str, str], _: Ask) -> None:
    root = etree.fromstring(reply.content)
    assert {path: root.xpath(path) for path in wanted} == {path: [value] for path, value in wanted.items()}


def body(reply: httpx.Response, wanted: str, _: Ask) -> None:
    assert reply.text == wanted


def body_length(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert len(reply.content) == wanted


def body_starts_with(reply: httpx.Response, wanted: str, _: Ask) -> None:
    assert reply.text.startswith(wanted)


def body_contains(reply: httpx.Response, wanted: str, _: Ask) -> None:
    assert wanted in reply.text


def jsonp_second_argument(reply: httpx.Response, wanted: str, _: Ask) -> None:
    found = re.fullmatch(r"/\*jsonp\*/\w+\((\{.*\}),(\".*\")\);", reply.text)
    assert found
    assert json.loads(found[1])
    assert json.loads(found[2]) == wanted


def lines(reply: httpx.Response, wanted: list[str], _: Ask) -> None:
    assert reply.text.split("\r\n")[: len(wanted)] == wanted


def max_age_seconds(reply: httpx.Response, wanted: int, _: Ask) -> None:
    assert f"max-age={wanted}" in reply.headers["cache-control"]
    assert parsedate_to_datetime(reply.headers["expires"])


def expires_immediately(reply: httpx.Response, wanted: bool, _: Ask) -> None:
    assert "max-age=0" in reply.headers["cache-control"]


def client_cacheable(reply: httpx.Response, wanted: bool, _: Ask) -> None:
    assert ("no-store" not in reply.headers["cache-control"]) == wanted


def header_absent(reply: httpx.Response, wanted: str, _: Ask) -> None:
    assert wanted.lower() not in reply.headers


def area_coords(reply: httpx.Response, wanted: list[list[int]], _: Ask) -> None:
    found = re.findall(r'coords="([^"]*)"', reply.text)
    assert [[int(number) for number in each.split(",")] for each in found] == wanted


def detected_type(reply: httpx.Response, wanted: str, _: Ask) -> None:
    found = re.fullmatch(r"/\*jsonp\*/\w+\((\{.*\}),\".*\"\);", reply.text)
    assert found
    assert json.loads(found[1])["set"]["type"] == SET_TYPES[wanted]


def any_of(reply: httpx.Response, wanted: list[dict[str, Any]], again: Ask) -> None:
    failures = []
    for each in wanted:
        try:
            check(reply, each, again)
        except AssertionError as failure:
            failures.append(str(failure))
        else:
            return
    raise AssertionError("; ".join(failures))


def _colours(reply: httpx.Response) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(reply.content)).convert("RGB")
    return {colour for _, colour in image.getcolors(image.width * image.height)}


SET_TYPES = {
    "e-catalog": "ecat",
    "media set": "media_set",
    "image set": "img_set",
    "2D spin set": "spin",
    "unknown set": "unknown_set",
    "image": "img",
}

CHECKS = {
    "areaCoords": area_coords,
    "detectedType": detected_type,
    "status": status,
    "error": error,
    "width": width,
    "height": height,
    "widthRange": width_range,
    "heightRange": height_range,
    "contentType": content_type,
    "bands": bands,
    "compression": compression,
    "pixels": pixels,
    "pixelsAlpha": pixels_alpha,
    "pixelsGray": pixels_gray,
    "grayPixels": gray_pixels,
    "sameAs": same_as,
    "maxBytes": max_bytes,
    "maxColors": max_colors,
    "paletteSubsetOf": palette_subset_of,
    "properties": properties,
    "xpath": xpath,
    "body": body,
    "bodyLength": body_length,
    "bodyStartsWith": body_starts_with,
    "bodyContains": body_contains,
    "jsonpSecondArgument": jsonp_second_argument,
    "lines": lines,
    "maxAgeSeconds": max_age_seconds,
    "expiresImmediately": expires_immediately,
    "clientCacheable": client_cacheable,
    "headerAbsent": header_absent,
    "anyOf": any_of,
}
