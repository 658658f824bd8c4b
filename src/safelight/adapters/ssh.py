"""Files of other machines over SSH (SFTP), and what its failures mean.

A server may have any host key unless a file lists those that are known (assumed). Nothing of this machine's own user
is offered or heeded: no keys, no agent, no configuration.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import asyncssh
import httpx

from safelight.adapters.addresses import port

HOME: Final = "/~/"
KEEPALIVE_S: Final = 10.0
"""Between questions to a silent server whether it is there; three without an answer end the connection."""

TROUBLE: Final = (asyncssh.Error, OSError, ValueError)
"""What goes wrong on the other side, or on the way there; ValueError for packets that are none."""
ABSENT: Final = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)

_LASTING: Final = {
    asyncssh.PermissionDenied: "the server does not let this user in",
    asyncssh.HostKeyNotVerifiable: "the host key of the server is not among those known",
    asyncssh.KeyExchangeFailed: "there is no way to encrypt that both sides know",
    asyncssh.SFTPNoSuchFile: "there is no such file",
    asyncssh.SFTPNoSuchPath: "there is no such file",
    asyncssh.SFTPPermissionDenied: "the file may not be reached",
    asyncssh.SFTPInvalidFilename: "the server takes no such name",
}


@dataclass(frozen=True, slots=True)
class Login:
    """Who connects to which machine, by the user and the password of a URL.

    address:     what to connect to; the host key must be that of the URL's host
    known_hosts: file of host keys, as OpenSSH writes it; empty means any
    key:         file of a private key to log in with as well
    """

    url: httpx.URL
    address: str
    known_hosts: str = ""
    key: str = ""
    connect_timeout_s: float = 10.0


@asynccontextmanager
async def opened(login: Login) -> AsyncIterator[asyncssh.SFTPClient]:
    """Raises TROUBLE, as what is done with it does."""
    connection = await asyncssh.connect(
        login.address,
        port(login.url),
        username=login.url.username or "anonymous",
        password=login.url.password or None,
        client_keys=[login.key] if login.key else None,
        known_hosts=login.known_hosts or None,
        host_key_alias=login.url.host,
        agent_path=None,
        config=None,
        gss_host=None,
        connect_timeout=login.connect_timeout_s,
        login_timeout=login.connect_timeout_s,
        keepalive_interval=KEEPALIVE_S,
    )
    try:
        yield await connection.start_sftp_client()
    finally:
        connection.abort()


def path(url: httpx.URL) -> str:
    """The path on the other machine: from its top, or from the user's home where it begins with /~/ (assumed)."""
    return url.path.removeprefix(HOME) or "."


def lasting(trouble: Exception) -> str | None:
    """What is to be said of trouble that another try would not end; None for that which may pass."""
    return next((said for kind, said in _LASTING.items() if isinstance(trouble, kind)), None)


asyncssh.set_log_level(logging.WARNING)
