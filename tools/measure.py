"""Sizes of files and functions of the package, against the house's limits; exit code 1 for an offender.

Limits (lines, blank lines and comments included): function 50, file 400. Targets: function median 8 and
90th percentile 25, file median 80 and 90th percentile 250.
"""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "safelight"
GENERATED = SOURCE / "contract" / "shapes"
FUNCTION_LIMIT, FILE_LIMIT = 50, 400


def files() -> list[Path]:
    """The hand-written Python files of the package."""
    return sorted(path for path in SOURCE.rglob("*.py") if GENERATED not in path.parents)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of each function, nested ones counted too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(SOURCE)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def offenders() -> list[str]:
    """One sentence for each file or function over its limit; migrations are exempt."""
    ours = [path for path in files() if "migrations" not in path.parts]
    long_files = [
        f"{path.relative_to(SOURCE)}: {lines(path)} lines, limit {FILE_LIMIT}"
        for path in ours
        if lines(path) > FILE_LIMIT
    ]
    long_functions = [
        f"{name}: {length} lines, limit {FUNCTION_LIMIT}"
        for path in ours
        for name, length in functions(path)
        if length > FUNCTION_LIMIT
    ]
    return long_files + long_functions


def summary(kind: str, sizes: list[int]) -> str:
    """Count, median, 90th percentile and maximum of some sizes in lines."""
    p90 = statistics.quantiles(sizes, n=10)[-1]
    return f"{kind}: {len(sizes)}, median {statistics.median(sizes):.0f}, p90 {p90:.0f}, max {max(sizes)}"


def main() -> int:
    print(summary("files", [lines(path) for path in files()]))
    print(summary("functions", [length for path in files() for _, length in functions(path)]))
    wrong = offenders()
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
