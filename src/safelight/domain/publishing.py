"""What publishing deals in: contexts, generations, and what became of each asset in one."""

from dataclasses import dataclass
from typing import Final, Literal

from safelight.domain import handles

IMAGE_SERVING: Final = "ImageServing"
IMAGE_RENDERING: Final = "ImageRendering"
VIDEO: Final = "Video"
SERVER_DIRECTORY: Final = "ServerDirectory"

SERVED_TYPES: Final = frozenset({IMAGE_SERVING, VIDEO})
"""Context types that this server itself serves; vignettes it keeps as files and renders nothing from."""

MARK_WORDS: Final = {"MarkedForPublish": True, "NotMarkedForPublish": False}
"""Publish states on the wire. Source: IPS API reference, Publish State."""

# The life of a generation, in this order; an abandoned one never turned the head.
CLEARING, COPYING, COPIED = "Clearing", "Copying", "Copied"
SETTLING, SETTLED = "Settling", "Settled"
ABANDONED = "Abandoned"
BUILDING: Final = (CLEARING, COPYING, COPIED)


@dataclass(frozen=True, slots=True)
class PublishContext:
    """A place that assets are published to, e.g. the picture server; each company has one of every type."""

    id: int
    company_id: int
    type: str
    name: str

    @property
    def handle(self) -> str:
        return handles.context_handle(self.id)


@dataclass(frozen=True, slots=True)
class Generation:
    """One publish of one context: a delta to the generation before.

    number: counts up within the context; numbers of abandoned generations are not used again
    stage:  how far it has come
    cursor: highest asset id that the stage has dealt with
    """

    context_id: int
    number: int
    run_id: int
    stage: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publish did about one asset. `reason` is empty unless it is an error."""

    asset_id: int
    name: str
    type: str
    result: Literal["published", "removed", "error"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of filling a generation. `done` says that no step is left and the head may turn."""

    outcomes: tuple[Outcome, ...]
    done: bool
