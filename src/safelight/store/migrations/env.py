"""Alembic's entry: runs on the connection `store.schema` holds; DBOS's tables are none of ours."""

from typing import Any

from alembic import context

from safelight.store.tables import metadata


def ours(thing: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave alone every table the house did not declare."""
    return kind != "table" or name in metadata.tables or thing.info.get("safelight", False)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=ours,
    render_as_batch=False,
    transaction_per_migration=False,
)
context.run_migrations()
