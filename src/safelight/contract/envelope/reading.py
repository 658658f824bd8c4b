"""Bytes to a request: SOAP 1.1, SOAP 1.2, the plain `<Request>` document, or a parameter alone.

Nothing outside the document is ever read: no DTD, no entity but XML's own five, no network, libxml2's own limits on
depth and text size.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final

from lxml import etree

from safelight.contract.elements import local_name, split_tag
from safelight.contract.envelope.auth import Auth, read_auth
from safelight.contract.envelope.form import PLAIN, SOAP_11, SOAP_12, Form
from safelight.domain.faults import InvalidRequestXml

_FORMS = {form.soap: form for form in (SOAP_11, SOAP_12)}
NODES_MAX: Final = 1_000_000
"""Tags and attributes of a document, as it takes 50 times its text in memory where it holds nothing else. An upload job
of 100,000 addresses has 600,000."""
_HEADERS_READ: Final = 100
_PARAMETERS_READ: Final = 2


@dataclass(frozen=True)
class Request:
    """A message taken apart, so far as it is XML in a form we know.

    headers: what may be or hold the authHeader; the first hundred
    body:    what stands where one parameter element belongs; two of those where there are more

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
            raise InvalidRequestXml("body", "several elements" if self.body else "no element", "one parameter element")
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
        headers = (child for child in root if local_name(child) == "authHeader")
        return _request(PLAIN, headers, (child for child in _elements(root) if local_name(child) != "authHeader"))
    if form is None or name != "Envelope":
        raise InvalidRequestXml("request", name, "a SOAP envelope, or a Request document")
    parts = {local_name(child): child for child in _elements(root)}
    if "Body" not in parts:
        raise InvalidRequestXml("Envelope", "no Body", "a Body")
    return _request(form, _elements(parts.get("Header")), _elements(parts["Body"]))


def read_alone(auth: bytes | None, param: bytes) -> Request:
    """The two documents of an upload, one with the header and one with the parameter, each the root of its own.

    A client in use sends a stray quote behind the parameter, so that text behind the last tag is dropped.
    """
    headers = () if auth is None else (parse(_to_last_tag(auth)),)
    return Request(PLAIN, headers, (parse(_to_last_tag(param)),))


def parse(text: bytes) -> etree._Element:
    """Parse with nothing but the text itself. Raises InvalidRequestXml, also where it would take too much memory."""
    nodes = text.count(b"<") + text.count(b"=")
    if nodes > NODES_MAX:
        raise InvalidRequestXml("request", f"{nodes} tags and attributes", f"at most {NODES_MAX}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise InvalidRequestXml("request", error.msg or "nothing", "well-formed XML") from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise InvalidRequestXml("request", "a DOCTYPE", "a document without one")
    return root


def _request(form: Form, headers: Iterable[etree._Element], body: Iterable[etree._Element]) -> Request:
    """Keeps no more elements than are looked at: each one that is kept takes memory of its own."""
    return Request(form, tuple(islice(headers, _HEADERS_READ)), tuple(islice(body, _PARAMETERS_READ)))


def _to_last_tag(text: bytes) -> bytes:
    return text[: text.rfind(b">") + 1]


def _elements(parent: etree._Element | None) -> Iterator[etree._Element]:
    return (child for child in (() if parent is None else parent) if local_name(child))
