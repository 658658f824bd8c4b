"""Work that several requests ask for at once is done once."""

import asyncio
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Flights(Generic[Result]):
    """Runs work in a bounded pool of threads; whoever asks for a key that is under way waits for that work."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="render")
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[Result]] = {}

    async def join(self, key: Hashable, work: Callable[[], Result]) -> Result:
        """The result of the work, which goes on although one of those who wait for it goes away."""
        with self._lock:
            future = self._under_way.get(key)
            fresh = future is None
            if future is None:
                future = self._under_way[key] = self._pool.submit(work)
        if fresh:
            future.add_done_callback(lambda _: self._landed(key))
        waited = asyncio.wrap_future(future)
        waited.add_done_callback(_seen)
        return await asyncio.shield(waited)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _landed(self, key: Hashable) -> None:
        with self._lock:
            self._under_way.pop(key, None)


def _seen(waited: "asyncio.Future[Result]") -> None:
    """An error that nobody waits for any more is no news: the next request meets it again."""
    if not waited.cancelled():
        waited.exception()
