"""How assets belong together: what was made from what, and by which engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Making:
    """One asset that was made from another; ids of both. engine: one of the Generation Info constants."""

    originator_id: int
    generated_id: int
    engine: str
