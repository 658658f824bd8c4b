"""The command line: the group walks `commands/`, one file a command."""

import importlib
import pkgutil

import typer

from safelight.cli import commands


def program() -> typer.Typer:
    """The group with every command."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, help="Safelight, an image production system.")
    for module in pkgutil.iter_modules(commands.__path__, commands.__name__ + "."):
        command = importlib.import_module(module.name)
        app.command(module.name.rpartition(".")[2].replace("_", "-"))(command.run)
    return app


def main() -> None:
    """Entry of the `safelight` program."""
    program()()
