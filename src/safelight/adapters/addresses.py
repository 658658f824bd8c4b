"""Which hosts a URL somebody gave us may reach: none inside, unless the settings name it.

A host is looked up once; the connection then goes to the address that was judged, so that a second answer of
the name server cannot lead elsewhere.
"""

import asyncio
import socket
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx

from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

WEB: Final = ("http", "https")
FTP: Final = ("ftp",)
SSH: Final = ("sftp",)
PORTS: Final = {"http": 80, "https": 443, "ftp": 21, "sftp": 22}
NAT64 = IPv6Network("64:ff9b::/96")

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Pinned:
    """A URL, and the address its host stood for when it was judged."""

    url: httpx.URL
    address: Address

    @property
    def port(self) -> int:
        return port(self.url)

    def request(self, client: httpx.AsyncClient, method: str, **parts: object) -> httpx.Request:
        """A request to the address that still speaks of the host, in its header and to TLS."""
        target = self.url.copy_with(host=str(self.address), username=None, password=None)
        request = client.build_request(method, target, **parts)  # type: ignore[arg-type]  # httpx's own keywords
        request.headers["Host"] = self.url.netloc.decode("ascii")
        if self.url.scheme == "https":
            request.extensions["sni_hostname"] = self.url.host
        return request


async def pin(url: httpx.URL, allowed: Collection[str], schemes: Sequence[str] = WEB) -> Pinned:
    """Look the host up and judge it.

    allowed: hosts, as they stand in URLs, that may be reached although they are private
    schemes: those that may be asked for
    raises:  SourceRefused for a scheme, host or address that is out of bounds; TransientError when the lookup failed
    """
    if url.scheme not in schemes:
        raise SourceRefused(shown(url), f"scheme {url.scheme!r} is not fetched here, only {' and '.join(schemes)}")
    if not url.host:
        raise SourceRefused(shown(url), "the address names no host")
    found = await _look_up(url)
    if url.host.lower() not in allowed and not all(map(public, found)):
        raise SourceRefused(shown(url), "the host is inside a private network, and no setting allows it")
    return Pinned(url, found[0])


def is_web(text: str) -> bool:
    """Whether a text is an address by http or https that names a host."""
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL:
        return False
    return url.scheme in WEB and bool(url.host)


def port(url: httpx.URL) -> int:
    """The one a URL of a known scheme leads to."""
    return url.port or PORTS[url.scheme]


def shown(url: httpx.URL) -> str:
    """The URL without user and password."""
    if not url.host:
        return unread(str(url))
    return str(url.copy_with(username=None, password=None)) if url.userinfo else str(url)


def unread(address: str) -> str:
    """What may be told of a text that is no address: nothing before its last @, where a password may stand."""
    return address.rpartition("@")[2]


def public(address: Address) -> bool:
    """Whether an address lies in the open internet, whatever form it is written in."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(inner)
    return address.is_global and not address.is_multicast


async def _look_up(url: httpx.URL) -> list[Address]:
    """No name server is asked what an address in its usual form stands for: that takes a thread."""
    with suppress(ValueError):
        return [ip_address(url.host)]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(url.host, port(url), type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise TransientError(f"{url.host}: the name could not be looked up") from error
        raise SourceRefused(shown(url), "there is no such host") from error
    except UnicodeError as error:
        raise SourceRefused(shown(url), "the host is no valid name") from error
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
