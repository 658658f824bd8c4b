"""The eight WSDLs in a strict SOAP client that knows nothing of us: every operation through both bindings."""

import functools
from datetime import UTC
from typing import Any

import pytest
import zeep
from lxml import etree
from wire_values import maximal

from safelight.contract import envelope, model, schema, wsdl
from safelight.contract.codec import decode_param, encode_return
from safelight.domain import faults

ADDRESS = "http://ips.example:8080/scene7/services/IpsApiService?a=1&b=2"
VERSIONS = pytest.mark.parametrize("version", model.VERSIONS.values(), ids=lambda v: v.name)
BOTH = pytest.mark.parametrize(
    ("port", "form"), [("IpsApiSoapPort", envelope.SOAP_11), ("IpsApiSoap12Port", envelope.SOAP_12)]
)


class Response:
    """What zeep wants of an HTTP library's response."""

    status_code = 200
    encoding = "utf-8"

    def __init__(self, content: bytes, form: envelope.Form) -> None:
        self.content = content
        self.headers = {"Content-Type": form.media_type}


class Wire(zeep.Transport):
    """In place of HTTP: reads the request with our codec, remembers it, answers what it was told to."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self.texts, self.answer, self.param, self.auth = texts, "", None, None

    def load(self, url: str) -> bytes:
        return self.texts[url].encode()

    def post_xml(self, address: str, envelope_: etree._Element, headers: dict[str, str]) -> Response:
        assert address == ADDRESS
        request = envelope.read(etree.tostring(envelope_))
        version = model.version_of(request.namespace)
        operation = model.operation_of(request.param_name, version)
        schema.of(version).assertValid(request.param)
        assert headers.get("SOAPAction", operation.name).strip('"') == operation.name
        self.param = decode_param(operation.name, request.param, version, UTC)
        self.auth = request.auth
        return Response(self.answer.encode(), request.form)


@functools.cache
def client(version: model.Version) -> tuple[zeep.Client, Wire]:
    wire = Wire({"http://h/ips.wsdl": wsdl.build(version, ADDRESS)})
    return zeep.Client("http://h/ips.wsdl", transport=wire, settings=zeep.Settings(strict=True)), wire


@VERSIONS
def test_each_wsdl_loads_with_all_its_operations_on_both_ports(version):
    loaded, _ = client(version)
    ports = loaded.wsdl.services["IpsApiService"].ports
    assert list(ports) == ["IpsApiSoapPort", "IpsApiSoap12Port"]
    for port in ports.values():
        assert sorted(port.binding._operations) == sorted(each.name for each in model.operations_in(version))


@VERSIONS
@BOTH
def test_every_operation_goes_through_the_client_and_back(version, port, form):
    loaded, wire = client(version)
    service = loaded.bind("IpsApiService", port)
    header = {"user": "a@b.c", "password": "&<", "appName": "zeep", "appVersion": "4"}
    for operation in model.operations_in(version):
        sent = maximal(operation.param, version)
        answer = maximal(operation.returns, version)
        text = encode_return(operation.name, answer, version, UTC)
        wire.answer = envelope.write_reply(text, form)
        reply = getattr(service, operation.name)(**as_zeep(sent), _soapheaders={"authHeader": header})
        assert wire.param == sent, operation.name
        assert wire.auth == envelope.Auth("a@b.c", "&<", app_name="zeep", app_version="4")
        assert seen(reply, operation.returns, version) == told(answer, operation.returns, version), operation.name


@BOTH
def test_a_fault_reaches_the_client_with_its_detail(port, form):
    loaded, wire = client(model.NEWEST)
    wire.answer = envelope.write_fault(faults.InvalidCredentials(), form)
    with pytest.raises(zeep.exceptions.Fault) as refused:
        loaded.bind("IpsApiService", port).checkLogin(email="a@b.c", password="p")
    assert refused.value.message == "authenticationFault"
    assert refused.value.detail.find(".//{*}code").text == "10001"


def test_the_address_stands_in_both_ports_escaped():
    assert wsdl.build(model.NEWEST, ADDRESS).count('location="' + ADDRESS.replace("&", "&amp;") + '"') == 2


@pytest.mark.documented
@VERSIONS
def test_the_header_message_is_of_the_namespace_of_the_original(version):
    text = wsdl.build(version, ADDRESS)
    prefix = "types" if version.name == "2014-04-03" else "base"
    assert f'<wsdl:part name="authHeader" element="{prefix}:authHeader"/>' in text
    assert text.count('<xsd:element name="authHeader">') == (2 if version.name == "2014-04-03" else 1)
    assert ('name="accessToken"' in text) == (version.name >= "2013" and version.name != "pre-4.0")


def test_a_beta_version_is_described_by_the_version_that_answers_it():
    beta = model.version_of(model.BASE_NAMESPACE + "/2019-09-10-beta")
    assert wsdl.build(beta, ADDRESS) == wsdl.build(model.NEWEST, ADDRESS)


def test_the_schema_refuses_what_is_out_of_order():
    children = "<folderPath>/</folderPath><companyHandle>c|1</companyHandle>"
    swapped = f'<createFolderParam xmlns="{model.NEWEST.namespace}">{children}</createFolderParam>'
    assert not schema.of(model.NEWEST).validate(etree.fromstring(swapped))


def as_zeep(shape: object) -> dict[str, Any]:
    """Arrays become an object with items, as the WSDL has it."""
    sequence = next(each for each in model.SEQUENCES.values() if each.shape == type(shape).__name__)
    return {
        f.name: _zeep_value(f, getattr(shape, f.attribute))
        for f in sequence.fields
        if getattr(shape, f.attribute) is not None
    }


def _zeep_value(field: model.Field, value: Any) -> Any:
    if field.array is not None:
        return {"items": [item if field.primitive else as_zeep(item) for item in value]}
    return value if field.primitive else as_zeep(value)


def told(shape: Any, sequence: model.Sequence, version: model.Version) -> dict[str, Any]:
    """What a shape says in a version, as plain values by wire name."""
    out = {}
    for field in sequence.fields_in(version):
        value = getattr(shape, field.attribute)
        out[field.name] = None if value is None else _told(value, field, version)
    return out


def _told(value: Any, field: model.Field, version: model.Version) -> Any:
    if field.array is not None:
        return [item if field.primitive else told(item, model.TYPES[field.kind], version) for item in value]
    return value if field.primitive else told(value, model.TYPES[field.kind], version)


def seen(reply: Any, sequence: model.Sequence, version: model.Version) -> dict[str, Any]:
    """What zeep made of a reply; it hands out the content of an element with a single child by itself."""
    fields = sequence.fields_in(version)
    if len(fields) == 1 and not hasattr(reply, fields[0].name):
        return {fields[0].name: _seen(reply, fields[0], version)}
    return {f.name: _seen(getattr(reply, f.name), f, version) for f in fields}


def _seen(value: Any, field: model.Field, version: model.Version) -> Any:
    if field.array is not None:
        items = getattr(value, "items", value) or []
        return [item if field.primitive else seen(item, model.TYPES[field.kind], version) for item in items]
    return value if field.primitive or value is None else seen(value, model.TYPES[field.kind], version)
