"""The generated pages of docs/reference, and parts of other pages.

They are written from the contract, the registries, the settings and docstrings.

Without an option it writes them; `--check` compares and ends with 1 where a page is stale.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from pages import cli, commands, fidelity, job_kinds, job_states, settings
from safelight.bootstrap import load_plugins

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = DOCS / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli.page,
    "commands.md": commands.page,
    "fidelity.md": fidelity.page,
    "job-kinds.md": job_kinds.page,
    "settings.md": settings.page,
}


PARTS: dict[str, tuple[str, Callable[[], str]]] = {"jobs.md": ("states", job_states.part)}
"""Pages written by hand that hold one part made here, between two marks of a name."""


def pages() -> dict[str, str]:
    """File name to what should stand in it."""
    load_plugins()
    return {name: made() for name, made in PAGES.items()}


def stale(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Pages that are missing or say something else, and files in the folder that nobody makes."""
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def with_part(page: str, name: str, part: str) -> str:
    """The page with what stands between its marks replaced."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}{part}{end}{after}"


def parts() -> dict[Path, str]:
    """The pages that hold a made part, as they should be."""
    files = {DOCS / file: entry for file, entry in PARTS.items()}
    return {file: with_part(file.read_text(encoding="utf-8"), name, made()) for file, (name, made) in files.items()}


def main() -> int:
    wanted, mixed = pages(), parts()
    if "--check" in sys.argv:
        old = stale(FOLDER, wanted) + [
            file.name for file, text in mixed.items() if file.read_text(encoding="utf-8") != text
        ]
        print(f"stale: {', '.join(old)}; run make docs" if old else "reference pages: fresh")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for file, text in mixed.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
