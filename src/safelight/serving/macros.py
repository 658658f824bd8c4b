"""Macros (image presets) and variables: expanded where they stand, before any command is understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from safelight.domain.faults import InvalidParameter, UnknownMacro
from safelight.serving.url import Modifier, read_modifiers

MAX_DEPTH: Final = 10
MAX_MODIFIERS: Final = 1_000
MAX_VALUE: Final = 8_192
_REFERENCE: Final = re.compile(r"\$([A-Za-z0-9_.\-]+)\$")
_WITHOUT_VARIABLES: Final = frozenset({"layer", "effect"})


@dataclass(slots=True)
class Scope:
    """What macros and variables stand for, while the sources of one request are read.

    macros:    query strings by name in lower case
    variables: values by name in lower case, as known so far
    fixed:     names whose value stands, whatever a source sets them to

    source: Image Serving reference, command macros and substitution variables; that an unknown macro is refused is
            assumed
    """

    macros: Mapping[str, str]
    variables: dict[str, str]
    fixed: frozenset[str] = frozenset()
    count: int = field(default=0)

    def expand(self, modifiers: Sequence[Modifier]) -> list[Modifier]:
        """The commands alone, with macros replaced by what they stand for and variables by their values.

        raises: UnknownMacro; InvalidParameter where macros call each other without end
        """
        return list(self._commands(modifiers, 0))

    def _commands(self, modifiers: Sequence[Modifier], depth: int) -> Iterator[Modifier]:
        if depth > MAX_DEPTH:
            raise InvalidParameter("modifiers", "macros calling macros", f"at most {MAX_DEPTH} levels of them")
        for modifier in modifiers:
            self.count += 1
            if self.count > MAX_MODIFIERS:
                raise InvalidParameter("modifiers", "more of them", f"at most {MAX_MODIFIERS}, macros expanded")
            if modifier.calls_macro:
                yield from self._commands(self._body(modifier.calls_macro), depth + 1)
            elif modifier.sets_variable:
                self._set(modifier.sets_variable, modifier.value)
            else:
                yield self._substituted(modifier)

    def _body(self, name: str) -> tuple[Modifier, ...]:
        body = self.macros.get(name)
        if body is None:
            raise UnknownMacro(name[:80])
        return read_modifiers(body)

    def _set(self, name: str, value: str) -> None:
        if name not in self.fixed:
            self.variables[name] = value

    def _substituted(self, modifier: Modifier) -> Modifier:
        if "$" not in modifier.value or modifier.name in _WITHOUT_VARIABLES:
            return modifier
        value = _REFERENCE.sub(lambda found: self.variables.get(found[1].lower(), found[0]), modifier.value)
        if len(value) > MAX_VALUE:
            raise InvalidParameter(modifier.name, "a longer value", f"at most {MAX_VALUE} letters, variables replaced")
        return Modifier(modifier.name, value)
