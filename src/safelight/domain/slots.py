"""A slot: the place a worker stands on, and that outlives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """holder: `HOST|DATA FOLDER|PROCESS ID|MARK` of the worker; heartbeat_ms: by the clock of the database, UTC."""

    name: str
    holder: str
    heartbeat_ms: int
