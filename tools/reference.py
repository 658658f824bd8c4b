"""The generated pages of docs/reference: written from the contract, the registries and the settings.

Without an option it writes them; `--check` compares and ends with 1 where a page is stale.
"""

import inspect
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pydantic.fields import FieldInfo

from safelight import jobs, serving
from safelight.bootstrap import load_plugins
from safelight.contract import model
from safelight.operations import REGISTRY, fidelity
from safelight.serving.planned import NEUTRAL
from safelight.settings import PREFIX, Settings

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
MADE = "<!-- made by `make docs`; do not edit -->\n"


def _basis(name: str) -> str:
    return fidelity.table()[name].basis if name in REGISTRY else "planned"


def _span(operation: model.Operation) -> str:
    names = list(model.VERSIONS)
    until = "" if operation.last == model.NEWEST.position else f" until {names[operation.last]}"
    return f"{names[operation.first]}{until}"


def fidelity_page() -> str:
    """Each operation of the contract: how its behaviour is known, and every known difference."""
    counts = Counter(_basis(name) for name in model.OPERATIONS)
    told = ", ".join(f"{counts[basis]} {basis}" for basis in ("documented", "recorded", "assumed", "planned"))
    lines = [
        "# Fidelity",
        "",
        f"{len(model.OPERATIONS)} operations: {told}.",
        "",
        "- **documented**: as the public reference says. **recorded**: as recorded answers of the original show.",
        "- **assumed**: neither says; we chose. **planned**: not built; answers `ipsApiFault` 30000 and names itself.",
        "",
        "An input under *refuses* faults as not built when it is given a value that would mean something.",
        "",
    ]
    for family in sorted({operation.family for operation in model.OPERATIONS.values()}):
        lines += [f"## {family}", "", "| operation | since | basis | refuses | differences |", "|---|---|---|---|---|"]
        lines += [_row(name) for name in sorted(model.OPERATIONS) if model.OPERATIONS[name].family == family]
        lines.append("")
    return "\n".join(lines)


def _row(name: str) -> str:
    known = fidelity.table().get(name, fidelity.Fidelity("planned"))
    refuses = ", ".join(f"`{each}`" for each in known.refuses)
    differences = " ".join(each.replace("|", "\\|") for each in known.differences)
    return f"| `{name}` | {_span(model.OPERATIONS[name])} | {_basis(name)} | {refuses} | {differences} |"


def settings_page() -> str:
    """Each knob: name, what it is when nobody sets it, what it does."""
    lines = [
        "# Settings",
        "",
        "Read from the environment once, at the start. An unknown `SAFELIGHT_` name stops the start.",
        "",
        "| name | default | what it does |",
        "|---|---|---|",
    ]
    for name, knob in Settings.model_fields.items():
        lines.append(f"| `{PREFIX}{name.upper()}` | {_default(knob)} | {knob.description} |")
    return "\n".join([*lines, ""])


def _default(knob: FieldInfo) -> str:
    return f"`{knob.default}`" if str(knob.default) else "(empty)"


def commands_page() -> str:
    """Commands of picture URLs: those built, in the order of their stages, and those that answer an error."""
    lines = [
        "# Commands of picture URLs",
        "",
        "A command acts in its stage, wherever it stands in the URL. Names match without case; unknown ones are ignored.",
        "",
        "| command | stage | acts on | what it does |",
        "|---|---|---|---|",
    ]
    for command in sorted(serving.REGISTRY.values(), key=lambda each: (each.stage, each.name)):
        names = " ".join(f"`{name}=`" for name in (command.name, command.twin) if name)
        lines.append(f"| {names} | {command.stage.name.lower()} | {command.scope.value} | {_says(type(command))} |")
    lines += ["", "`$name$` stands for the image format (preset) of that name.", ""]
    lines += [
        "## Not built",
        "",
        "A URL with one of these is answered 403, unless its value changes nothing.",
        "",
    ]
    lines += [", ".join(f"`{name}`" for name in sorted(NEUTRAL)) + ".", ""]
    return "\n".join(lines)


def job_kinds_page() -> str:
    """Elements of submitJob (and of the upload entry): which are built."""
    elements = [field.name for field in model.OPERATIONS["submitJob"].param.fields if field.name.endswith("Job")]
    lines = ["# Job kinds", "", "| element | built | what it does |", "|---|---|---|"]
    for element in [*elements, "uploadPostJob"]:
        kind = jobs.REGISTRY.get(element)
        lines.append(f"| `{element}` | {'yes' if kind else 'planned'} | {_file_says(type(kind)) if kind else ''} |")
    return "\n".join([*lines, ""])


def _says(thing: type) -> str:
    text = inspect.getdoc(thing) or ""
    return text.splitlines()[0].replace("|", "\\|") if text else ""


def _file_says(thing: type) -> str:
    return (sys.modules[thing.__module__].__doc__ or "").splitlines()[0]


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "fidelity.md": fidelity_page,
    "job-kinds.md": job_kinds_page,
    "settings.md": settings_page,
}


def main() -> int:
    load_plugins()
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, made in PAGES.items():
        page, text = FOLDER / name, MADE + made()
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
    if "--check" not in sys.argv:
        return 0
    print(f"stale: {', '.join(stale)}; run make docs" if stale else "reference pages: fresh")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
