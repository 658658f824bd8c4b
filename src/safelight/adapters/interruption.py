"""Long work on bytes that somebody may want to end: whoever asks for it says by what that is known."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

Check = Callable[[], object]

CHECK_S: Final = 0.2

_CHECK: ContextVar[Check | None] = ContextVar("check", default=None)


@contextmanager
def by(asked: Check) -> Iterator[None]:
    """In the block, long work of this thread calls `asked` now and again, and ends with what that raises."""
    token = _CHECK.set(asked)
    try:
        yield
    finally:
        _CHECK.reset(token)


def check() -> None:
    """To be called often in work that can be left off anywhere."""
    asked = _CHECK.get()
    if asked is not None:
        asked()


def await_event(event: threading.Event, asked: Check) -> None:
    """Wait for it, and call `asked` every 0.2 s meanwhile. Raises what that does."""
    while not event.wait(CHECK_S):
        asked()


def aside(work: Callable[[], object]) -> None:
    """Do what cannot be left off; where it is to end, it is waited for no longer, and comes to its end by itself.

    raises: what the work raises, and what the check does
    """
    if _CHECK.get() is None:
        work()
        return
    failures: list[BaseException] = []
    ended = threading.Event()

    def done() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001  raised where it is waited for
            failures.append(failure)
        finally:
            ended.set()

    threading.Thread(target=done, name="aside", daemon=True).start()
    await_event(ended, check)
    if failures:
        raise failures[0]
