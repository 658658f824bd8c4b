"""Which value of each command counts: the record's Modifier, then the request, then the record's PostModifier.

Source: Image Serving reference, image catalogs, and specifying layers. Only layer 0 is built.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from safelight.domain.faults import InvalidParameter, NotBuilt
from safelight.serving import planned
from safelight.serving.commands import WORDS, Command, Scope, Stage
from safelight.serving.macros import Scope as Names
from safelight.serving.url import Modifier, Request, read_modifiers

COMP: Final = "comp"
LAYER_0: Final = "0"


@dataclass(frozen=True, slots=True)
class Given:
    """One command with the value that counts, and as it was written."""

    command: Command[Any, Any]
    value: Any
    at_comp: bool
    written: Modifier

    @property
    def stage(self) -> Stage:
        return self.command.comp_stage if self.at_comp and self.command.comp_stage else self.command.stage

    def apply(self, state: Any) -> Any:
        return (self.command.apply_at_comp if self.at_comp else self.command.apply)(state, self.value)


def gather(request: Request, presets: Mapping[str, str], modifier: str = "", post_modifier: str = "") -> list[Given]:
    """Every command in force, in the order of its stage.

    raises: InvalidParameter, UnknownMacro, NotBuilt
    """
    sources = _expanded(request, presets, read_modifiers(modifier), read_modifiers(post_modifier))
    last: dict[tuple[str, str], Modifier] = {}
    for source in sources:
        for level, each in _levelled(source):
            last[_slot(each.name, level)] = each
    given = [found for (_, level), each in last.items() if (found := _understood(each, level))]
    return sorted(given, key=lambda one: (one.stage, one.command.name))


def _expanded(
    request: Request, presets: Mapping[str, str], before: Sequence[Modifier], after: Sequence[Modifier]
) -> list[list[Modifier]]:
    """Variables of the request reach the record's Modifier and win there; those of the PostModifier stay in it."""
    macros = {name.lower(): body for name, body in presets.items()}
    names = Names(macros, {"object": f"{request.address.root}/{request.address.name}"})
    asked = names.expand(request.modifiers)
    sources = [asked]
    if before:
        own = Names(macros, dict(names.variables), frozenset(names.variables))
        sources = [own.expand(before), Names(macros, own.variables).expand(request.modifiers)]
    if after:
        sources.append(Names(macros, dict(names.variables)).expand(after))
    return sources


def _levelled(source: Sequence[Modifier]) -> Iterator[tuple[str, Modifier]]:
    """Each command with the layer it stands in."""
    level = COMP
    named: dict[str, str] = {}
    for each in source:
        if each.name == "layer":
            level = _level(each.value, named)
        else:
            yield level, each


def _level(value: str, named: dict[str, str]) -> str:
    number, _, name = (part.strip() for part in value.partition(","))
    level = COMP if number.lower() == COMP else number
    if not (level == COMP or level.isdecimal()):
        if level not in named:
            raise InvalidParameter("layer", value[:60], "a number, comp, or a name given to a layer before")
        return named[level]
    if level != COMP and int(level[:9]) > 0:
        raise NotBuilt(f"layer={level[:9]}")
    if named.setdefault(name, level) != level and name:
        raise InvalidParameter("layer", value[:60], "a name that no other layer has")
    return COMP if level == COMP else LAYER_0


def _slot(name: str, level: str) -> tuple[str, str]:
    """What overrides what: twins share a slot, and only commands that tell layers apart have one in each."""
    command = WORDS.get(name)
    if command is None:
        return name, COMP
    return command.name, level if command.scope is Scope.EITHER else COMP


def _understood(each: Modifier, level: str) -> Given | None:
    """None for what changes nothing: names nobody knows are ignored (assumed; real URLs carry many)."""
    command = WORDS.get(each.name)
    if command is None:
        planned.check(each.name, each.value)
        return None
    parse = command.parse_twin if each.name == command.twin.lower() else command.parse
    return Given(command, parse(each.value), at_comp=level == COMP, written=each)
