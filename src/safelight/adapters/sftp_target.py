"""A folder of another machine, reached by SFTP, that files are published to."""

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path, PurePosixPath
from typing import TypeVar

import asyncssh
import httpx

from safelight.adapters import network, ssh
from safelight.adapters.transfer import CHUNK_BYTES
from safelight.domain.faults import TargetRefused
from safelight.domain.items import TransientError

T = TypeVar("T")


class SftpTarget:
    """As `targets.Target` says; each call logs in anew."""

    def __init__(self, address: str, known_hosts: str, key: str) -> None:
        """address: sftp://USER:PASSWORD@HOST/FOLDER; known_hosts, key: files, see `ssh.Login`"""
        url = httpx.URL(address)
        self._login = ssh.Login(url, url.host, known_hosts, key)
        self._folder = PurePosixPath(ssh.path(url))

    def size_bytes(self, path: str) -> int | None:
        async def asked(files: asyncssh.SFTPClient, at: str) -> int | None:
            try:
                return (await files.stat(at)).size
            except ssh.ABSENT:
                return None

        return self._done(path, asked)

    def put(self, path: str, file: Path) -> None:
        async def written(files: asyncssh.SFTPClient, at: str) -> None:
            await files.makedirs(str(PurePosixPath(at).parent), exist_ok=True)
            unfinished = f"{at}.{secrets.token_hex(6)}.part"
            try:
                await _write(files, file, unfinished)
                await _put_in_place(files, unfinished, at)
            except BaseException:
                await files.remove(unfinished)
                raise

        self._done(path, written)

    def delete(self, path: str) -> None:
        async def deleted(files: asyncssh.SFTPClient, at: str) -> None:
            try:
                await files.remove(at)
            except ssh.ABSENT:
                return

        self._done(path, deleted)

    def _done(self, path: str, work: Callable[[asyncssh.SFTPClient, str], Awaitable[T]]) -> T:
        """Raises TransientError, TargetRefused."""
        if not path or any(part in {"", ".", ".."} for part in path.split("/")):
            raise TargetRefused(path)
        try:
            return network.run(self._within(work, str(self._folder / path)), _nobody_waits)
        except ssh.TROUBLE as trouble:
            reason = ssh.lasting(trouble) or type(trouble).__name__
            raise TransientError(f"{path} could not be written: {reason}") from trouble

    async def _within(self, work: Callable[[asyncssh.SFTPClient, str], Awaitable[T]], at: str) -> T:
        async with ssh.opened(self._login) as files:
            return await work(files, at)


async def _write(files: asyncssh.SFTPClient, file: Path, at: str) -> None:
    async with files.open(at, "wb") as there:
        with file.open("rb") as here:
            while chunk := here.read(CHUNK_BYTES):
                await there.write(chunk)


async def _put_in_place(files: asyncssh.SFTPClient, unfinished: str, at: str) -> None:
    """At once where the server can, as OpenSSH does."""
    try:
        await files.posix_rename(unfinished, at)
    except asyncssh.SFTPOpUnsupported:
        if await files.exists(at):
            await files.remove(at)
        await files.rename(unfinished, at)


def _nobody_waits() -> None:
    """A file is written to its end."""
