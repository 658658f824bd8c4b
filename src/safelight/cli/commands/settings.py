"""safelight settings"""

import json
from typing import Annotated

from rich.console import Console
from rich.table import Table
from typer import Option

from safelight.settings import PREFIX, Settings, read


def run(*, as_json: Annotated[bool, Option("--json", help="Print JSON.")] = False) -> None:
    """Print every setting, its value now and what it does."""
    now = read()
    rows = [
        {"name": PREFIX + name.upper(), "value": _shown(name, now), "does": knob.description}
        for name, knob in Settings.model_fields.items()
    ]
    console = Console()
    if as_json:
        console.print_json(json.dumps(rows))
        return
    table = Table("setting", "value", "does")
    for row in rows:
        table.add_row(row["name"], row["value"], row["does"])
    console.print(table)


def _shown(name: str, now: Settings) -> str:
    value = str(getattr(now, name))
    return "(set)" if value and ("password" in name or name in {"smtp_url", "database"}) else value
