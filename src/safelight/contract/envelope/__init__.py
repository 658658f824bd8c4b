"""Around parameter and return: what a request is taken from, and what a reply or fault is put in."""

from safelight.contract.envelope.auth import Auth
from safelight.contract.envelope.form import PLAIN, SOAP_11, SOAP_12, Form, form_of
from safelight.contract.envelope.reading import Request, parse, read, read_alone
from safelight.contract.envelope.writing import write_fault, write_reply

__all__ = [
    "PLAIN",
    "SOAP_11",
    "SOAP_12",
    "Auth",
    "Form",
    "Request",
    "form_of",
    "parse",
    "read",
    "read_alone",
    "write_fault",
    "write_reply",
]
