"""Who may see pictures that are not published: holders of a signed link, and members of the company."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

from safelight.domain.faults import AuthenticationFault, LinkRefused
from safelight.domain.permissions import UNBOUND, Access
from safelight.services import access, authorisation, system_properties
from safelight.services.authorisation import Credentials
from safelight.services.context import Parts
from safelight.store import companies
from safelight.store.database import Tx

PROPERTY: Final = "preview_secret"
"""System property that holds the secret, hexadecimal; made at the first start."""

EXPIRES, SIGNATURE = "expires", "sig"
_SECONDS: Final = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Link:
    """What a preview address says for itself; empty where it says nothing."""

    expires: str
    signature: str


def sign(secret: bytes, root: str, name: str, expires_s: int) -> str:
    """The part of a query that opens one picture of one company; other image commands may stand beside it.

    root, name: as in the address, decoded
    expires_s:  seconds since 1970 at which the link ends
    """
    return f"{EXPIRES}={expires_s}&{SIGNATURE}={_signature(secret, root, name, str(expires_s))}"


def check(secret: bytes, root: str, name: str, link: Link, now_ms: int) -> None:
    """raises: LinkRefused where the link was not signed here for this picture, or has ended"""
    good = _SECONDS.fullmatch(link.expires) is not None
    signature = _signature(secret, root, name, link.expires)
    if not good or not hmac.compare_digest(signature.encode(), link.signature.encode()):
        raise LinkRefused("its signature does not belong to this picture and this end")
    if int(link.expires) * 1000 <= now_ms:
        raise LinkRefused("it has ended")


def secret(tx: Tx) -> bytes:
    """What this installation signs links with."""
    return bytes.fromhex(system_properties.value(tx, PROPERTY) or "")


def admit(parts: Parts, root: str, name: str, link: Link, credentials: Credentials | None) -> Access:
    """Let through who holds a good link, or is an active member of the company; in whose name they look.

    raises: LinkRefused
    """
    if link.signature:
        with parts.database.read() as tx:
            known = secret(tx)
        if not known:
            raise LinkRefused("this server signs none")
        check(known, root, name, link, parts.clock.now_ms())
        return UNBOUND
    try:
        caller = authorisation.authenticate(parts, credentials)
    except AuthenticationFault:
        raise LinkRefused("it is not signed, and nobody who may see the picture asks") from None
    with parts.database.read() as tx:
        company = companies.by_root(tx, root)
        if company is None or caller.role_in(company.id) is None:
            raise LinkRefused("it is not signed, and the caller is no member of the company")
        return access.own(tx, caller, company.id)


def _signature(secret: bytes, root: str, name: str, expires: str) -> str:
    text = f"{root}\0{name}\0{expires}".encode()
    digest = hmac.new(secret, text, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
