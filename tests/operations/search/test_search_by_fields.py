"""searchAssets: conditions on metadata fields and tags, each type with each operator, and how groups combine."""

from datetime import UTC, datetime

import pytest

from harness import Refused
from looks.steps import ask, found
from made_assets import make
from made_metadata import field, put


def condition(handle, op, **value):
    return {"fieldHandle": handle, "op": op, **value}


def meta(server, *conditions, **wanted):
    return found(server, metadataConditionArray=list(conditions), **wanted)


def tags(server, *conditions, **wanted):
    return found(server, tagConditionArray=list(conditions), **wanted)


def shelf(server, handle, values, version=None):
    """An asset a value, named by its key."""
    for name, given in values.items():
        asset = make(server, name)
        if given is not None:
            put(server, asset, handle, **given)


TEXTS = [
    ("Equals", "red_shoe", ["a"]),
    ("NotEquals", "red_shoe", ["b", "c", "none"]),
    ("Contains", "d_s", ["a"]),
    ("NotContains", "_", ["b", "c", "none"]),
    ("StartsWith", "red", ["a", "c"]),
    ("EndsWith", "shoe", ["a", "b", "c"]),
    ("Equals", "", []),
]


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["String", "Untyped", "MultiTag", "SingleTag"])
def test_texts_and_tags_are_matched_by_every_operator(server, type_):
    handle = field(server, "f", type_)
    shelf(
        server,
        handle,
        {"a": {"value": "red_shoe"}, "b": {"value": "Red shoe"}, "c": {"value": "redXshoe"}, "none": None},
    )
    for op, value, expected in TEXTS:
        assert meta(server, condition(handle, op, value=value)) == expected, op


@pytest.mark.documented
@pytest.mark.parametrize(
    ("type_", "values", "word"),
    [
        ("Int", [10, 20, 2**62 + 1], "Long"),
        ("Float", [-1.5, 0.1, 1e300], "Double"),
        ("Date", [datetime(2007, 8, day, tzinfo=UTC) for day in (1, 2, 3)], "Date"),
    ],
)
def test_ordered_values_are_compared_by_every_operator(server, type_, values, word):
    handle, name = field(server, "f", type_), f"{word.lower()}Val"
    shelf(server, handle, {str(at): {name: value} for at, value in enumerate(values)} | {"none": None})
    middle, pair = {name: values[1]}, {f"min{word}": values[0], f"max{word}": values[1]}
    cases = {
        "Equals": (middle, ["1"]),
        "NotEquals": (middle, ["0", "2", "none"]),
        "LessThan": (middle, ["0"]),
        "LessThanEquals": (middle, ["0", "1"]),
        "GreaterThan": (middle, ["2"]),
        "GreaterThanEquals": (middle, ["1", "2"]),
        "Between": (pair, ["0", "1"]),
        "NotBetween": (pair, ["2", "none"]),
    }
    for op, (value, expected) in cases.items():
        assert meta(server, condition(handle, op, **value)) == expected, op
    text = values[1].isoformat() if word == "Date" else f" {values[1]}"
    assert meta(server, condition(handle, "Equals", value=text)) == ["1"]
    assert meta(server, condition(handle, "GreaterThan", value=text)) == ["2"]


def test_a_text_operator_goes_with_a_value_on_any_type(server):
    handle = field(server, "f", "Int")
    shelf(server, handle, {"a": {"longVal": 120}, "b": {"value": "unknown"}, "c": {"longVal": 1200}})
    assert meta(server, condition(handle, "StartsWith", value="12")) == ["a", "c"]
    assert meta(server, condition(handle, "Equals", value="unknown")) == ["b"]
    assert meta(server, condition(handle, "Equals", value="+120")) == ["a"]
    assert meta(server, condition(handle, "LessThan", longVal=10**6)) == ["a", "c"]


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["Boolean", "BooleanTag"])
def test_truths_are_compared(server, type_):
    handle = field(server, "f", type_)
    shelf(server, handle, {"no": {"boolVal": False}, "none": None, "yes": {"boolVal": True}})
    assert meta(server, condition(handle, "Equals", boolVal=True)) == ["yes"]
    assert meta(server, condition(handle, "NotEquals", boolVal=True)) == ["no", "none"]
    assert meta(server, condition(handle, "Equals", value="True")) == ["yes"]


def test_long_texts_are_matched_to_their_end(server):
    handle, stem = field(server), "x" * 250
    shelf(server, handle, {"a": {"value": stem + "a"}, "b": {"value": stem + "b"}, "c": {"value": "x" * 200}})
    assert meta(server, condition(handle, "Equals", value=stem + "a")) == ["a"]
    assert meta(server, condition(handle, "Equals", value="x" * 200)) == ["c"]
    assert meta(server, condition(handle, "StartsWith", value=stem + "b")) == ["b"]
    assert meta(server, condition(handle, "StartsWith", value="x" * 150)) == ["a", "b", "c"]


def test_several_values_are_one_condition(server):
    handle = field(server)
    shelf(server, handle, {name: {"value": name} for name in "abc"} | {"none": None})
    assert meta(server, condition(handle, "Equals", values=["a", "c"])) == ["a", "c"]
    assert meta(server, condition(handle, "NotEquals", values=["a", "c"])) == ["b", "none"]
    assert meta(server, condition(handle, "Contains", values=[])) == []


def test_a_default_finds_those_without_a_value_of_the_type_of_the_field(server):
    handle, pages = field(server, defaultValue="Nobody"), field(server, "Pages", "Int", "Asset", defaultValue="7")
    make(server, "film", type="Video")
    shelf(server, handle, {"a": {"value": "Ada"}, "b": None})
    assert meta(server, condition(handle, "StartsWith", value="No")) == ["b"]
    assert meta(server, condition(handle, "NotEquals", value="Nobody")) == ["a", "film"]
    assert meta(server, condition(handle, "Equals", value="Ada")) == ["a"]
    assert meta(server, condition(pages, "Between", minLong=1, maxLong=7)) == ["a", "b", "film"]
    assert meta(server, condition(pages, "GreaterThan", longVal=7)) == []


@pytest.mark.documented
def test_tags_match_one_any_or_all(server):
    handle = field(server, "Season", "MultiTag")
    shelf(
        server, handle, {"a": {"setTagValueArray": ["x", "y"]}, "b": {"value": "y"}, "c": {"value": "z"}, "none": None}
    )
    assert tags(server, condition(handle, "Matches", value="y")) == ["a", "b"]
    assert tags(server, condition(handle, "MatchesAny", valueArray=["x", "z", "unknown"])) == ["a", "c"]
    assert tags(server, condition(handle, "MatchesAll", valueArray=["y", "x", "y"])) == ["a"]
    assert tags(server, condition(handle, "MatchesAll", valueArray=["x", "unknown"])) == []
    assert tags(server, condition(handle, "Matches", value="unknown")) == []


@pytest.mark.documented
def test_a_single_tag_does_not_match_all(server):
    handle = field(server, "Season", "SingleTag")
    assert tags(server, condition(handle, "MatchesAny", valueArray=["x"])) == []
    with pytest.raises(Refused, match=r"30001.*tagConditionArray/items\[1\]/op"):
        tags(server, condition(handle, "MatchesAll", valueArray=["x"]))


@pytest.mark.documented
def test_each_mode_decides_within_its_group_and_one_between_them(server):
    author, season = field(server), field(server, "Season", "MultiTag")
    pages = field(server, "Pages", "Int")
    a, b, c = (make(server, name) for name in "abc")
    put(server, a, author, value="Ada")
    put(server, a, season, value="Fall")
    put(server, b, author, value="Ada")
    put(server, b, pages, longVal=3)
    put(server, c, season, value="Fall")
    put(server, c, season, addTagValueArray=["Spring"])
    metadata = [condition(author, "Equals", value="Ada"), condition(pages, "Equals", longVal=3)]
    tagged = [condition(season, "Matches", value=value) for value in ("Fall", "Spring")]
    system = [{"field": "Name", "op": "Equals", "value": "a"}]
    assert meta(server, *metadata) == ["b"]
    assert meta(server, *metadata, metadataMatchMode="MatchAny") == ["a", "b"]
    assert tags(server, *tagged) == ["c"]
    assert tags(server, *tagged, tagMatchMode="MatchAny") == ["a", "c"]
    some = {"metadataMatchMode": "MatchAny", "tagMatchMode": "MatchAny", "tagConditionArray": tagged}
    assert meta(server, *metadata, **some) == ["a"]
    assert meta(server, *metadata, **some, conditionMatchMode="MatchAny") == ["a", "b", "c"]
    assert meta(server, *metadata, systemFieldConditionArray=system) == []
    assert meta(server, *metadata, systemFieldConditionArray=system, conditionMatchMode="MatchAny") == ["a", "b"]


def test_conditions_stay_within_the_other_wishes(server):
    handle = field(server, asset_type="Asset")
    for name, where, more in (("a", "/x", {}), ("b", "/y", {}), ("c", "/x", {"type": "Zip"})):
        put(server, make(server, name, where, **more), handle, value="v")
    is_v = condition(handle, "Equals", value="v")
    assert meta(server, is_v, folder="/x", assetTypeArray=["Image"]) == ["a"]
    assert meta(server, is_v, folder="/x", includeSubfolders=False, sortDirection="Descending") == ["c", "a"]
    reply = ask(
        server, "searchAssets", includeSubfolders=True, metadataConditionArray=[is_v], recordsPerPage=1, resultsPage=2
    )
    assert ([asset.name for asset in reply.assetArray], reply.totalRows) == (["b"], 3)


@pytest.mark.parametrize(
    ("type_", "bad", "place"),
    [
        ("String", {"op": "Like", "value": "x"}, "op"),
        ("String", {"op": "LessThan", "value": "x"}, "op"),
        ("String", {"op": "Equals", "longVal": 1}, ""),
        ("String", {"op": "Equals", "boolVal": True}, "boolVal"),
        ("String", {"op": "LessThan", "values": ["x"]}, "op"),
        ("String", {"op": "Equals", "values": ["x"], "value": "y"}, ""),
        ("Int", {"op": "Contains", "longVal": 1}, "op"),
        ("Int", {"op": "LessThan", "value": "x"}, "value"),
        ("Int", {"op": "Equals", "doubleVal": 1.0}, ""),
        ("Int", {"op": "Between", "minLong": 2, "maxLong": 1}, "minLong"),
        ("Float", {"op": "Between", "minDouble": 2.0, "maxDouble": 1.0}, "minDouble"),
        ("Float", {"op": "GreaterThan", "value": "nan"}, "value"),
        ("Boolean", {"op": "LessThan", "boolVal": True}, "op"),
        ("Boolean", {"op": "Equals", "longVal": 1}, ""),
        ("Date", {"op": "Equals", "longVal": 1}, ""),
    ],
)
def test_a_condition_on_a_field_that_cannot_be_faults_naming_it(server, type_, bad, place):
    handle = field(server, "f", type_)
    with pytest.raises(Refused) as e:
        meta(server, {"fieldHandle": handle, **bad})
    assert e.value.code == 30001
    assert e.value.reason.startswith("metadataConditionArray/items[1]" + (f"/{place}:" if place else ":"))


@pytest.mark.parametrize(
    ("type_", "bare", "missing"),
    [
        ("String", {"op": "Equals"}, "value"),
        ("Int", {"op": "Between", "minLong": 1}, "maxLong"),
        ("Boolean", {"op": "Equals"}, "boolVal"),
    ],
)
def test_a_condition_on_a_field_without_its_value_faults(server, type_, bare, missing):
    with pytest.raises(Refused) as e:
        meta(server, {"fieldHandle": field(server, "f", type_), **bare})
    assert (e.value.code, f"metadataConditionArray/items[1]/{missing}" in e.value.reason) == (30002, True)


@pytest.mark.parametrize(
    ("bad", "code", "place"),
    [
        ({"op": "Matches"}, 30002, "value"),
        ({"op": "Matches", "valueArray": ["x"]}, 30001, ""),
        ({"op": "MatchesAny", "value": "x"}, 30001, ""),
        ({"op": "Matches", "value": "x", "valueArray": ["x"]}, 30001, ""),
        ({"op": "Equals", "value": "x"}, 30001, "op"),
        ({"op": "MatchesAny", "valueArray": ["x"] * 1001}, 30001, "valueArray"),
    ],
)
def test_a_tag_condition_that_cannot_be_faults_naming_it(server, bad, code, place):
    handle = field(server, "f", "MultiTag")
    with pytest.raises(Refused) as e:
        tags(server, {"fieldHandle": handle, **bad})
    assert (e.value.code, e.value.reason.startswith(f"tagConditionArray/items[1]{'/' * bool(place)}{place}:")) == (
        code,
        True,
    )


@pytest.mark.parametrize(("search", "op"), [(meta, "Equals"), (tags, "Matches")])
def test_a_field_that_cannot_be_searched_faults(server, search, op):
    far = field(server.other_company(), "f", "MultiTag")
    cases = [(far, 20006), (f"m|{server.company[2:]}|IMAGE|f", 30001), ("f", 30001)]
    for handle, code in cases:
        with pytest.raises(Refused) as e:
            search(server, condition(handle, op, value="x"))
        assert (e.value.code, "ConditionArray/items[1]/fieldHandle" in e.value.reason) == (code, True)


def test_a_field_that_is_no_tag_field_takes_no_tag_condition(server):
    with pytest.raises(Refused, match=r"30001.*tagConditionArray/items\[1\]/fieldHandle.*String"):
        tags(server, condition(field(server), "Matches", value="x"))


@pytest.mark.parametrize(("search", "op"), [(meta, "Equals"), (tags, "Matches")])
def test_a_hundred_conditions_are_the_most(server, search, op):
    some = [condition(field(server, "f", "MultiTag"), op, value="x")] * 100
    assert search(server, *some) == []
    with pytest.raises(Refused, match=r"30001.*ConditionArray.*100"):
        search(server, *some, some[0])
