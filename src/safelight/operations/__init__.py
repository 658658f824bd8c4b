"""One file a SOAP operation: `<family>/<operation>.py`, found by its decorator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from safelight.domain.registry import Registry
from safelight.services.context import Context

Param = TypeVar("Param")
Return = TypeVar("Return")


@dataclass(frozen=True, slots=True)
class Operation:
    """A handler and how it runs: a reader gets a snapshot instead of the write lock, and so does a long one.

    long: it takes more time than a writer may have, and writes by `ctx.parts.database.transact` when it is ready
    """

    handler: Callable[[Context, Any], Any]
    reads: bool
    long: bool = False


REGISTRY: Registry[Operation] = Registry()


def operation(
    name: str, *, reads: bool = False, long: bool = False
) -> Callable[[Callable[[Context, Param], Return]], Callable[[Context, Param], Return]]:
    """Register a handler under the wire name of its operation; `reads` says that it writes nothing, see `Operation`."""

    def claimed(handler: Callable[[Context, Param], Return]) -> Callable[[Context, Param], Return]:
        REGISTRY.claim(name, Operation(handler, reads, long))
        return handler

    return claimed
