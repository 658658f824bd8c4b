"""The house keeps its own rules: sizes, registries, and documents that name what is there."""

import re
from pathlib import Path

import pytest

import measure
from safelight import jobs, operations, serving
from safelight.bootstrap import load_plugins
from safelight.contract import model

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "safelight"
PLANNED = PACKAGE / "operations" / "planned.txt"


def test_no_file_or_function_is_over_its_limit():
    assert measure.offenders() == []


def planned():
    return [line for line in PLANNED.read_text().splitlines() if line and not line.startswith("#")]


def test_every_operation_of_the_contract_is_built_or_planned():
    load_plugins()
    assert sorted([*operations.REGISTRY, *planned()]) == sorted(model.OPERATIONS)


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_the_file_of_an_operation_is_named_as_it_is_and_stands_in_its_family():
    load_plugins()
    for name, operation in operations.REGISTRY.items():
        family = model.OPERATIONS[name].family.replace("-", "_")
        assert operation.handler.__module__ == f"safelight.operations.{family}.{snake(name)}"


def test_the_file_of_a_job_kind_is_named_as_its_element():
    load_plugins()
    assert jobs.REGISTRY
    for element, kind in jobs.REGISTRY.items():
        assert kind.__module__ == f"safelight.jobs.kinds.{snake(element)}"


def test_the_file_of_an_image_command_is_named_as_it_is():
    load_plugins()
    assert serving.REGISTRY
    for name, command in serving.REGISTRY.items():
        assert type(command).__module__.rpartition(".")[2] in {snake(name), name.lower()}


@pytest.mark.parametrize("folder", ["utils", "helpers", "common", "core", "base", "misc"])
def test_no_room_without_a_meaning(folder):
    assert not [path for path in PACKAGE.rglob("*") if path.stem == folder]


def test_the_architecture_page_names_only_files_that_exist():
    text = (ROOT / "docs" / "architecture.md").read_text()
    named = re.findall(r"`((?:src|tests|tools|docs)/[\w./-]+)`", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_architecture_page_names_every_room():
    text = (ROOT / "docs" / "architecture.md").read_text()
    rooms = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"src/safelight/{room}" not in text] == []
