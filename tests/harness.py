"""The harness: the real application in process, called as a client would, in XML over HTTP.

Requests are built from the contract data, so a test names wire names and values only; replies are checked
against the schema of their version before a test sees them.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

import httpx
from lxml import etree

from asgi import AsgiClient
from permitted import let
from safelight.contract import model, schema
from safelight.domain import handles, roles
from safelight.services import accounts, companies
from safelight.services.context import Parts

SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
BASE = "http://www.scene7.com/IpsApi/xsd"
PASSWORD = "Sesam-0ffne"
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{soap}"><soapenv:Header>{header}'
    "</soapenv:Header><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>"
)


class Refused(Exception):
    """A fault the server answered."""

    def __init__(self, element: str, code: int, reason: str, status: int) -> None:
        super().__init__(f"{element} {code}: {reason}")
        self.element, self.code, self.reason, self.status = element, code, reason, status


@dataclass
class Server:
    """One caller of one company of the real application."""

    parts: Parts
    http: AsgiClient
    company: str
    root: str
    email: str
    password: str = PASSWORD
    version: str = model.NEWEST.name
    seen: dict[str, set[str]] = field(default_factory=dict)

    def call(self, operation: str, version: str | None = None, **values: Any) -> Any:
        """Call an operation; returns the reply as an object, raises Refused for a fault."""
        wanted = version or self.version
        response = self.post(self.envelope(operation, wanted, values))
        return read_reply(response, operation, wanted)

    def envelope(self, operation: str, version: str, values: dict[str, Any]) -> str:
        asked = model.VERSIONS[version]
        body = write(model.OPERATIONS[operation].param, values, asked, f' xmlns="{asked.namespace}"')
        return ENVELOPE.format(soap=SOAP_11, header=self.auth_header(), body=body)

    def auth_header(self) -> str:
        user, password = escape(self.email), escape(self.password)
        return f'<authHeader xmlns="{BASE}"><user>{user}</user><password>{password}</password></authHeader>'

    def post(self, body: str | bytes, path: str = "/scene7/services/IpsApiService", **headers: str) -> httpx.Response:
        sent = {"Content-Type": "text/xml; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
        return self.http.post(path, content=body, headers=sent)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def as_user(self, role: str = "IpsUser", company: str | None = None, *, permitted: bool = True) -> "Server":
        """The same server through another, new user: a member of the company with that role.

        permitted: one bound by permissions is in a group that may do everything below the company's root
        """
        email = f"{role.lower()}-{secrets.token_hex(4)}@example.com"
        add_user(self.parts, email, role, company or self.company)
        if permitted and role in roles.BOUND:
            let(self.parts, email, company or self.company)
        return self._with(email=email)

    def as_ips_admin(self) -> "Server":
        """The same server through a new IpsAdmin, who is over all companies."""
        email = f"root-{secrets.token_hex(4)}@example.com"
        add_user(self.parts, email, None, None)
        return self._with(email=email)

    def other_company(self) -> "Server":
        """The same server through the administrator of another, new company."""
        return new_server(self.parts, self.http)

    def run_jobs(self) -> None:
        """Work every due job to its end, in this process, by the code the worker runs."""
        from safelight.jobs import drain

        drain.drain(self.parts)

    def _with(self, **changes: Any) -> "Server":
        return Server(**({name: getattr(self, name) for name in self.__dataclass_fields__} | changes))


def new_server(parts: Parts, http: AsgiClient) -> Server:
    """A fresh company with an IpsCompanyAdmin."""
    mark = secrets.token_hex(4)
    email = f"admin-{mark}@example.com"
    with parts.database.write() as tx:
        company = companies.create(tx, f"Company {mark}", None, None, parts.clock.now_ms())
    add_user(parts, email, "IpsCompanyAdmin", company.handle)
    return Server(parts, http, company.handle, company.root, email)


def add_user(parts: Parts, email: str, role: str | None, company: str | None) -> None:
    with parts.database.write() as tx:
        account = accounts.create(
            tx,
            parts.passwords,
            email=email,
            first_name="Ada",
            last_name="Test",
            password=PASSWORD,
            password_expires_ms=None,
            valid=True,
            ips_admin=role is None,
            now_ms=parts.clock.now_ms(),
        )
        if role is not None and company is not None:
            accounts.join(tx, account.id, handles.company_id("company", company), role, active=True)


def write(
    shape: model.Sequence, values: dict[str, Any], version: model.Version, attributes: str = "", name: str = ""
) -> str:
    """One element in the wire order of its fields; a name the contract lacks is a mistake of the test."""
    fields = shape.fields_in(version)
    strangers = sorted(set(values) - {f.name for f in fields})
    assert not strangers, f"{shape.name} of {version.name} has no {strangers}"
    inner = "".join(_field(f, values[f.name], version) for f in fields if values.get(f.name) is not None)
    tag = name or shape.name
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _field(f: model.Field, value: Any, version: model.Version) -> str:
    if f.array is None:
        return _one(f, f.name, value, version)
    items = "".join(_one(f, "items", item, version) for item in value)
    return f"<{f.name}>{items}</{f.name}>"


def _one(f: model.Field, tag: str, value: Any, version: model.Version) -> str:
    if f.primitive:
        return f"<{tag}>{escape(_text(value))}</{tag}>"
    return write(model.TYPES[f.kind], value, version, name=tag)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def read_reply(response: httpx.Response, operation: str, version: str) -> Any:
    """The reply, checked against the schema of its version, as an object with wire names."""
    assert b"Traceback" not in response.content
    root = etree.fromstring(response.content)
    body = root.find(f"{{{SOAP_11}}}Body")
    assert body is not None, response.text
    child = body[0]
    if etree.QName(child).localname == "Fault":
        _refuse(child, response.status_code)
    answered = model.VERSIONS[version]
    schema.of(answered).assertValid(child)
    returns = model.OPERATIONS[operation].returns
    assert etree.QName(child).localname == returns.name
    return _object(child, returns, answered)


def _refuse(fault: etree._Element, status: int) -> None:
    detail = fault.find("detail")
    assert detail is not None
    element = detail[0]
    code, reason = (element.findtext(f"{{{BASE}}}{name}") for name in ("code", "reason"))
    assert code is not None
    raise Refused(etree.QName(element).localname, int(code), reason or "", status)


def _object(element: etree._Element, shape: model.Sequence, version: model.Version) -> SimpleNamespace:
    found = {etree.QName(child).localname: child for child in element}
    return SimpleNamespace(**{f.name: _read(found.get(f.name), f, version) for f in shape.fields_in(version)})


def _read(element: etree._Element | None, f: model.Field, version: model.Version) -> Any:
    if element is None:
        return None
    if f.array is not None:
        return [_value(item, f.kind, version) for item in element]
    return _value(element, f.kind, version)


def _value(element: etree._Element, kind: str, version: model.Version) -> Any:
    text = element.text or ""
    match kind:
        case "xsd:int" | "xsd:long":
            return int(text)
        case "xsd:double":
            return float(text)
        case "xsd:boolean":
            return text in {"1", "true"}
        case "xsd:dateTime":
            return datetime.fromisoformat(text)
        case _ if kind.startswith(model.PRIMITIVE):
            return text
    return _object(element, model.TYPES[kind], version)
