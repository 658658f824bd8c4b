"""searchAssets: conditions on system fields, each field with each operator."""

from datetime import UTC, datetime

import pytest

from harness import Refused
from made_assets import make, names


def search(server, *conditions, **wanted):
    given = {"includeSubfolders": True, "systemFieldConditionArray": list(conditions)}
    return names(server.call("searchAssets", companyHandle=server.company, **given, **wanted))


def condition(field, op, **value):
    return {"field": field, "op": op, **value}


COLUMNS = {"FileName": "file_name", "CreateUser": "created_by", "LastModifyUser": "modified_by"}
DETAILS = {"Description": "description", "Comments": "comments", "UserData": "user_data", "Sku": "sku"}
TEXT_CASES = [
    ("Equals", "red_shoe", ["red_shoe"]),
    ("NotEquals", "red_shoe", ["100%", "Red shoe", "redXshoe"]),
    ("Contains", "d_s", ["red_shoe"]),
    ("Contains", "ed", ["Red shoe", "redXshoe", "red_shoe"]),
    ("Contains", "%", ["100%"]),
    ("NotContains", "_", ["100%", "Red shoe", "redXshoe"]),
    ("StartsWith", "red", ["redXshoe", "red_shoe"]),
    ("StartsWith", "", ["100%", "Red shoe", "redXshoe", "red_shoe"]),
    ("EndsWith", "shoe", ["Red shoe", "redXshoe", "red_shoe"]),
    ("EndsWith", "a much longer text than any", []),
    ("Equals", "", []),
]


@pytest.mark.documented
@pytest.mark.parametrize("field", ["Name", *COLUMNS, *DETAILS])
def test_texts_are_matched_by_every_operator(server, field):
    for text in ("red_shoe", "Red shoe", "redXshoe", "100%"):
        columns = {COLUMNS[field]: text} if field in COLUMNS else {}
        make(server, text, detail={DETAILS[field]: text} if field in DETAILS else {}, **columns)
    for op, value, expected in TEXT_CASES:
        assert search(server, condition(field, op, value=value)) == expected, (field, op, value)


def test_letters_beyond_ascii_are_matched(server):
    for name in ("日本 boot", "日本", "é", "\U0010ffff"):
        make(server, name)
    assert search(server, condition("Name", "StartsWith", value="日本")) == ["日本", "日本 boot"]
    assert search(server, condition("Name", "EndsWith", value="é")) == ["é"]
    assert search(server, condition("Name", "StartsWith", value="\U0010ffff")) == ["\U0010ffff"]


def test_an_asset_without_the_field_matches_only_what_is_negated(server):
    make(server, "film", type="Video")
    make(server, "boot", detail={"sku": "S1"})
    assert search(server, condition("Sku", "Equals", value="S1")) == ["boot"]
    assert search(server, condition("Sku", "NotEquals", value="S1")) == ["film"]
    assert search(server, condition("Sku", "NotContains", value="S1")) == ["film"]


@pytest.mark.documented
@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("Equals", {"longVal": 20}, ["20"]),
        ("NotEquals", {"longVal": 20}, ["10", "30"]),
        ("LessThan", {"longVal": 20}, ["10"]),
        ("LessThanEquals", {"longVal": 20}, ["10", "20"]),
        ("GreaterThan", {"longVal": 20}, ["30"]),
        ("GreaterThanEquals", {"longVal": 20}, ["20", "30"]),
        ("Between", {"minLong": 10, "maxLong": 20}, ["10", "20"]),
        ("NotBetween", {"minLong": 10, "maxLong": 20}, ["30"]),
        ("GreaterThan", {"longVal": 2**63 - 1}, []),
        ("LessThan", {"longVal": -(2**63)}, []),
        ("Equals", {"value": " 20 "}, ["20"]),
        ("LessThan", {"value": "20"}, ["10"]),
    ],
)
def test_sizes_are_compared_by_every_operator(server, op, value, expected):
    for size in (10, 20, 30):
        make(server, str(size), file_size_bytes=size)
    assert search(server, condition("FileSize", op, **value)) == expected


@pytest.mark.documented
@pytest.mark.parametrize(("field", "column"), [("Created", "created_ms"), ("LastModified", "modified_ms")])
def test_moments_are_compared_by_every_operator(server, field, column):
    days = {day: datetime(2007, 8, day, tzinfo=UTC) for day in (1, 2, 3)}
    for day, moment in days.items():
        make(server, str(day), **{column: int(moment.timestamp() * 1000)})
    at = {"dateVal": days[2]}
    cases = {
        "Equals": (at, ["2"]),
        "NotEquals": (at, ["1", "3"]),
        "LessThan": (at, ["1"]),
        "LessThanEquals": (at, ["1", "2"]),
        "GreaterThan": (at, ["3"]),
        "GreaterThanEquals": (at, ["2", "3"]),
        "Between": ({"minDate": days[1], "maxDate": days[2]}, ["1", "2"]),
        "NotBetween": ({"minDate": days[1], "maxDate": days[2]}, ["3"]),
    }
    for op, (value, expected) in cases.items():
        assert search(server, condition(field, op, **value)) == expected, op
    assert search(server, condition(field, "LessThan", value="2007-08-02T00:00:00")) == ["1"]
    assert search(server, condition(field, "Equals", value="2007-08-02T02:00:00+02:00")) == ["2"]


@pytest.mark.documented
def test_the_sample_of_the_reference_is_understood(server):
    make(server, "summer", modified_ms=int(datetime(2007, 10, 1, tzinfo=UTC).timestamp() * 1000))
    make(server, "now")
    naive = {"minDate": "2007-08-01T00:00:00", "maxDate": "2007-12-01T00:00:00"}
    assert search(server, condition("LastModified", "Between", **naive)) == ["summer"]


@pytest.mark.documented
def test_conditions_hold_all_or_any(server):
    for name, size in (("boot", 10), ("shoe", 10), ("bag", 20)):
        make(server, name, file_size_bytes=size)
    both = condition("Name", "StartsWith", value="b"), condition("FileSize", "Equals", longVal=10)
    assert search(server, *both) == ["boot"]
    assert search(server, *both, systemFieldMatchMode="MatchAll") == ["boot"]
    assert search(server, *both, systemFieldMatchMode="MatchAny") == ["bag", "boot", "shoe"]
    assert search(server, *both, systemFieldMatchMode="MatchAny", conditionMatchMode="MatchAny") == [
        "bag",
        "boot",
        "shoe",
    ]


def test_any_condition_stays_within_the_other_wishes(server):
    make(server, "boot", "/a")
    make(server, "bag", "/b")
    make(server, "belt", "/a", type="Zip")
    some = condition("Name", "StartsWith", value="b"), condition("Name", "Equals", value="x")
    wanted = {"folder": "/a", "assetTypeArray": ["Image"], "systemFieldMatchMode": "MatchAny"}
    assert search(server, *some, **wanted) == ["boot"]


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        (condition("Colour", "Equals", value="x"), "field"),
        (condition("Name", "Like", value="x"), "op"),
        (condition("Name", "LessThan", value="x"), "op"),
        (condition("Name", "Between", value="x"), "op"),
        (condition("FileSize", "Contains", value="1"), "op"),
        (condition("Created", "StartsWith", value="2007"), "op"),
        (condition("Name", "Equals", longVal=1), ""),
        (condition("Name", "Equals", value="x", longVal=1), ""),
        (condition("FileSize", "Equals", doubleVal=1.0), ""),
        (condition("FileSize", "Equals", boolVal=True), ""),
        (condition("FileSize", "Equals", dateVal=datetime(2007, 8, 1, tzinfo=UTC)), ""),
        (condition("FileSize", "Equals", longVal=1, value="1"), ""),
        (condition("FileSize", "Between", minLong=1, maxLong=2, longVal=1), ""),
        (condition("FileSize", "Between", minLong=2, maxLong=1), "minLong"),
        (condition("FileSize", "Between", minDouble=1.0, maxDouble=2.0), ""),
        (condition("FileSize", "Equals", value="much"), "value"),
        (condition("FileSize", "Equals", value=str(2**64)), "value"),
        (condition("Created", "Equals", longVal=1), ""),
        (condition("Created", "Equals", value="yesterday"), "value"),
    ],
)
def test_a_condition_that_cannot_be_faults_naming_it(server, bad, place):
    good = condition("Name", "Equals", value="x")
    with pytest.raises(Refused) as e:
        search(server, good, bad)
    assert e.value.code == 30001
    assert e.value.reason.startswith("systemFieldConditionArray/items[2]" + (f"/{place}:" if place else ":"))


@pytest.mark.parametrize(
    ("bare", "missing"),
    [
        (condition("Name", "Equals"), "value"),
        (condition("FileSize", "Equals"), "longVal"),
        (condition("Created", "LessThan"), "dateVal"),
        (condition("FileSize", "Between", minLong=1), "maxLong"),
        (condition("Created", "Between", maxDate=datetime(2007, 8, 1, tzinfo=UTC)), "minDate"),
    ],
)
def test_a_condition_without_its_value_faults(server, bare, missing):
    with pytest.raises(Refused) as e:
        search(server, bare)
    assert e.value.code == 30002
    assert f"systemFieldConditionArray/items[1]/{missing}" in e.value.reason


def test_too_many_conditions_fault(server):
    some = [condition("Name", "Equals", value="x")] * 100
    assert search(server, *some, systemFieldMatchMode="MatchAny") == []
    with pytest.raises(Refused, match=r"30001.*systemFieldConditionArray.*100"):
        search(server, *some, some[0])
