"""Bytes to a request: SOAP 1.1, SOAP 1.2, the plain `<Request>` document, or a parameter alone.

Nothing outside the document is ever read: no DTD, no entity but XML's own five, no network, libxml2's own limits on
depth and text size.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from safelight.contract.elements import local_name, split_tag
from safelight.contract.envelope.auth import Auth, read_auth
from safelight.contract.envelope.form import PLAIN, SOAP_11, SOAP_12, Form
from safelight.domain.faults import InvalidRequestXml

_FORMS = {form.soap: form for form in (SOAP_11, SOAP_12)}
_LONGEST_ECHO = 200


@dataclass(frozen=True)
class Request:
    """A message taken apart, so far as it is XML in a form we know.

    headers: what may be or hold the authHeader
    body:    what stands where one parameter element belongs

    `param`, `param_name` and `namespace` raise InvalidRequestXml when there is not exactly one element there, so that
    this fault too is answered in the message's own form.
    """

    form: Form
    headers: tuple[etree._Element, ...]
    body: tuple[etree._Element, ...]

    @cached_property
    def auth(self) -> Auth | None:
        return read_auth(self.headers)

    @property
    def param(self) -> etree._Element:
        if len(self.body) != 1:
            raise InvalidRequestXml("body", f"{len(self.body)} elements", "one parameter element")
        return self.body[0]

    @property
    def param_name(self) -> str:
        return split_tag(self.param)[1]

    @property
    def namespace(self) -> str:
        return split_tag(self.param)[0]


def read(body: bytes) -> Request:
    """Take a message apart. Raises InvalidRequestXml for what is no XML, holds a DOCTYPE or is in no form we know."""
    root = parse(body)
    namespace, name = split_tag(root)
    form = _FORMS.get(namespace)
    if form is None and name == "Request":
        headers = tuple(child for child in root if local_name(child) == "authHeader")
        return Request(PLAIN, headers, tuple(child for child in _elements(root) if child not in headers))
    if form is None or name != "Envelope":
        raise InvalidRequestXml("request", name, "a SOAP envelope, or a Request document")
    parts = {local_name(child): child for child in _elements(root)}
    if "Body" not in parts:
        raise InvalidRequestXml("Envelope", "no Body", "a Body")
    return Request(form, _elements(parts.get("Header")), _elements(parts["Body"]))


def read_alone(auth: bytes | None, param: bytes) -> Request:
    """The two documents of an upload, one with the header and one with the parameter, each the root of its own.

    A client in use sends a stray quote behind the parameter, so that text behind the last tag is dropped.
    """
    headers = () if auth is None else (parse(_to_last_tag(auth)),)
    return Request(PLAIN, headers, (parse(_to_last_tag(param)),))


def parse(text: bytes) -> etree._Element:
    """Parse with nothing but the text itself. Raises InvalidRequestXml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise InvalidRequestXml("request", (error.msg or "nothing")[:_LONGEST_ECHO], "well-formed XML") from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise InvalidRequestXml("request", "a DOCTYPE", "a document without one")
    return root


def _to_last_tag(text: bytes) -> bytes:
    return text[: text.rfind(b">") + 1]


def _elements(parent: etree._Element | None) -> tuple[etree._Element, ...]:
    return () if parent is None else tuple(child for child in parent if local_name(child))
