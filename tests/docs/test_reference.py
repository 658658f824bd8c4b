"""The generated pages are fresh, and nothing that is built is missing from them."""

import re

import pytest
from typer.main import get_command

import reference
from pages import differences, docstrings
from safelight import jobs, operations, serving
from safelight.bootstrap import load_plugins
from safelight.cli import program
from safelight.contract import model
from safelight.serving.commands.fmt import FORMATS
from safelight.serving.planned import NEUTRAL
from safelight.settings import PREFIX, Settings

load_plugins()


def page(name):
    return (reference.FOLDER / name).read_text(encoding="utf-8")


def rows(name):
    """The first cell of every row, by what stands in it between back-ticks."""
    cells = re.findall(r"^\| (`[^|]*`) \|(.*)$", page(name), re.MULTILINE)
    return {word: rest for cell, rest in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_page_is_fresh():
    assert reference.stale(reference.FOLDER, reference.pages()) == []


def test_made_parts_of_other_pages_are_fresh():
    for file, wanted in reference.parts().items():
        assert file.read_text(encoding="utf-8") == wanted


def test_a_part_takes_the_place_between_its_marks_and_nothing_else():
    page = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n"
    assert reference.with_part(page, "x", "new\n") == page.replace("old", "new")


def test_pages_are_the_same_each_time():
    assert reference.pages() == reference.pages()


@pytest.mark.parametrize(
    ("there", "old"),
    [({"a.md": "x"}, []), ({"a.md": "y"}, ["a.md"]), ({}, ["a.md"]), ({"a.md": "x", "b.md": ""}, ["b.md"])],
)
def test_what_is_stale_is_told(tmp_path, there, old):
    for name, text in there.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert reference.stale(tmp_path, {"a.md": "x"}) == old


def test_every_operation_has_its_row_and_says_whether_it_is_built():
    told = rows("fidelity.md")
    assert sorted(told) == sorted(model.OPERATIONS)
    planned = {name for name, rest in told.items() if rest.split("|")[2].strip() == "planned"}
    assert planned == model.OPERATIONS.keys() - operations.REGISTRY.keys()


def test_the_counts_add_up():
    line = re.search(r"^\d+ operations: .*$", page("fidelity.md"), re.MULTILINE)[0]
    total, *parts = map(int, re.findall(r"\d+", line))
    assert total == sum(parts) == len(model.OPERATIONS)
    assert parts[-1] == len(model.OPERATIONS) - len(operations.REGISTRY)


def test_every_setting_has_its_row():
    assert sorted(rows("settings.md")) == sorted(PREFIX + name.upper() for name in Settings.model_fields)


def test_every_command_of_the_program_has_its_heading_and_its_options():
    text = page("cli.md")
    for name, command in get_command(program()).commands.items():
        assert f"## safelight {name}\n" in text
        assert all(option in text for param in command.params for option in param.opts)


def test_every_image_command_has_its_row():
    names = [name for command in serving.REGISTRY.values() for name in (command.name, command.twin) if name]
    assert sorted(rows("commands.md")) == sorted(f"{name}=" for name in names)


@pytest.mark.parametrize("command", serving.REGISTRY.values(), ids=lambda command: command.name)
def test_every_image_command_says_its_values_and_its_default(command):
    told = docstrings.labelled(type(command))
    assert told["syntax"]
    assert told["default"]


def test_every_format_is_told_of():
    told = docstrings.says(type(serving.REGISTRY["fmt"]))
    assert [name for name in FORMATS if not re.search(rf"\b{name.removesuffix('-alpha')}\b", told)] == []


def test_every_image_command_not_built_is_told_of():
    not_built = page("commands.md").partition("## Not built")[2]
    assert [name for name in NEUTRAL if f"`{name}`" not in not_built] == []


def test_every_job_kind_has_its_row():
    (elements,) = model.OPERATIONS["submitJob"].param.exactly_one_of
    told = rows("job-kinds.md")
    assert sorted(told) == sorted([*elements, "uploadPostJob", "metadataUploadJob", "cleanupJob"])
    assert {name for name, rest in told.items() if rest.split("|")[1].strip() == "yes"} == set(jobs.REGISTRY)


@pytest.mark.parametrize(
    ("room", "part", "registry"), [("serving", "commands", serving.REGISTRY), ("jobs", "kinds", jobs.REGISTRY)]
)
def test_differences_are_of_things_that_are_built(room, part, registry):
    assert sorted(differences.of(room, part).keys() - registry.keys()) == []


def test_differences_are_sentences():
    told = [text for room in ("contract", "jobs", "serving") for text in differences.every(room)]
    for room, part in (("serving", "commands"), ("jobs", "kinds")):
        told += [text for texts in differences.of(room, part).values() for text in texts]
    assert [text for text in told if not text.endswith(".")] == []
