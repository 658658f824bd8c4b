"""Work that waits for the network, done in one event loop of the process.

To begin a loop of its own for each piece of work, and end it, takes longer than to fetch a small file.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from functools import cache
from typing import Any, Generic, TypeVar

from safelight.adapters.interruption import await_event

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T], check: Callable[[], None]) -> T:
    """Do the work, in the thread of the loop.

    check: called every 0.2 s, in this thread; what it raises ends the work, and is raised when that has let go
    """
    piece = _Piece(work)
    try:
        await_event(piece.over, check)
    except BaseException:
        piece.cancel()
        piece.over.wait()
        raise
    return piece.task.result()


class _Piece(Generic[T]):
    """Work in the loop; `over` once it has ended in any way."""

    task: asyncio.Task[T]

    def __init__(self, work: Coroutine[Any, Any, T]) -> None:
        self.over = threading.Event()
        self._work = work
        _loop().call_soon_threadsafe(self._begin)

    def cancel(self) -> None:
        _loop().call_soon_threadsafe(self._end)

    def _end(self) -> None:
        self.task.cancel()

    def _begin(self) -> None:
        self.task = _loop().create_task(self._work)
        self.task.add_done_callback(lambda _task: self.over.set())


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="network", daemon=True).start()
    return loop
