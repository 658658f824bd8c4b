"""Reading picture URLs: syntax, hostile input, and what becomes of every command the protocol knows."""

import string
from pathlib import Path
from urllib.parse import quote

import pytest
from gallery import Gallery, photo, serving
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from picture_cases import cases

from safelight import serving as room
from safelight.domain.faults import Fault, InvalidParameter, NotBuilt
from safelight.domain.records import Record
from safelight.domain.registry import load
from safelight.serving import colours, planned, url
from safelight.serving.commands import WORDS
from safelight.serving.macros import Scope
from safelight.serving.merging import gather
from safelight.serving.plan import plan, wishes
from safelight.serving.url import Address, Modifier, Request, read_modifiers, read_path

load(room)
PROTOCOL = (Path(__file__).parent / "command_names.txt").read_text().split()
RECORD = Record("img", 1, "0" * 64, 800, 600, False, "RGB", 72.0, 400, 300, "", "", "", 0)


@pytest.mark.documented
def test_names_have_no_case_and_values_keep_theirs():
    assert read_modifiers("WID=2&Handler=aB") == (Modifier("wid", "2"), Modifier("handler", "aB"))


@pytest.mark.documented
def test_comments_and_empty_pieces_are_dropped():
    assert read_modifiers("&.ts=1&wid=2&&.any note&hei=3&") == (Modifier("wid", "2"), Modifier("hei", "3"))


@pytest.mark.documented
def test_values_are_decoded_once_after_splitting():
    assert read_modifiers("$text=rate%26weight%3D85%25%2027%23+x") == (Modifier("$text", "rate&weight=85% 27# x"),)
    assert read_modifiers("a=%2541") == (Modifier("a", "%41"),)
    assert read_modifiers("a=b=c") == (Modifier("a", "b=c"),)


@pytest.mark.documented
def test_a_nested_request_is_one_value():
    assert read_modifiers("src=is{a/b?wid=5&hei=6}&wid=7") == (
        Modifier("src", "is{a/b?wid=5&hei=6}"),
        Modifier("wid", "7"),
    )
    assert read_modifiers("a=(&wid=7") == (Modifier("a", "("), Modifier("wid", "7"))


@pytest.mark.documented
def test_each_element_of_a_path_is_decoded_by_itself():
    assert read_path("Company/Picture%20One".replace("%20", "_")) == Address("Company", "Picture_One")
    assert read_path("/C/a/b+c") == Address("C", "a/b+c")
    assert read_path("C/%C3%A9") == Address("C", "é")
    assert read_path("") == Address("", "")


@pytest.mark.documented
@pytest.mark.parametrize(
    "path", ["C/../x", "C/%2e%2e/x", "C/a,b", "C/a%2Cb", "C/a%3Fb", "C/a%20b", "C/%zz", "C/%ff", "C//x", "C/%00", "C/."]
)
def test_a_path_that_is_not_permitted_is_refused(path):
    with pytest.raises(InvalidParameter):
        read_path(path)


@pytest.mark.documented
def test_variables_are_replaced_once_and_only_where_known():
    scope = Scope({}, {"object": "C/img"})
    asked = read_modifiers("$var2=apple&$var1=my$var2$tree&text=$var1$&a=$VAR2$$none$&b=$object$")
    assert scope.expand(asked) == [
        Modifier("text", "my$var2$tree"),
        Modifier("a", "apple$none$"),
        Modifier("b", "C/img"),
    ]


def test_macros_that_call_each_other_without_end_are_refused():
    bombs = {"a": "$b$&$b$", "b": "$a$"}, {"a": "&".join(["$b$"] * 50), "b": "&".join(["wid=1"] * 50)}
    for presets in bombs:
        with pytest.raises(InvalidParameter):
            Scope(presets, {}).expand(read_modifiers("$a$"))
    with pytest.raises(InvalidParameter):
        Scope({}, {}).expand(read_modifiers("$x=" + "y" * 4000 + "&a=" + "$x$" * 1000))


@pytest.mark.documented
@pytest.mark.parametrize("case", [case for case in cases() if "parsed" in case.expect], ids=lambda case: case.id)
def test_colours_are_read_as_the_reference_says(case):
    wanted = case.expect["parsed"]
    colour = colours.parse("color", case.facts["request"].removeprefix("color="))
    assert colour.kind + (" source" if colour.source else "") == wanted["type"]
    assert list(colour.values) == [int(str(value).rstrip("%")) for value in wanted["value"]]
    assert colour.alpha == int(str(wanted["alpha"]).rstrip("%"))


@pytest.mark.documented
@pytest.mark.parametrize(
    ("text", "rgb"),
    [
        ("0x010203S", (1, 2, 3)),
        ("50g", (128, 128, 128)),
        ("0xddeegs", (222, 222, 222)),
        ("0,100,100,0k", (255, 0, 0)),
        ("38393A3bK", (46, 45, 44)),
    ],
)
def test_colours_of_every_kind_become_rgb(text, rgb):
    assert colours.parse("bgc", text).rgb == rgb


@pytest.mark.parametrize(
    "text",
    ["", "1,2", "1,2,3,4,5", "red", "0x1", "12345", "0x123456789", "-1,2,3", "1.5,2,3", "s", "k", "ffffffg", "1,2,3k"],
)
def test_what_is_no_colour_is_refused(text):
    if text == "1,2":
        assert colours.parse("bgc", text).kind == "gray"
        return
    with pytest.raises(InvalidParameter):
        colours.parse("bgc", text)


def test_every_command_of_the_protocol_is_built_or_refused_or_without_effect():
    known = {*WORDS, *planned.NEUTRAL, *planned.WITHOUT_EFFECT, "layer"}
    assert [name for name in PROTOCOL if name.lower() not in known] == []
    assert not set(WORDS) & {*planned.NEUTRAL, *planned.WITHOUT_EFFECT}


@pytest.mark.parametrize("name", sorted(planned.NEUTRAL))
def test_a_command_that_is_not_built_is_refused_unless_it_is_neutral(name):
    with pytest.raises(NotBuilt) as refusal:
        gather(asked(f"{name}=17,abc"), {})
    assert name in str(refusal.value)
    for value in planned.NEUTRAL[name]:
        assert gather(asked(f"{name}={value}"), {}) == []


def test_names_that_nobody_knows_are_ignored():
    assert gather(asked("chrss=full&imwidth=3&59d2&w=1&_tparam_layer_1_src=x"), {}) == []


def test_the_file_of_a_command_is_named_as_it_is():
    for command in room.REGISTRY.values():
        file = type(command).__module__.rpartition(".")[2]
        assert file.replace("_", "") == command.name.lower().replace("_", "")


@pytest.mark.documented
@pytest.mark.parametrize(
    "query",
    [
        "layer=1&wid=2",
        "layer=x",
        "layer=0,a&layer=comp,a",
        "effect=1",
        "sizeN=1,1",
        "layer=0&sizeN=0.5,0.5",
        "req=xmp",
        "fmt=pdf",
        "src=is{a/b}",
    ],
)
def test_layers_beyond_the_first_and_requests_not_built_are_refused(query):
    with pytest.raises(Fault):
        gather(asked(query), {})


def test_layer_0_may_have_a_name():
    given_ = gather(asked("layer=0,bg&rotate=5&layer=bg&rotate=7&layer=comp&wid=9"), {})
    assert {one.command.name: one.value for one in given_} == {"rotate": 7.0, "wid": 9}


HOSTILE = [
    *(
        "wid=NaN",
        "wid=inf",
        "wid=-5",
        "wid=0",
        "wid=1e9",
        "wid=99999999999999999999",
        "wid=100000&fit=fit,1",
        "hei=²",
        "wid=٣",
        "wid=",
    ),
    *("scl=0", "scl=-1", "scl=NaN", "scl=1e-300", "scl=0.0000000000000001", "scl=99999999999999999999"),
    *(
        "rgn=0,0,0,0",
        "rgn=1,2,3",
        "rgn=0,0,-1,5",
        "rgn=0,0,99999999999,5",
        "rect=0,0,9999999,9999999",
        "rect=0,0,1,1,0",
        "rect=a,b,c,d",
    ),
    *(
        "crop=0,0,0,0",
        "crop=1,1,1",
        "cropN=0,0,0,0",
        "cropN=NaN,0,1,1",
        "cropN=0,0,1e9,1",
        "crop=0,0,2147483647,2147483647&scl=1",
    ),
    *(
        "rotate=NaN",
        "rotate=1e999",
        "flip=up",
        "extend=1,2,3",
        "extend=99999999,0,0,0",
        "extend=1000000,1000000,0,0&scl=1",
        "scale=99999&scl=1",
    ),
    *(
        "fmt=exe",
        "fmt=",
        "qlt=high",
        "resMode=nearest",
        "bgc=red",
        "op_usm=a",
        "op_usm=1,2,3,4,5",
        "op_usm=NaN,1",
        "req=everything",
    ),
    *(
        "a=%zz",
        "wid=%f",
        "a=%ff%fe",
        "%=1",
        "dpr=on,-1",
        "dpr=on,NaN",
        "dpr=maybe",
        "printRes=0",
        "jpegSize=-1",
        "quantize=adaptive,off,1",
    ),
    *(
        "align=1",
        "align=x,y",
        "fit=big",
        "fit=fit,2&wid=3",
        "fit=crop",
        "iccEmbed=2",
        "cache=maybe",
        "$none$",
        "x=" + "y" * 10_000,
        "handler=<script>",
    ),
]


@pytest.fixture
def shown(gallery: Gallery) -> Gallery:
    gallery.add("img", photo(120, 80))
    gallery.publish(serving())
    return gallery


def test_hostile_requests_are_refused_in_plain_words(shown: Gallery):
    for query in HOSTILE:
        response = shown.get(query)
        assert 400 <= response.status_code < 500, (query[:60], response.status_code, response.text[:100])
        assert response.headers["content-type"].startswith("text/plain")
        assert len(response.text) < 400


@pytest.mark.parametrize(
    "path",
    [
        "/is/image/..%2f..%2fetc/passwd",
        "/is/image/%2e%2e/%2e%2e/etc/passwd",
        "/is/image/a/..;/b",
        "/is/image/%00",
        "/is/image/a%0d%0ab/c",
        "/is/image/\u2028/x",
        "/is/image/%ff/x",
    ],
)
def test_hostile_paths_are_refused_in_plain_words(shown: Gallery, path):
    assert 400 <= shown.at(path).status_code < 500


EDGES = [
    *("rotate=45&extend=-61,-129,777,137&scl=1", "rotate=359.999&extend=-500,68,600,362&scl=1"),
    *(
        "wid=1&hei=4000&fit=stretch",
        "rect=-2147483647,-2147483647,9,9",
        "rect=2147483647,0,9,9",
        "rgn=-2147483647,5,9,9&wid=5",
    ),
    *(
        "rgn=0,0,2147483647,2147483647&wid=9&hei=9",
        "crop=2000000,0,9,9&scl=1",
        "extend=-1000,-1000,-1000,-1000&scl=1",
        "rotate=0.0000001&scl=1",
    ),
    *(
        "op_usm=5,250,0,1&wid=50",
        "op_usmR=5,250&wid=50",
        "rect=0,0,9,9,0.0000001",
        "rect=0,0,9,9,9",
        "scale=0.0000001&scl=1",
        "cropN=-1000,-1000,2000,2000&wid=9",
    ),
    *(
        "rgn=5,5,1,1&wid=4000&fit=fit,1&rect=10,10,50,50",
        "rotate=45&rgn=0,0,1,1&wid=500&fit=fit,1",
        "wid=65000&hei=1&fit=stretch,1&fmt=png",
        "dpr=on,100000&wid=3",
    ),
]


@pytest.mark.parametrize("query", EDGES)
def test_odd_but_lawful_requests_are_answered(shown: Gallery, query):
    response = shown.get(query)
    assert response.status_code in {200, 403}, response.text
    assert response.status_code == 200 or "want" in response.text


def asked(query: str) -> Request:
    return Request(Address("C", "img"), read_modifiers(query))


NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(str), st.floats().map(repr), st.sampled_from(["", "0", "1", "-1", "0.5", "1e5"])
)
VALUES = st.one_of(
    st.lists(NUMBERS, min_size=1, max_size=6).map(",".join),
    st.text(max_size=20),
    st.sampled_from(["fit,1", "crop", "png-alpha", "tif,cmyk,lzw", "lr", "on,2", "ff00ff"]),
)
NAMES = st.one_of(st.sampled_from([*WORDS, *planned.NEUTRAL, "layer"]), st.text(string.printable, max_size=8))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_as_a_query(text):
    try:
        modifiers = url.read("C/img", text).modifiers
        Scope({}, {}).expand(modifiers)
    except Fault:
        return
    assert all(each.name == each.name.lower() for each in modifiers)


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused_as_a_path(text):
    try:
        address = read_path(text)
    except Fault:
        return
    assert ".." not in address.name.split("/")
    assert "," not in address.root + address.name


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=8), st.sampled_from(["img", "tmb", "mask"]))
def test_any_commands_are_planned_or_refused(pairs, kind):
    modifiers = tuple(Modifier(name.lower(), value) for name, value in pairs)
    try:
        given_ = gather(Request(Address("C", "img"), modifiers), {})
        wishes(given_)
        made = plan(given_, kind, RECORD, serving(max_pix=(4000, 4000)), 16_000_000)
    except Fault:
        return
    assert 1 <= made.picture.size.area <= 16_000_000
    assert len(made.key) == 64


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from([*WORDS]), VALUES), max_size=5))
def test_any_commands_are_answered_or_refused_over_http(shown: Gallery, pairs):
    query = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    response = shown.get(query + "&cache=off")
    assert response.status_code in {200, 403}, (query, response.text[:200])
