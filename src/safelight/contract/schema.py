"""The XML schemas of a version: as text for its WSDL, compiled for checking messages.

A version's own namespace holds its types, parameters and returns; the base namespace holds faults and authHeader.
pre-4.0 has the base namespace for its own, so one schema holds all. Source: README of the contract study, "How to
build the WSDL of version V"; versions.json transport.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from safelight.contract.model import (
    ARRAYS,
    BASE_NAMESPACE,
    NEWEST,
    TYPES,
    ArrayType,
    Field,
    Sequence,
    Version,
    operations_in,
)
from safelight.contract.transport import FAULTS, WSDL, HeaderDeclaration, header_declarations

_XSD = "http://www.w3.org/2001/XMLSchema"
_ANY = f'<xsd:anyAttribute namespace="{WSDL["anyAttribute"]["namespace"]}" processContents="lax"/>'


@cache
def of(version: Version) -> etree.XMLSchema:
    """The compiled schema of a version's own namespace, beta namespaces too: what returns must satisfy."""
    return etree.XMLSchema(etree.fromstring(text_of(version)))


@cache
def of_faults(version: Version = NEWEST) -> etree.XMLSchema:
    """The compiled schema of the base namespace: what fault elements must satisfy."""
    return etree.XMLSchema(etree.fromstring(texts(version)[-1]))


def text_of(version: Version) -> str:
    """The schema of a version's own namespace."""
    return texts(version)[0]


def texts(version: Version) -> list[str]:
    """The schemas of a version as its WSDL holds them: its own namespace first, then the base one if that differs."""
    own = [*_types(version), *_messages(version)]
    base = [*_faults(), *_headers(version, BASE_NAMESPACE)]
    if version.namespace == BASE_NAMESPACE:
        return [_schema(BASE_NAMESPACE, [*own, *base])]
    own += _headers(version, version.namespace)
    return [_schema(version.namespace, own), _schema(BASE_NAMESPACE, base)]


def _schema(namespace: str, declarations: Iterable[str]) -> str:
    return (
        f'<xsd:schema xmlns:xsd="{_XSD}" xmlns:t="{namespace}" targetNamespace="{namespace}"'
        f' elementFormDefault="{WSDL["elementFormDefault"]}">{"".join(declarations)}</xsd:schema>'
    )


def _types(version: Version) -> Iterator[str]:
    for kind in TYPES.values():
        if kind.first <= version.position <= kind.last:
            yield f'<xsd:complexType name="{kind.name}">{_sequence(kind, version)}</xsd:complexType>'
    for array in ARRAYS.values():
        if array.first <= version.position <= array.last:
            yield f'<xsd:complexType name="{array.name}"><xsd:sequence>{_items(array)}</xsd:sequence></xsd:complexType>'


def _messages(version: Version) -> Iterator[str]:
    for operation in operations_in(version):
        yield _element(operation.param.name, _sequence(operation.param, version))
        yield _element(operation.returns.name, _sequence(operation.returns, version))


def _faults() -> Iterator[str]:
    for fault in FAULTS.values():
        fields = (_declared(each["name"], each["type"], 1 if each["required"] else 0) for each in fault["fields"])
        yield _element(fault["element"], f"<xsd:sequence>{''.join(fields)}</xsd:sequence>{_ANY}")


def _headers(version: Version, namespace: str) -> Iterator[str]:
    return (_header(each) for each in header_declarations(version) if each.namespace == namespace)


def _header(declaration: HeaderDeclaration) -> str:
    required = declaration.required
    fields = (_declared(name, kind, int(name in required)) for name, kind in declaration.fields.items())
    group = f"xsd:{declaration.group}"
    return _element("authHeader", f"<{group}>{''.join(fields)}</{group}>{_ANY}")


def _element(name: str, content: str) -> str:
    return f'<xsd:element name="{name}"><xsd:complexType>{content}</xsd:complexType></xsd:element>'


def _sequence(sequence: Sequence, version: Version) -> str:
    return f"<xsd:sequence>{''.join(map(_field, sequence.fields_in(version)))}</xsd:sequence>"


def _field(field: Field) -> str:
    return _declared(field.name, field.array or field.kind, int(field.required))


def _items(array: ArrayType) -> str:
    most = "unbounded" if array.max_items is None else str(array.max_items)
    return _declared("items", array.kind, array.min_items, most)


def _declared(name: str, kind: str, least: int, most: str = "1") -> str:
    prefix = "" if kind.startswith("xsd:") else "t:"
    occurs = ("" if least == 1 else f' minOccurs="{least}"') + ("" if most == "1" else f' maxOccurs="{most}"')
    return f'<xsd:element name="{name}" type="{prefix}{kind}"{occurs}/>'
