"""cli.md: the commands of the program, from their own help."""

from pathlib import Path
from typing import Any

from typer.main import get_command

from pages.markdown import code, document, table
from safelight.cli import program

TAKES = {int: "NUMBER", Path: "PATH", str: "TEXT"}


def page() -> str:
    group: Any = get_command(program())
    commands = [part for name in sorted(group.commands) for part in _command(name, group.commands[name])]
    return document(
        "# Command line",
        f"`safelight COMMAND`; `--help` says what this page says. {group.help}",
        *commands,
    )


def _command(name: str, command: Any) -> list[str | list[str]]:
    rows = [_row(option) for option in command.params]
    parts: list[str | list[str]] = [f"## safelight {name}", command.help]
    return [*parts, table(("option", "default", "what it does"), rows)] if rows else parts


def _row(option: Any) -> tuple[str, ...]:
    takes = (
        "" if option.is_flag else f" {next(word for kind, word in TAKES.items() if isinstance(option.default, kind))}"
    )
    names = code(f"{each}{takes}" for each in (*option.opts, *option.secondary_opts))
    return names, _default(option), option.help


def _default(option: Any) -> str:
    if option.is_flag:
        return f"`{(option.opts if option.default else option.secondary_opts or ['off'])[0]}`"
    return f"`{option.default}`" if str(option.default) else "(empty)"
