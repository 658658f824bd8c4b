"""What lies in the trash, as it is told of before it is erased, and when it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ended:
    """An asset whose time in the trash is over."""

    id: int
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Assets that administrators are told of: how many, and the virtual paths of the first of them."""

    count: int
    paths: tuple[str, ...]
