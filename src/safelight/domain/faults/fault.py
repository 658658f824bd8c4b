"""What every refusal is: its fault element, its code, and how it quotes a value."""

from typing import ClassVar, Literal

LONGEST_ECHO = 200
"""Characters of a value that a reason quotes: enough to know it by, whatever was sent."""

Element = Literal["ipsApiFault", "authenticationFault", "authorizationFault"]


def shown(got: object) -> str:
    """A value as a reason quotes it."""
    text = str(got)
    return repr(got if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}... ({len(text)} characters)")


class Fault(Exception):
    """A refusal the caller is told about; its text is the `reason` on the wire."""

    element: ClassVar[Element]
    code: ClassVar[int]


class AuthenticationFault(Fault):
    """We do not know who calls."""

    element = "authenticationFault"


class AuthorizationFault(Fault):
    """We know who calls, and they may not."""

    element = "authorizationFault"


class ApiFault(Fault):
    """The call itself cannot be done."""

    element = "ipsApiFault"
    code = 30000


class InternalError(ApiFault):
    """Our bug; the log has the stack under the request id."""

    def __init__(self, request_id: str) -> None:
        super().__init__(f"internal error; the server log has it under request {request_id}")


class NotBuilt(ApiFault):
    """Something the contract names that Safelight does not do yet."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not built yet in this version of Safelight")
