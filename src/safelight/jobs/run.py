"""What a job kind is given: the run, what it asked for, and when to let go of it."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from safelight.contract.codec import from_json
from safelight.domain.items import Item, Progress
from safelight.domain.people import Company
from safelight.domain.running import Line, Running
from safelight.imaging.sandbox import Sandbox
from safelight.jobs.signals import LetGoError, PauseAskedError, StopAskedError, TurnOverError
from safelight.jobs.turnstile import Place
from safelight.jobs.wishes import Wishes
from safelight.services import runs, texts
from safelight.services.context import Parts
from safelight.services.runs import Tx

CHECK_S = 0.2
MOVE_S = 1.0

Shape = TypeVar("Shape")
T = TypeVar("T")


@dataclass(slots=True)
class Run:
    """One run in the hands of one thread.

    email:    who submitted it
    wishes:   what it was asked to do
    workdir:  an empty folder, for the item in hand
    sandbox:  where files are decoded
    leaving:  says whether the worker is about to end
    turn_end: when others may have their turn, by the monotonic clock, seconds
    place:    among the items the process works on at once, while one is in hand
    """

    parts: Parts
    record: Running
    company: Company
    email: str
    wishes: Wishes
    workdir: Path
    sandbox: Sandbox
    leaving: Callable[[], bool]
    turn_end: float
    place: Place | None = None
    small: bool = field(default=True, init=False)
    progress: Progress = field(default_factory=Progress, init=False)
    _item: Item | None = field(default=None, init=False)
    _moved: float = field(default=0.0, init=False)
    _checked: float = field(default=0.0, init=False)
    _interruption: LetGoError | None = field(default=None, init=False)

    def options(self, kind: type[Shape]) -> Shape:
        """What the job element said, as its shape."""
        return self.read(kind, lambda told: from_json(kind, told))

    def read(self, form: object, make: Callable[[Mapping[str, Any]], T]) -> T:
        """What `make` makes of what the job element said, as JSON; made once for the items of the run."""
        return self.wishes.read(self.record.id, form, make)

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the catalogue in the language of the job."""
        return texts.say(self.record.locale, key, **facts)

    def check(self) -> None:
        """To be called often in long work; looks at the run every 0.2 s. Raises StopAskedError, or TurnOverError.

        What `progress` tells of the item in hand is written down once a second.
        """
        if self.leaving():
            raise TurnOverError
        now = time.monotonic()
        if now - self._checked >= CHECK_S:
            self._checked = now
            self._look(at_pause=False)
            self._move(now)

    def should_stop(self) -> bool:
        """`check`, for those who ask instead of being told; `interruption` then is what it would have raised."""
        try:
            self.check()
        except LetGoError as interruption:
            self._interruption = interruption
        return self._interruption is not None

    @property
    def interruption(self) -> LetGoError:
        return self._interruption or TurnOverError()

    def look(self) -> None:
        """To be called before an item. Raises StopAskedError, PauseAskedError or TurnOverError."""
        if self.leaving():
            raise TurnOverError
        self._look(at_pause=True)

    def between(self) -> None:
        """To be called where work can well be left off, as between items. Raises as `look`, and when time is over."""
        if self.out_of_time:
            raise TurnOverError
        self.look()

    @property
    def out_of_time(self) -> bool:
        return time.monotonic() > self.turn_end

    def wait(self, seconds: float) -> None:
        """Let time pass. Raises as `check` does."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, CHECK_S))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let others work in the block, which waits for the network. Raises as `check` does."""
        if self.place is None:
            yield
            return
        with self.place.left(self.check):
            yield

    def advance(self, item: Item, write: Callable[[Tx], Sequence[Line]]) -> None:
        """Write one piece of an item too large for one transaction. Raises runs.ItemLostError."""
        runs.advance(self.parts, self.record, item, write)

    def taking_up(self, item: Item) -> None:
        """From now on `progress` is about this item."""
        self.progress = Progress(size_bytes=item.size_bytes)
        self._item, self._moved = item, time.monotonic()

    def _move(self, now: float) -> None:
        if self._item is not None and self.progress.done_bytes and now - self._moved >= MOVE_S:
            self._moved = now
            runs.move(self.parts, self._item, self.progress)

    def _look(self, *, at_pause: bool) -> None:
        now = runs.get(self.parts, self.record.id)
        if now is None or now.stopping:
            raise StopAskedError
        if at_pause and now.paused:
            raise PauseAskedError
        self.small = now.is_small
