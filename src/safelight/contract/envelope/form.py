"""The forms a message travels in, and what tells them apart."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Form:
    """One form; `soap` is the namespace of its envelope, None for a document that stands alone."""

    name: str
    soap: str | None
    media_type: str


SOAP_11: Final = Form("SOAP 1.1", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml;charset=utf-8")
SOAP_12: Final = Form("SOAP 1.2", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml;charset=utf-8")
PLAIN: Final = Form("plain XML", None, "text/xml;charset=utf-8")


def form_of(body: bytes, *, plain: bool = False) -> Form:
    """The form to answer a body in that cannot be read as XML; `plain` says that it came in by the plain entry."""
    if SOAP_12.soap and SOAP_12.soap.encode() in body:
        return SOAP_12
    return PLAIN if plain else SOAP_11
