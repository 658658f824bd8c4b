"""Replies and faults to text, in the form of the request.

Clients cut the text at the literals `<soapenv:Body>` and `</soapenv:Body>`, and read the prefixes `soapenv` and `tns`
as text: every byte here is part of the contract. Source: wire-facts, Envelope and HTTP, Faults; faults.json.
"""

from collections.abc import Mapping
from typing import Final

from safelight.contract.codec.values import write_text
from safelight.contract.envelope.form import SOAP_12, Form
from safelight.contract.model import BASE_NAMESPACE
from safelight.domain.faults import Fault

DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8'?>"
_BLAME: Final[Mapping[str, tuple[str, str]]] = {
    "ipsApiFault": ("Server", "ipsApiFault"),
    "authenticationFault": ("Client", "authenticationFault"),
    "authorizationFault": ("Client", "AuthorizationException"),
}
"""By fault element: faultcode and faultstring. That of ipsApiFault is recorded, of authorizationFault documented,
of authenticationFault `assumed` from the other two."""
_BLAME_12: Final = {"Server": "Receiver", "Client": "Sender"}


def write_reply(reply: str, form: Form) -> str:
    """A document around a return element."""
    if form.soap is None:
        return DECLARATION + reply
    return (
        f'{DECLARATION}<soapenv:Envelope xmlns:soapenv="{form.soap}"><soapenv:Body>{reply}'
        "</soapenv:Body></soapenv:Envelope>"
    )


def write_fault(fault: Fault, form: Form) -> str:
    """A document around a fault; where there is no envelope, the fault element alone."""
    detail = (
        f'<tns:{fault.element} xmlns:tns="{BASE_NAMESPACE}"><tns:code>{fault.code}</tns:code>'
        f"<tns:reason>{write_text(str(fault))}</tns:reason></tns:{fault.element}>"
    )
    if form.soap is None:
        return DECLARATION + detail
    code, text = _BLAME[fault.element]
    inside = _fault_12(code, text, detail) if form == SOAP_12 else _fault_11(code, text, detail)
    return write_reply(f"<soapenv:Fault>{inside}</soapenv:Fault>", form)


def _fault_11(code: str, text: str, detail: str) -> str:
    return f"<faultcode>soapenv:{code}</faultcode><faultstring>{text}</faultstring><detail>{detail}</detail>"


def _fault_12(code: str, text: str, detail: str) -> str:
    """The form of 1.2 is `assumed`: no fault of the original in it is known."""
    return (
        f"<soapenv:Code><soapenv:Value>soapenv:{_BLAME_12[code]}</soapenv:Value></soapenv:Code>"
        f'<soapenv:Reason><soapenv:Text xml:lang="en">{text}</soapenv:Text></soapenv:Reason>'
        f"<soapenv:Detail>{detail}</soapenv:Detail>"
    )
