"""How work stands, as an operator watches it."""

from dataclasses import dataclass

from safelight.domain import jobs


@dataclass(frozen=True, slots=True)
class Group:
    """Runs that have not ended, of one company, kind and state.

    items:        that are not done, those in hand among them; 0 for runs nobody has begun
    oldest_ms:    UTC moment since which nothing was done for the one that waits longest; None where none waits
    """

    company_id: int
    element: str
    state: str
    paused: bool
    stopping: bool
    uploading: bool
    runs: int
    items: int
    oldest_ms: int | None

    @property
    def shown_state(self) -> str:
        return jobs.shown_state(self.state, paused=self.paused, stopping=self.stopping, uploading=self.uploading)


@dataclass(frozen=True, slots=True)
class Standing:
    """workers: living, and dead with work left on their slot."""

    groups: tuple[Group, ...]
    in_hand: int
    living_workers: int
    dead_workers: int
    notices: int
