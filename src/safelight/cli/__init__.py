"""The command line: the group walks `commands/`, one file a command."""

import importlib
import pkgutil

import typer

from safelight.cli import commands

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Safelight, an image production system.")


def main() -> None:
    """Entry of the `safelight` program."""
    for module in pkgutil.iter_modules(commands.__path__, commands.__name__ + "."):
        command = importlib.import_module(module.name)
        app.command(module.name.rpartition(".")[2].replace("_", "-"))(command.run)
    app()
