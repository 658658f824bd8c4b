"""What a rule for one option of a job may be: obeyed, without say, refused where it asks for something, within bounds.

The codec has checked types, required fields, words of constant groups, and what excludes each other.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from safelight.adapters.addresses import is_web
from safelight.domain import choices
from safelight.domain.faults import InvalidParameter, NotBuilt

Rule = Callable[[str, Any], None]
Options = Mapping[str, Any]

NOTHING: Final[tuple[object, ...]] = (None, "", False, [], {})


def obeyed(_path: str, _value: object) -> None:
    """A job does as it is told here."""


def idle(_path: str, _value: object) -> None:
    """It says how to do what another field asks for; where that asks for nothing, neither does this."""


def only(*neutral: object) -> Rule:
    """Passes what asks for nothing. Raises NotBuilt for more."""

    def rule(path: str, value: object) -> None:
        if value not in NOTHING and value not in neutral:
            raise NotBuilt(path)

    return rule


def within(low: float, high: float) -> Rule:
    """An obeyed number. Raises InvalidParameter outside its range."""

    def rule(path: str, value: float) -> None:
        if not low <= value <= high:
            raise InvalidParameter(path, value, f"a number from {low} to {high}")

    return rule


def one_of(*words: str) -> Rule:
    """An obeyed word. Raises InvalidParameter for another one."""

    def rule(path: str, value: str) -> None:
        if value not in words:
            raise InvalidParameter(path, value, f"one of {', '.join(words)}")

    return rule


def maybe_one_of(*words: str) -> Rule:
    """An obeyed word, or none. Raises InvalidParameter for another one."""

    def rule(path: str, value: str | None) -> None:
        choices.one_of(path, value, ("", *words), "")

    return rule


def told(path: str, value: str | None) -> None:
    """An address that is told of the end; its host is judged then. Raises InvalidParameter for what is no address."""
    if value and value.strip() and not is_web(value):
        raise InvalidParameter(path, value, "an http or https address with a host")


def inside(**rules: Rule) -> Rule:
    """A group of options, each with its own rule."""

    def rule(path: str, value: Options) -> None:
        walk(path, value, rules)

    return rule


def walk(path: str, options: Options, rules: Mapping[str, Rule]) -> None:
    """Try each option by its rule; one without a rule is refused when it says something."""
    for name, value in options.items():
        rules.get(name, only())(f"{path}/{name}", value)
