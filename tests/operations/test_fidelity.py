"""The fidelity table keeps its word: it tells of what is built, and what it says is refused is."""

from datetime import UTC, datetime

import pytest

from harness import Refused
from safelight import operations
from safelight.bootstrap import load_plugins
from safelight.contract import constants, model
from safelight.operations import fidelity

SAMPLES = {
    "xsd:string": "x",
    "xsd:int": 1,
    "xsd:long": 1,
    "xsd:double": 1.0,
    "xsd:boolean": True,
    "xsd:dateTime": datetime(2030, 1, 1, tzinfo=UTC),
}
REFUSED = [(operation, name) for operation, known in sorted(fidelity.table().items()) for name in known.refuses]


def test_the_table_tells_of_exactly_what_is_built():
    load_plugins()
    assert sorted(fidelity.table()) == sorted(operations.REGISTRY)


def test_what_is_planned_is_listed_in_order_and_not_told_of():
    lines = fidelity.FAMILIES.joinpath("planned.txt").read_text(encoding="utf-8").splitlines()
    planned = [line for line in lines if not line.startswith("#")]
    assert planned == sorted(set(planned))
    assert not fidelity.table().keys() & set(planned)


def test_a_basis_is_one_of_three_and_documented_means_that_there_is_a_page():
    for name, known in fidelity.table().items():
        assert known.basis in {"documented", "recorded", "assumed"}, name
        assert known.basis != "documented" or model.OPERATIONS[name].documented, name


def test_differences_are_sentences():
    told = [text for known in fidelity.table().values() for text in known.differences]
    assert [text for text in told if not text.endswith(".") or text != text.strip()] == []


def test_what_is_assumed_says_what_was_chosen():
    assert [
        name for name, known in fidelity.table().items() if known.basis == "assumed" and not known.differences
    ] == []


@pytest.mark.parametrize(("operation", "name"), REFUSED)
def test_what_the_table_refuses_faults_and_is_named(server, operation, name):
    param = model.OPERATIONS[operation].param
    (wanted,) = [field for field in param.fields_in(model.NEWEST) if field.name == name]
    values = smallest(param, {"companyHandle": server.company}) | {name: value(param, wanted, filled=True)}
    with pytest.raises(Refused) as refused:
        server.call(operation, **values)
    assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30000)
    assert f"{operation} {name} is not built" in refused.value.reason


@pytest.mark.parametrize(("operation", "name"), [row for row in REFUSED if not row[1].endswith("Job")])
def test_what_the_table_refuses_passes_when_it_says_nothing(server, operation, name):
    param = model.OPERATIONS[operation].param
    (wanted,) = [field for field in param.fields_in(model.NEWEST) if field.name == name]
    values = smallest(param, {"companyHandle": server.company, "depth": 1})
    server.call(operation, **values, **{name: [] if wanted.array else ""})


def smallest(sequence, known):
    """What the newest version cannot do without, by wire names."""
    fields = [field for field in sequence.fields_in(model.NEWEST) if field.required]
    return {field.name: known[field.name] if field.name in known else value(sequence, field) for field in fields}


def value(sequence, field, *, filled=False):
    """A value that says something where `filled`, else the smallest the contract takes."""
    if field.array:
        return [_one(sequence, field)] * max(field.min_items, int(filled))
    return _one(sequence, field)


def _one(sequence, field):
    if not field.primitive:
        return smallest(model.TYPES[field.kind], {})
    choice = constants.CHOICES.get((sequence.name, field.name))
    return choice.documented[-1] if choice else SAMPLES[field.kind]
