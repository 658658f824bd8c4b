"""The generated pages of docs/reference: written from the contract, the registries, the settings and docstrings.

Without an option it writes them; `--check` compares and ends with 1 where a page is stale.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from pages import cli, commands, fidelity, job_kinds, settings
from safelight.bootstrap import load_plugins

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli.page,
    "commands.md": commands.page,
    "fidelity.md": fidelity.page,
    "job-kinds.md": job_kinds.page,
    "settings.md": settings.page,
}


def pages() -> dict[str, str]:
    """File name to what should stand in it."""
    load_plugins()
    return {name: made() for name, made in PAGES.items()}


def stale(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Pages that are missing or say something else, and files in the folder that nobody makes."""
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def main() -> int:
    wanted = pages()
    if "--check" in sys.argv:
        old = stale(FOLDER, wanted)
        print(f"stale: {', '.join(old)}; run make docs" if old else "reference pages: fresh")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
