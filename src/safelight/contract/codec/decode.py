"""XML to shapes: lenient in what clients are known to do, plain in what it refuses.

Children come in any order and any namespace; elements of any version pass in every version; comments, processing
instructions and `xsi:nil` elements are skipped. Paths in faults are relative to the parameter element, items counted
from 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from typing import Any

from lxml import etree

from safelight.contract import shapes
from safelight.contract.codec.values import READ, WANTED
from safelight.contract.constants import CHOICES, Choice
from safelight.contract.elements import local_name, own_text
from safelight.contract.leniency import BETA_FLAGS, BETA_WISHES, DEFAULTS, UPLOAD_OPTIONS
from safelight.contract.model import OPERATIONS, SEQUENCES, VERSIONS, Field, Sequence, Version
from safelight.domain.faults import InvalidParameter, InvalidRequestXml, MissingParameter, NotBuilt

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def decode_param(operation: str, element: etree._Element, version: Version, zone: tzinfo) -> Any:
    """The parameter shape of an operation, which is named as on the wire.

    zone: of times that name none
    raises: InvalidRequestXml for an element unknown, doubled or holding text where elements belong; MissingParameter
        for a required element that is absent, naming its path; InvalidParameter for a value outside its type, its
        group of constants or a rule "one of these"
    """
    return _Reading(version, zone, strict=True).sequence(OPERATIONS[operation].param.name, element, "")


def decode_return(operation: str, element: etree._Element, version: Version, zone: tzinfo) -> Any:
    """The return shape of a reply, as a client would read it; what the version lacks is None."""
    return _Reading(version, zone, strict=False).sequence(OPERATIONS[operation].returns.name, element, "")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to read one sequence in one version. `lacking` are fields the shape demands and the version has not."""

    sequence: Sequence
    shape: type[Any]
    by_name: Mapping[str, Field]
    choices: Mapping[str, Choice]
    required: tuple[Field, ...]
    lacking: Mapping[str, Any]


@cache
def _plan(name: str, version_name: str) -> _Plan:
    sequence, version = SEQUENCES[name], VERSIONS[version_name]
    here = sequence.fields_in(version)
    return _Plan(
        sequence,
        getattr(shapes, sequence.shape),
        {field.name: field for field in sequence.fields},
        {field.name: CHOICES[name, field.name] for field in sequence.fields if (name, field.name) in CHOICES},
        tuple(field for field in here if field.required),
        {field.attribute: None for field in sequence.fields if field not in here},
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document being read. `strict` holds it to the rules of meaning, as a request is."""

    version: Version
    zone: tzinfo
    strict: bool

    def sequence(self, name: str, element: etree._Element, path: str) -> Any:
        plan = _plan(name, self.version.name)
        given: dict[str, Any] = {}
        for tag, child in _children(element, path or name):
            field = plan.by_name.get(tag)
            if field is None:
                self._beta(plan, tag, child, path)
            elif child.get(_NIL) not in {"true", "1"}:
                if field.attribute in given:
                    raise InvalidRequestXml(path + tag, "the element twice", "it once")
                given[field.attribute] = self._field(plan, field, child, path + tag)
        self._complete(plan, given, path)
        return plan.shape(**{**plan.lacking, **given})

    def _beta(self, plan: _Plan, tag: str, child: etree._Element, path: str) -> None:
        """Pass what only beta namespaces have; refuse any other stranger."""
        in_beta = not self.version.listed and plan.sequence.name in UPLOAD_OPTIONS
        if in_beta and tag in BETA_WISHES and len(child):
            raise NotBuilt(path + tag)
        if not (in_beta and tag in BETA_FLAGS | BETA_WISHES):
            known = ", ".join(field.name for field in plan.sequence.fields_in(self.version)) or "no element"
            raise InvalidRequestXml(path.rstrip("/") or plan.sequence.name, tag, known)

    def _field(self, plan: _Plan, field: Field, element: etree._Element, path: str) -> Any:
        choice = plan.choices.get(field.name) if self.strict else None
        if field.array is not None:
            return self._items(field, choice, element, path)
        if field.primitive and choice is not None:
            return _chosen(choice, _text(element, path), path, optional=not field.required)
        return self._value(field, element, path)

    def _items(self, field: Field, choice: Choice | None, element: etree._Element, path: str) -> tuple[Any, ...]:
        items: list[Any] = []
        for place, (tag, child) in enumerate(_children(element, path), start=1):
            if tag != "items":
                raise InvalidRequestXml(path, tag, "items")
            where = f"{path}/items[{place}]"
            if choice is None:
                items.append(self._value(field, child, where))
            else:
                items.append(_chosen(choice, _text(child, where), where, optional=False))
        if len(items) < field.min_items:
            raise MissingParameter(f"{path}/items", f"at least {field.min_items}")
        if field.max_items is not None and len(items) > field.max_items:
            raise InvalidParameter(path, f"{len(items)} items", f"at most {field.max_items}")
        return tuple(items)

    def _value(self, field: Field, element: etree._Element, path: str) -> Any:
        if not field.primitive:
            return self.sequence(field.kind, element, path + "/")
        text = _text(element, path)
        try:
            return READ[field.kind](text, self.zone)
        except ValueError:
            raise InvalidParameter(path, text, WANTED[field.kind]) from None

    def _complete(self, plan: _Plan, given: dict[str, Any], path: str) -> None:
        for field in plan.required:
            if field.attribute in given:
                continue
            if (plan.sequence.name, field.name) not in DEFAULTS:
                raise MissingParameter(path + field.name)
            given[field.attribute] = DEFAULTS[plan.sequence.name, field.name]
        if self.strict:
            _check_groups(plan, given, path)


def _check_groups(plan: _Plan, given: Mapping[str, Any], path: str) -> None:
    """Refuse none or several of what excludes each other; an empty string counts as absent (`assumed`)."""
    sequence = plan.sequence
    for group in (*sequence.exactly_one_of, *sequence.at_most_one_of):
        named = [name for name in group if given.get(plan.by_name[name].attribute) not in (None, "")]
        exactly = group in sequence.exactly_one_of
        if exactly and not named:
            raise MissingParameter(path.rstrip("/") or sequence.name, "exactly one of " + ", ".join(group))
        if len(named) > 1:
            want = ("exactly" if exactly else "at most") + " one of " + ", ".join(group)
            raise InvalidParameter(path.rstrip("/") or sequence.name, " and ".join(named), want)


def _chosen(choice: Choice, text: str, path: str, *, optional: bool) -> str | None:
    """A word of a group; an optional element left empty chooses nothing (`assumed`)."""
    word = text.strip()
    if word in choice.read_as:
        return choice.read_as[word]
    if optional and not word:
        return None
    raise InvalidParameter(path, text, str(choice))


def _children(element: etree._Element, path: str) -> Iterator[tuple[str, etree._Element]]:
    """Element children with their local names; raises InvalidRequestXml for text between them."""
    between = own_text(element).strip()
    if between:
        raise InvalidRequestXml(path.rstrip("/"), between, "elements, no text between them")
    for child in element:
        name = local_name(child)
        if name:
            yield name, child


def _text(element: etree._Element, path: str) -> str:
    """The text of a primitive, past comments; an empty element is an empty string."""
    for child in element:
        name = local_name(child)
        if name:
            raise InvalidRequestXml(path, name, "text, no elements")
    return own_text(element)
