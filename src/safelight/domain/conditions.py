"""Conditions on assets, in the forms that a search is made of.

A text is matched; a number or a moment lies inside or outside a closed interval. Negated is the positive condition
turned round, so that assets without the field match it.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

NEGATED_OPS: Final = frozenset(("NotEquals", "NotContains"))


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Case counts unless `folded` says otherwise of letters in ASCII.

    An asset that lacks the field never matches, but does match what is negated (assumed).
    """

    field: str
    op: str
    text: str
    folded: bool = False

    @property
    def negated(self) -> bool:
        return self.op in NEGATED_OPS

    def holds(self, text: str) -> bool:
        """Whether a text matches what is not negated."""
        got, wanted = (ascii_lower(text), ascii_lower(self.text)) if self.folded else (text, self.text)
        match self.op.removeprefix("Not"):
            case "Contains":
                return wanted in got
            case "StartsWith":
                return got.startswith(wanted)
            case "EndsWith":
                return got.endswith(wanted)
        return got == wanted


@dataclass(frozen=True, slots=True)
class Interval:
    """Bytes, UTC milliseconds or numbers; both ends belong to it (assumed), None is an open end; else outside of it."""

    field: str
    low: float | None
    high: float | None
    inside: bool

    @property
    def negated(self) -> bool:
        return not self.inside

    def holds(self, number: float) -> bool:
        """Whether a number lies inside."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """A condition on what assets have of a metadata field.

    kept_as:      the form of the value that is looked at; `tag` = any of the asset's tags
    default_type: the asset type of those that match by the default of the field where they have no value of their own,
                  `Asset` = all; None = no asset does
    """

    field_id: int
    kept_as: Literal["text", "whole", "number", "tag"]
    how: TextMatch | Interval
    default_type: str | None = None

    @property
    def negated(self) -> bool:
        return self.how.negated

    def positive(self) -> "FieldMatch":
        """What this one turns round, where it is negated; else itself."""
        if isinstance(self.how, Interval):
            return replace(self, how=replace(self.how, inside=True))
        return replace(self, how=replace(self.how, op=self.how.op.removeprefix("Not")))


@dataclass(frozen=True, slots=True)
class TagMatch:
    """The asset has one of the tags, or each of them."""

    field_id: int
    values: tuple[str, ...]
    every: bool
    negated: Literal[False] = False


@dataclass(frozen=True, slots=True)
class XmpMatch:
    """A condition on one of the values that the XMP packet of an asset has for a property such as `dc.subject`."""

    name: str
    how: TextMatch

    @property
    def negated(self) -> bool:
        return self.how.negated


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several conditions, none of which is negated; or none of them."""

    conditions: tuple["TextMatch | Interval | FieldMatch | XmpMatch", ...]
    negated: bool = False


Condition = TextMatch | Interval | FieldMatch | TagMatch | XmpMatch | AnyOf


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of one kind: all must hold, or `any_one` of them."""

    conditions: tuple[Condition, ...]
    any_one: bool = False


def ascii_lower(text: str) -> str:
    """As databases do it alike."""
    return "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter for letter in text)
