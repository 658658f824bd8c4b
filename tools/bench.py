"""The benchmarks: `make bench` runs them all; `tools/bench.py render ingest bulk` some.

Prints a table; with `--write`, puts it into docs/performance.md. Figures hold as ratios in one run on one machine.
"""

import argparse
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import bulk, cached, ingest, publishing, rendering, scale, searching, takeover, visible
from benchmarks.measuring import Row
from benchmarks.world import kind_of_photographs, machine

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
SUBJECTS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "render": rendering.run,
    "cached": cached.run,
    "ingest": ingest.run,
    "bulk": bulk.run,
    "publish": publishing.run,
    "visible": visible.run,
    "takeover": takeover.run,
    "search": searching.run,
    "scale": scale.run,
}


def measured(subjects: list[str]) -> str:
    """The table, as Markdown."""
    lines = ["| what | Safelight | beside | ratio |", "|---|---|---|---|"]
    for subject in subjects:
        with tempfile.TemporaryDirectory() as folder:
            for row in SUBJECTS[subject](Path(folder)):
                lines.append(f"| {row.subject} | {row.figure} | {row.peer} | {row.ratio} |")
                print(lines[-1], flush=True)
    when = dt.datetime.now(dt.UTC).date()
    return f"{when}, {machine()}; {kind_of_photographs()}.\n\n" + "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], help="which; all if none is named")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    asked = parser.parse_args()
    figures = measured(asked.subjects or list(SUBJECTS))
    if asked.write:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        PAGE.write_text(before + BEGIN + figures + END + rest.partition(END)[2])


if __name__ == "__main__":
    main()
