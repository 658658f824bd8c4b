"""The guard of the whole suite sees what is missing, and judges only a run that left nothing out."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import guards
from safelight import operations
from safelight.bootstrap import load_plugins
from safelight.contract import model
from safelight.operations import fidelity

HERE = Path("/house")


@pytest.fixture(autouse=True)
def _loaded():
    load_plugins()


def everything():
    return {(name, field.attribute) for name, field in _fields()}


def _fields():
    return [(name, field) for name in operations.REGISTRY for field in model.OPERATIONS[name].param.fields]


def test_an_input_that_nobody_read_is_missing():
    assert guards.unread(everything()) == []
    assert guards.unread(everything() - {("renameAsset", "rename_files")}) == ["renameAsset.renameFiles"]


def test_an_input_that_is_refused_may_go_unread():
    refused = {(name, wire_name) for name, known in fidelity.table().items() for wire_name in known.refuses}
    attributes = {(name, field.attribute) for name, field in _fields() if (name, field.name) in refused}
    assert guards.unread(everything() - attributes) == []


def test_a_basis_needs_a_test_of_its_marker():
    (recorded, *_) = [name for name, known in fidelity.table().items() if known.basis == "recorded"]
    (documented, *_) = [name for name, known in fidelity.table().items() if known.basis == "documented"]
    without = guards.unwitnessed({(recorded, "@documented"), (documented, "@documented")})
    assert recorded in without
    assert documented not in without
    assert recorded not in guards.unwitnessed({(recorded, "@recorded")})


def test_what_is_assumed_needs_no_witness():
    assumed = {name for name, known in fidelity.table().items() if known.basis == "assumed"}
    assert not assumed & set(guards.unwitnessed(set()))


def config(*args, where=HERE, **options):
    return SimpleNamespace(
        rootpath=HERE,
        invocation_params=SimpleNamespace(dir=where),
        args=list(args),
        getini=lambda _name: ["tests"],
        option=SimpleNamespace(**options),
    )


@pytest.mark.parametrize("asked", [config("tests"), config("/house/tests"), config("../tests", where=HERE / "docs")])
def test_all_tests_are_the_whole_suite(asked):
    assert guards.whole_suite(asked)


@pytest.mark.parametrize(
    "asked",
    [
        config("tests/domain"),
        config("tests/domain", "tests/jobs"),
        config("tests", keyword="cron"),
        config("tests", markexpr="not slow"),
        config("tests", deselect=["tests/a.py::test_b"]),
        config("tests", ignore=["tests/jobs"]),
        config("tests", lf=True),
    ],
)
def test_a_selection_is_not(asked):
    assert not guards.whole_suite(asked)
