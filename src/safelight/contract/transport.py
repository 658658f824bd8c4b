"""What of the wire is the same for every operation: names of the WSDL, the header, the faults."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from safelight.contract.model import BASE_NAMESPACE, DATA, VERSIONS, Version


@dataclass(frozen=True, slots=True)
class HeaderDeclaration:
    """The authHeader as one namespace of the WSDL declares it.

    group:    `all` (any order) or `sequence`
    fields:   wire name to primitive type
    """

    namespace: str
    group: str
    required: frozenset[str]
    fields: Mapping[str, str]


_VERSIONS: Final[Mapping[str, Any]] = json.loads((DATA / "versions.json").read_text(encoding="utf-8"))
_HEADER: Final[Mapping[str, Any]] = _VERSIONS["transport"]["authHeader"]
SOAP: Final[Mapping[str, Any]] = _VERSIONS["transport"]["soap"]
WSDL: Final[Mapping[str, Any]] = SOAP["wsdl"]
FAULTS: Final[Mapping[str, Mapping[str, Any]]] = json.loads((DATA / "faults.json").read_text(encoding="utf-8"))[
    "faults"
]


def header_declarations(version: Version) -> tuple[HeaderDeclaration, ...]:
    """The authHeader as a version declares it, one for each namespace that has it."""
    return tuple(
        HeaderDeclaration(
            namespace=BASE_NAMESPACE if entry["namespace"] == "base" else version.namespace,
            group=entry["group"],
            required=frozenset(entry["required"]),
            fields=_header_fields(version),
        )
        for entry in _HEADER["declarations"]
        if entry["versions"] == "all" or version.name in entry["versions"]
    )


def header_part_namespace(version: Version) -> str:
    """The namespace whose authHeader the header message of the WSDL refers to."""
    part = _HEADER["wsdlHeaderPart"].get(version.name, _HEADER["wsdlHeaderPart"]["default"])
    return version.namespace if part == "own" else BASE_NAMESPACE


def _header_fields(version: Version) -> dict[str, str]:
    first = {name: known.position for name, known in VERSIONS.items()}
    return {
        field["name"]: field["type"]
        for field in _HEADER["fields"]
        if first.get(field.get("since"), 0) <= version.position
    }
