"""Addresses that are taken out of caches: which are a company's, and when two are one."""

from collections.abc import Collection
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from safelight.domain.faults import InvalidParameter

PICTURES: Final = "/is/image/"
SERVICES: Final = (PICTURES, "/is/content/", "/ir/render/")
"""Paths under which the public part of the services lies. Source: Image Serving reference, rule sets, RequestType."""
LONGEST: Final = 8_192
_PORTS: Final = {"http": ":80", "https": ":443"}


def key(path: str, query: str) -> str:
    """One text for all ways to write an address below a service: escapes are read, case stays."""
    return f"{unquote(path).strip('/')}?{unquote(query)}"


def check(field: str, address: str, root: str, hosts: Collection[str]) -> None:
    """Refuse what is no address of a company's published objects.

    hosts:  those that serve them, in lower case, with a port where they have one
    raises: InvalidParameter
    """
    parts = _split(field, address)
    within = next((service for service in SERVICES if parts.path.startswith(service)), None)
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, ""))
    if parts.scheme not in _PORTS or host not in hosts or within is None:
        raise InvalidParameter(field, address, f"an address of this service, such as http://{min(hosts)}{PICTURES}...")
    if unquote(parts.path.removeprefix(within)).partition("/")[0] != root:
        raise InvalidParameter(field, address, f"an address that names {root} after {within}")


def picture_key(address: str) -> str | None:
    """The key of the picture an address names; None for what no picture is served at."""
    parts = urlsplit(address.strip())
    return key(parts.path.removeprefix(PICTURES), parts.query) if parts.path.startswith(PICTURES) else None


def _split(field: str, address: str) -> SplitResult:
    want = f"an http or https address of at most {LONGEST} characters"
    if len(address) > LONGEST or not address.isprintable():
        raise InvalidParameter(field, address, want)
    try:
        return urlsplit(address.strip())
    except ValueError:
        raise InvalidParameter(field, address, want) from None
