"""The contract in memory: versions, operations, and the sequence of every element and type.

A sequence holds the fields of all versions in one order; `Sequence.fields_in` gives those of one version, in its
wire order. Source: contract data, whose own rule ("how to build the WSDL of version V") this follows.
"""

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safelight.contract.naming import attribute_name, shape_name
from safelight.domain.faults import InvalidRequestXml

DATA: Final = Path(__file__).parent / "data"
BASE_NAMESPACE: Final = "http://www.scene7.com/IpsApi/xsd"
PRIMITIVE: Final = "xsd:"
_STAMP: Final = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class Version:
    """One API version as a caller addresses it.

    name:      as `versions.json` names it; for a beta namespace, the version it is answered as
    position:  place in the order of versions, 0 = oldest
    namespace: of parameters and replies
    listed:    False for a beta namespace, which has no WSDL of its own
    """

    name: str
    position: int
    namespace: str
    wsdl_file: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """One element of a sequence.

    kind:        `xsd:...` or the name of a type; where `array` is set, that of its items
    array:       name of the array type that wraps the items, or None
    first, last: positions of the versions that have it
    required:    minOccurs 1 in those versions
    min_items, max_items: bounds of the items of an array; None is unbounded
    """

    name: str
    attribute: str
    kind: str
    array: str | None
    first: int
    last: int
    required: bool
    min_items: int = 0
    max_items: int | None = None

    @property
    def primitive(self) -> bool:
        return self.kind.startswith(PRIMITIVE)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A complex type, a parameter or a return; `name` is the wire name, `shape` that of its dataclass."""

    name: str
    shape: str
    first: int
    last: int
    fields: tuple[Field, ...]
    exactly_one_of: tuple[tuple[str, ...], ...] = ()
    at_most_one_of: tuple[tuple[str, ...], ...] = ()

    def fields_in(self, version: Version) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.first <= version.position <= field.last)


@dataclass(frozen=True, slots=True)
class ArrayType:
    """A type that repeats one element, `items`; its shape is a tuple."""

    name: str
    kind: str
    first: int
    last: int
    min_items: int
    max_items: int | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `documented_roles` is None where no source lists who may call it."""

    name: str
    family: str
    soap_action: str
    param: Sequence
    returns: Sequence
    first: int
    last: int
    documented: bool
    deprecated: bool
    documented_roles: tuple[str, ...] | None
    notes: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return loaded


_VERSIONS = _read("versions.json")
_TYPES = _read("types.json")
_OPERATIONS = _read("operations.json")
_POSITION: Final[Mapping[str, int]] = {name: place for place, name in enumerate(_VERSIONS["order"])}
_LAST: Final = len(_POSITION) - 1


def _span(entry: Mapping[str, Any], first: int, last: int) -> tuple[int, int]:
    """Positions an entry is in force; what it leaves open comes from its owner."""
    since, until = entry.get("since"), entry.get("until")
    return _POSITION[since] if since else first, _POSITION[until] if until else last


def _array(name: str, entry: Mapping[str, Any]) -> ArrayType:
    items = entry["fields"][0]
    return ArrayType(name, items["type"], *_span(entry, 0, _LAST), items.get("min", 0), items.get("max"))


def _field(entry: Mapping[str, Any], first: int, last: int) -> Field:
    span = _span(entry, first, last)
    name, kind, required = entry["name"], entry["type"], bool(entry["required"])
    array = ARRAYS.get(kind)
    if array is None:
        return Field(name, attribute_name(name), kind, None, *span, required)
    bounds = (array.min_items, array.max_items)
    return Field(name, attribute_name(name), array.kind, kind, *span, required, *bounds)


def _fields(entry: Mapping[str, Any], part: str, legacy_part: str) -> tuple[Field, ...]:
    """Fields of all versions in one order: a legacy one stands right behind the one it names in `after`."""
    first, last = _span(entry, 0, _LAST)
    fields = [_field(each, first, last) for each in entry[part]]
    for legacy in entry.get(legacy_part, ()):
        names = [None, *(field.name for field in fields)]
        fields.insert(names.index(legacy["after"]), _field(legacy, first, last))
    return tuple(fields)


def _groups(entry: Mapping[str, Any], rule: str) -> tuple[tuple[str, ...], ...]:
    found = entry.get(rule, [])
    return tuple(map(tuple, found if found and isinstance(found[0], list) else [found] if found else []))


def _type(name: str, entry: Mapping[str, Any]) -> Sequence:
    fields = _fields(entry, "fields", "legacyFields")
    at_most_one_of = _groups(entry, "atMostOneOf")
    return Sequence(name, shape_name(name), *_span(entry, 0, _LAST), fields, at_most_one_of=at_most_one_of)


def _operation(name: str, entry: Mapping[str, Any]) -> Operation:
    span = _span(entry, 0, _LAST)
    wanted, given = entry["inputElement"], entry["outputElement"]
    one_of = _groups(entry, "exactlyOneOf")
    roles = entry["authorizedUserTypes"]
    return Operation(
        name,
        entry["family"],
        entry["soapAction"],
        Sequence(wanted, shape_name(wanted), *span, _fields(entry, "input", "legacyInput"), exactly_one_of=one_of),
        Sequence(given, shape_name(given), *span, _fields(entry, "output", "legacyOutput")),
        *span,
        documented=entry["documented"],
        deprecated=entry["deprecated"],
        documented_roles=None if roles is None else tuple(roles),
        notes=tuple(entry["notes"]),
    )


VERSIONS: Final[Mapping[str, Version]] = {
    name: Version(name, place, _VERSIONS["versions"][name]["namespace"], _VERSIONS["versions"][name]["wsdlFile"])
    for name, place in _POSITION.items()
}
NEWEST: Final = VERSIONS[_VERSIONS["order"][-1]]
ARRAYS: Final[Mapping[str, ArrayType]] = {
    name: _array(name, entry) for name, entry in _TYPES.items() if "arrayOf" in entry
}
TYPES: Final[Mapping[str, Sequence]] = {
    name: _type(name, entry) for name, entry in _TYPES.items() if "arrayOf" not in entry
}
OPERATIONS: Final[Mapping[str, Operation]] = {name: _operation(name, entry) for name, entry in _OPERATIONS.items()}
_BY_NAMESPACE: Final = {version.namespace: version for version in VERSIONS.values()}
_BY_PARAM: Final = {operation.param.name: operation for operation in OPERATIONS.values()}
SEQUENCES: Final[Mapping[str, Sequence]] = {
    **TYPES,
    **{each.name: each for operation in OPERATIONS.values() for each in (operation.param, operation.returns)},
}


def version_of(namespace: str) -> Version:
    """The version that answers a namespace.

    A beta namespace is answered in itself, with the shapes of the release it preceded, else of the newest version.
    raises: InvalidRequestXml for a namespace that is none of the API
    """
    listed = _BY_NAMESPACE.get(namespace)
    if listed is not None:
        return listed
    base, _, stamp = namespace.rpartition("/")
    if base != BASE_NAMESPACE or not _STAMP.fullmatch(stamp):
        raise InvalidRequestXml("namespace", namespace, f"{BASE_NAMESPACE} or one below it")
    preceded = VERSIONS.get(_VERSIONS["betaNamespaces"].get(stamp, ""), NEWEST)
    return dataclasses.replace(preceded, namespace=namespace, listed=False)


def operation_of(param_name: str, version: Version) -> Operation:
    """The operation that a parameter element asks for. Raises InvalidRequestXml if this version has none."""
    operation = _BY_PARAM.get(param_name)
    if operation is None or not operation.first <= version.position <= operation.last:
        raise InvalidRequestXml("request", param_name, f"the parameter of an operation of version {version.name}")
    return operation


def operations_in(version: Version) -> tuple[Operation, ...]:
    return tuple(each for each in OPERATIONS.values() if each.first <= version.position <= each.last)
