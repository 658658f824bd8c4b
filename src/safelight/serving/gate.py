"""Who is served, and what a locked or obfuscated request means.

Source: Image Serving reference, request locking, request obfuscation, ClientAddressFilter.
"""

import base64
import binascii
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final
from urllib.parse import unquote_to_bytes

from safelight.domain.faults import ClientRefused, LockRefused
from safelight.domain.records import ServingSettings
from safelight.serving import url

_LOCK_LETTERS: Final = 4
_FACTOR: Final = 131


def admit(settings: ServingSettings, client: str) -> None:
    """client: IP address of who asks. Raises ClientRefused where the company's filter does not name it."""
    if settings.client_address_filter and not _listed(settings.client_address_filter, client):
        raise ClientRefused(client)


def opened(asked: url.Request, query: str, settings: ServingSettings) -> url.Request:
    """What a request means where the company has its requests obfuscated, locked or both; else as it was asked.

    query:  as it came, still encoded
    raises: LockRefused, and as `url.read_modifiers`
    """
    if not (settings.request_obfuscation or settings.request_lock):
        return asked
    text = _clear(query) if settings.request_obfuscation else query
    return url.Request(asked.address, url.read_modifiers(_unlocked(text) if settings.request_lock else text))


def lock(modifiers: str) -> str:
    """The four digits that lock some modifiers, which are encoded and without the lock."""
    total = 0
    for byte in modifiers.encode():
        total = (total * _FACTOR + byte) & 0xFFFF
    return f"{total:0{_LOCK_LETTERS}x}"


def _listed(networks: tuple[str, ...], client: str) -> bool:
    try:
        address = ip_address(client)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in ip_network(network) for network in networks)


def _clear(query: str) -> str:
    try:
        return base64.b64decode(unquote_to_bytes(query), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise LockRefused("the modifiers are not base64, and must be") from None


def _unlocked(text: str) -> str:
    modifiers, separator, found = text[: -_LOCK_LETTERS - 1], text[-_LOCK_LETTERS - 1 : -_LOCK_LETTERS], text
    if separator != "&" or found[-_LOCK_LETTERS:].lower() != lock(modifiers):
        raise LockRefused("the request does not end in its lock")
    return modifiers
