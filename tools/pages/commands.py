"""commands.md: commands of picture URLs, those built in the order of their stages, and those that answer an error."""

from typing import Any

from pages import differences
from pages.docstrings import file_says, labelled, says
from pages.markdown import bullets, code, document, table
from safelight import serving
from safelight.serving.commands import Command
from safelight.serving.commands.fmt import PLANNED as FORMATS
from safelight.serving.commands.req import PLANNED as REQUESTS
from safelight.serving.planned import NEUTRAL, WITHOUT_EFFECT

HEAD = ("command", "stage", "acts on", "what it does", "values", "default", "differences")


def page() -> str:
    built = sorted(serving.REGISTRY.values(), key=lambda each: (each.stage, each.name))
    return document(
        "# Commands of picture URLs",
        "A command acts in its stage, wherever it stands in the URL; names match without case. `layer=0` and"
        " `layer=comp` say where those stand that act on either. `$name$` stands for the image format (preset) of that"
        " name, and `$name=value` says what `$name$` stands for in the values behind it.",
        table(HEAD, map(_row, built)),
        "*Differences* are those from the original that are known, and what was chosen where nobody knows.",
        "## Whatever the command",
        bullets(differences.every("serving")),
        "## Not built",
        "A URL with one of these is answered 403, unless its value changes nothing:",
        code(sorted(NEUTRAL)) + ".",
        f"So is one with a layer above 0, or with one of these values: of `fmt=` {code(FORMATS)}; of `req=`"
        f" {code(REQUESTS)}.",
        "These mean nothing without one that is not built, and are ignored as the reference says:",
        code(sorted(WITHOUT_EFFECT)) + ".",
    )


def _row(command: Command[Any, Any]) -> tuple[str, ...]:
    names = " ".join(f"`{name}=`" for name in (command.name, command.twin) if name)
    at_comp = f"; at comp {command.comp_stage.name.lower()}" if command.comp_stage else ""
    told = labelled(type(command))
    return (
        names,
        command.stage.name.lower() + at_comp,
        command.scope.value,
        file_says(type(command)),
        f"`{told['syntax']}`: {says(type(command))}",
        told["default"],
        " ".join(differences.of("serving", "commands").get(command.name, [])),
    )
