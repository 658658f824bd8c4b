"""Guard against a shell that only looks wide: what no test of the whole suite has looked at.

Every handler of the registry is watched. An input of a built operation that no test sent and the server read fails
the suite, unless the fidelity table says that it faults. So does an operation that the table calls documented or
recorded while no test of that marker has called it.
"""

import dataclasses
import functools
from typing import Any

import pytest

from safelight import operations
from safelight.contract import model
from safelight.operations import fidelity

Notes = set[tuple[str, str]]
SEEN: Notes = set()
"""(operation, input that was read), and (operation, `@marker` of a test that called it)."""

WITNESSES = {"documented": {"documented", "recorded"}, "recorded": {"recorded"}, "assumed": set[str]()}
_marks: set[str] = set()


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
        SEEN.update((name, f"@{mark}") for mark in _marks)
        object.__setattr__(param, "__class__", _watched(type(param), name))
        return handler(ctx, param)

    handle.watched = True
    return handle


def unread(seen: Notes) -> list[str]:
    """`operation.input` for every input that no test had read and the fidelity table does not call refused."""
    return sorted(
        f"{name}.{field.name}"
        for name in operations.REGISTRY
        for field in model.OPERATIONS[name].param.fields
        if (name, field.attribute) not in seen and field.name not in fidelity.refused(name)
    )


def unwitnessed(seen: Notes) -> list[str]:
    """Operations whose basis no test backs: none with the marker of the basis, or of a better one, has called it."""
    marks = {name: {mark for operation, mark in seen if operation == name} for name in fidelity.table()}
    wanted = {name: {f"@{mark}" for mark in WITNESSES[known.basis]} for name, known in fidelity.table().items()}
    return sorted(name for name in wanted if wanted[name] and not wanted[name] & marks[name])


def whole_suite(config: pytest.Config) -> bool:
    """True when nothing was selected or left out: only then can a missing read be told."""
    everything = {(config.rootpath / path).resolve() for path in config.getini("testpaths")}
    chosen = {(config.invocation_params.dir / arg).resolve() for arg in config.args}
    narrowing = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf")
    return chosen == everything and not any(getattr(config.option, name, None) for name in narrowing)


class Plugin:
    """Gathers the notes of every test process and judges at the end."""

    def __init__(self) -> None:
        self.seen: Notes = set()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        _marks.clear()
        _marks.update(mark.name for mark in item.iter_markers())

    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self.seen |= {tuple(pair) for pair in getattr(node, "workeroutput", {}).get("reads", [])}

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput["reads"] = [list(pair) for pair in SEEN]
            return
        if not whole_suite(config) or session.testsfailed:
            return
        from safelight.bootstrap import load_plugins

        load_plugins()
        seen = self.seen | SEEN
        self._fail(session, "inputs that no test has read", unread(seen))
        self._fail(session, "operations whose basis in fidelity.toml no marked test backs", unwitnessed(seen))

    def _fail(self, session: pytest.Session, what: str, missing: list[str]) -> None:
        if missing:
            reporter = session.config.pluginmanager.get_plugin("terminalreporter")
            reporter.write_line(f"\nguard: {len(missing)} {what}: {', '.join(missing)}", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
