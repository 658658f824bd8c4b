"""Take a file from an sftp address."""

import stat

import asyncssh
import httpx

from safelight.adapters import disk, ssh
from safelight.adapters.addresses import SSH, pin, shown
from safelight.adapters.transfer import CHUNK_BYTES, Bounds, Fetched, Sink
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError


async def fetch(url: httpx.URL, sink: Sink, bounds: Bounds) -> Fetched:
    """Raises SourceRefused, TransientError."""
    pinned = await pin(url, bounds.allowed, SSH)
    login = ssh.Login(url, str(pinned.address), bounds.known_hosts, connect_timeout_s=bounds.connect_timeout_s)
    try:
        async with ssh.opened(login) as files:
            await _take(files, url, sink)
    except ssh.TROUBLE as trouble:
        if disk.is_full(trouble):
            raise
        if (reason := ssh.lasting(trouble)) is not None:
            raise SourceRefused(shown(url), reason) from trouble
        raise TransientError(f"{shown(url)}: {type(trouble).__name__}") from trouble
    return sink.fetched(url.path)


async def _take(files: asyncssh.SFTPClient, url: httpx.URL, sink: Sink) -> None:
    facts = await files.stat(ssh.path(url))
    if facts.permissions is not None and not stat.S_ISREG(facts.permissions):
        raise SourceRefused(shown(url), "that is no file")
    sink.expect(facts.size or 0)
    async with files.open(ssh.path(url), "rb") as file:
        with sink:
            chunk: bytes = await file.read(CHUNK_BYTES)
            while chunk:
                sink.write(chunk)
                chunk = await file.read(CHUNK_BYTES)
