"""Lets a few items at once be worked on in a process: small jobs before bulk, companies in turn, oldest first.

Who waits for something else than the processor steps out meanwhile. Of four places that come free one goes to whoever
waits longest, so that small jobs without end do not keep bulk waiting for ever.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from safelight.adapters.interruption import await_event

OLDEST_EVERY: Final = 4

Check = Callable[[], None]
"""Called every 0.2 s of waiting; what it raises ends that."""


@dataclass(frozen=True, slots=True)
class Claim:
    """On whose behalf a place is wanted. small: few items are left of the job, so that somebody may wait for it."""

    company_id: int
    small: bool


@dataclass(eq=False, slots=True)
class _Turn:
    claim: Claim
    come: threading.Event = field(default_factory=threading.Event)


class Place:
    """One place in the turnstile, held or not."""

    def __init__(self, turnstile: "Turnstile", claim: Claim) -> None:
        self._turnstile = turnstile
        self._claim = claim
        self._held = False

    def enter(self, check: Check) -> None:
        self._turnstile.enter(self._claim, check)
        self._held = True

    def leave(self) -> None:
        """Hand the place over; nothing happens where it is not held."""
        if self._held:
            self._held = False
            self._turnstile.leave(self._claim)

    @contextmanager
    def left(self, check: Check) -> Iterator[None]:
        """Others have the place in the block; it is entered anew afterwards. Nothing happens where it is not held."""
        held = self._held
        self.leave()
        try:
            yield
        finally:
            if held:
                self.enter(check)

    @contextmanager
    def alone(self, check: Check) -> Iterator[None]:
        """Nobody else is inside in the block."""
        self.leave()
        with self._turnstile.emptied(check):
            yield


class Turnstile:
    """A semaphore that says who is next."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._lock = threading.Lock()
        self._waiting: list[_Turn] = []
        self._inside: Counter[int] = Counter()
        self._alone: deque[threading.Event] = deque()
        self._busy_alone = False
        self._numbers = count(1)
        self._served: dict[int, int] = {}

    @contextmanager
    def place(self, claim: Claim, check: Check) -> Iterator[Place]:
        """Hold a place in the block."""
        place = Place(self, claim)
        place.enter(check)
        try:
            yield place
        finally:
            place.leave()

    def enter(self, claim: Claim, check: Check) -> None:
        turn = _Turn(claim)
        with self._lock:
            self._waiting.append(turn)
            self._let_in()
        try:
            await_event(turn.come, check)
        except BaseException:
            self._give_up(turn)
            raise

    def leave(self, claim: Claim) -> None:
        with self._lock:
            self._inside[claim.company_id] -= 1
            self._inside += Counter()
            self._let_in()

    @contextmanager
    def emptied(self, check: Check) -> Iterator[None]:
        """Nobody holds a place in the block, whose caller holds none either."""
        come = threading.Event()
        with self._lock:
            self._alone.append(come)
            self._let_in()
        try:
            await_event(come, check)
            yield
        finally:
            with self._lock:
                if come in self._alone:
                    self._alone.remove(come)
                else:
                    self._busy_alone = False
                self._let_in()

    def _let_in(self) -> None:
        """Let in all there is room for; one who wants to be alone goes before others, and waits for the last to go."""
        while not self._busy_alone and not self._alone and self._waiting and self._inside.total() < self._places:
            turn = self._next()
            self._waiting.remove(turn)
            self._inside[turn.claim.company_id] += 1
            turn.come.set()
        if self._alone and not self._busy_alone and not self._inside.total():
            self._busy_alone = True
            self._alone.popleft().set()

    def _next(self) -> _Turn:
        number = next(self._numbers)
        turn = self._waiting[0] if number % OLDEST_EVERY == 0 else min(self._waiting, key=self._rank)
        self._served[turn.claim.company_id] = number
        return turn

    def _rank(self, turn: _Turn) -> tuple[bool, int, int]:
        """Small first; then whose company has fewest inside, and was served longest ago. Equals keep their order."""
        company_id = turn.claim.company_id
        return not turn.claim.small, self._inside[company_id], self._served.get(company_id, 0)

    def _give_up(self, turn: _Turn) -> None:
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self.leave(turn.claim)
