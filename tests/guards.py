"""Guard against a shell that only looks wide: which input of which operation did any test have read.

Every handler of the registry is watched: a parameter that a test sent and the server read counts. An input of
a built operation that nobody reads in the whole suite fails it, unless the fidelity table says that it faults.
"""

import dataclasses
import functools
from typing import Any

import pytest

from safelight import operations
from safelight.contract import model
from safelight.operations import fidelity

Reads = set[tuple[str, str]]
SEEN: Reads = set()


@functools.cache
def _watched(shape: type, operation: str) -> type:
    """A subclass of a shape that notes each field read; made once for each operation."""
    names = {f.name for f in dataclasses.fields(shape)}

    def read(self: Any, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if name in names and value is not None:
            SEEN.add((operation, name))
        return value

    return type(shape.__name__, (shape,), {"__slots__": (), "__getattribute__": read})


def watch() -> None:
    """Put the watch in front of every registered handler, once a process."""
    for name, operation in operations.REGISTRY.items():
        if not hasattr(operation.handler, "watched"):
            operations.REGISTRY[name] = dataclasses.replace(operation, handler=_watching(name, operation.handler))


def _watching(name: str, handler: Any) -> Any:
    @functools.wraps(handler)
    def handle(ctx: Any, param: Any) -> Any:
        object.__setattr__(param, "__class__", _watched(type(param), name))
        return handler(ctx, param)

    handle.watched = True
    return handle


def unread(seen: Reads) -> list[str]:
    """`operation.input` for every input that no test had read and the fidelity table does not call refused."""
    return sorted(
        f"{name}.{field.name}"
        for name in operations.REGISTRY
        for field in model.OPERATIONS[name].param.fields
        if (name, field.attribute) not in seen and field.name not in fidelity.refused(name)
    )


def whole_suite(config: pytest.Config) -> bool:
    """True when nothing was selected: only then can a missing read be told."""
    chosen = [arg for arg in config.invocation_params.args if str(arg).startswith("tests")]
    return not (chosen or config.option.keyword or config.option.markexpr or config.option.lf)


class Plugin:
    """Gathers the reads of every test process and judges at the end."""

    def __init__(self) -> None:
        self.seen: Reads = set()

    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self.seen |= {tuple(pair) for pair in getattr(node, "workeroutput", {}).get("reads", [])}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput["reads"] = [list(pair) for pair in SEEN]
            return
        if not whole_suite(config) or session.testsfailed:
            return
        from safelight.bootstrap import load_plugins

        load_plugins()
        missing = unread(self.seen | SEEN)
        if missing:
            reporter = config.pluginmanager.get_plugin("terminalreporter")
            reporter.write_line(f"\nguard: {len(missing)} inputs that no test has read: {', '.join(missing)}", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
