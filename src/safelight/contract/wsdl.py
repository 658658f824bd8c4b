"""The WSDL of a version: one file, types inline, two bindings at one address.

Names and frame follow the original, also where they are odd: its fault extensions have no name, and its SOAP 1.2
binding states the transport of SOAP 1.1. Source: versions.json transport.soap.wsdl.
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from safelight.contract import schema
from safelight.contract.model import BASE_NAMESPACE, VERSIONS, Operation, Version, operations_in
from safelight.contract.transport import FAULTS, SOAP, WSDL, header_part_namespace

_FRAME = (
    ("wsdl", "http://schemas.xmlsoap.org/wsdl/"),
    ("soap", "http://schemas.xmlsoap.org/wsdl/soap/"),
    ("soap12", "http://schemas.xmlsoap.org/wsdl/soap12/"),
)
_TARGET = "http://www.scene7.com/IpsApi"
_NAMES, _PARTS, _PORTS = WSDL["messageNames"], WSDL["partNames"], WSDL["portTypeNames"]


def build(version: Version, address: str) -> str:
    """The WSDL text of a listed version; `address` is the URL of both ports."""
    return "".join(_definitions(VERSIONS[version.name], address))


def _definitions(version: Version, address: str) -> Iterator[str]:
    prefixes = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in _FRAME)
    spaces = f' xmlns:tns="{_TARGET}" xmlns:types="{version.namespace}" xmlns:base="{BASE_NAMESPACE}"'
    yield "<?xml version='1.0' encoding='UTF-8'?>\n"
    yield f'<wsdl:definitions name="{WSDL["definitionsName"]}" targetNamespace="{_TARGET}"{prefixes}{spaces}>'
    yield f"<wsdl:types>{''.join(schema.texts(version))}</wsdl:types>"
    operations = operations_in(version)
    yield from _shared_messages(version)
    for operation in operations:
        yield from _messages(operation)
    yield f'<wsdl:portType name="{SOAP["portType"]}">{"".join(map(_port_operation, operations))}</wsdl:portType>'
    for prefix, name in zip(("soap", "soap12"), SOAP["bindingNames"], strict=True):
        yield from _binding(prefix, name, operations)
    yield _service(address)
    yield "</wsdl:definitions>"


def _shared_messages(version: Version) -> Iterator[str]:
    prefix = "base" if header_part_namespace(version) == BASE_NAMESPACE else "types"
    yield _message(_NAMES["header"], _PARTS["header"], f"{prefix}:authHeader")
    for fault in FAULTS:
        yield _message(_NAMES["fault"].replace("FAULT", fault), _PARTS["fault"], f"base:{fault}")


def _messages(operation: Operation) -> Iterator[str]:
    asked, answered = (_NAMES[way].replace("OP", operation.name) for way in ("input", "output"))
    yield _message(asked, _PARTS["input"], f"types:{operation.param.name}")
    yield _message(answered, _PARTS["output"], f"types:{operation.returns.name}")


def _message(name: str, part: str, element: str) -> str:
    return f'<wsdl:message name="{name}"><wsdl:part name="{part}" element="{element}"/></wsdl:message>'


def _port_operation(operation: Operation) -> str:
    ways = "".join(
        f'<wsdl:{way} name="{_PORTS[way].replace("OP", operation.name)}"'
        f' message="tns:{_NAMES[way].replace("OP", operation.name)}"/>'
        for way in ("input", "output")
    )
    faults = "".join(
        f'<wsdl:fault name="{_PORTS["fault"].replace("FAULT", fault)}"'
        f' message="tns:{_NAMES["fault"].replace("FAULT", fault)}"/>'
        for fault in FAULTS
    )
    return f'<wsdl:operation name="{operation.name}">{ways}{faults}</wsdl:operation>'


def _binding(prefix: str, name: str, operations: tuple[Operation, ...]) -> Iterator[str]:
    yield f'<wsdl:binding name="{name}" type="tns:{SOAP["portType"]}">'
    yield f'<{prefix}:binding style="document" transport="{WSDL["bindingTransport"]}"/>'
    for operation in operations:
        yield _bound_operation(prefix, operation)
    yield "</wsdl:binding>"


def _bound_operation(prefix: str, operation: Operation) -> str:
    use = f'use="literal" namespace="{WSDL["bindingNamespaceAttribute"]}"'
    body = f"<{prefix}:body {use}/>"
    header = f'<{prefix}:header message="tns:{_NAMES["header"]}" part="{_PARTS["header"]}" {use}/>'
    asked, answered = (_PORTS[way].replace("OP", operation.name) for way in ("input", "output"))
    faults = "".join(f'<wsdl:fault name="{fault}"><{prefix}:fault {use}/></wsdl:fault>' for fault in FAULTS)
    return (
        f'<wsdl:operation name="{operation.name}">'
        f'<{prefix}:operation soapAction="{operation.soap_action}"/>'
        f'<wsdl:input name="{asked}">{body}{header}</wsdl:input>'
        f'<wsdl:output name="{answered}">{body}</wsdl:output>'
        f"{faults}</wsdl:operation>"
    )


def _service(address: str) -> str:
    url = quoteattr(address)
    ends = zip(("soap", "soap12"), SOAP["ports"], SOAP["bindingNames"], strict=True)
    ports = "".join(
        f'<wsdl:port name="{port}" binding="tns:{binding}"><{prefix}:address location={url}/></wsdl:port>'
        for prefix, port, binding in ends
    )
    return f'<wsdl:service name="{SOAP["service"]}">{ports}</wsdl:service>'
