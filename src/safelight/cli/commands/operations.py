"""safelight operations"""

import json
from typing import Annotated

from rich.console import Console
from rich.table import Table
from typer import Option

from safelight import bootstrap
from safelight.contract import model
from safelight.operations import REGISTRY


def run(*, as_json: Annotated[bool, Option("--json", help="Print JSON.")] = False) -> None:
    """Print every operation of the contract and whether it is built."""
    bootstrap.load_plugins()
    rows = [
        {"operation": name, "family": operation.family, "since": _since(operation), "built": name in REGISTRY}
        for name, operation in sorted(model.OPERATIONS.items())
    ]
    console = Console()
    if as_json:
        console.print_json(json.dumps(rows))
        return
    table = Table("operation", "family", "since", "built")
    for row in rows:
        table.add_row(
            str(row["operation"]), str(row["family"]), str(row["since"]), "yes" if row["built"] else "planned"
        )
    console.print(table)


def _since(operation: model.Operation) -> str:
    return list(model.VERSIONS)[operation.first]
