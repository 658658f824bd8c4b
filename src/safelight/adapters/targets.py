"""Where files are published to outside of this server: a folder of the machine or of another one, or a bucket."""

from contextlib import suppress
from pathlib import Path
from typing import Protocol

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore

from safelight.adapters.buckets import open_bucket
from safelight.adapters.sftp_target import SftpTarget
from safelight.domain.faults import NotBuilt, TargetRefused
from safelight.domain.items import TransientError
from safelight.settings import Settings


def check(address: str) -> None:
    """raises: NotBuilt for an address of a kind that is not written to, as ftp://"""
    scheme, found, _ = address.partition("://")
    if found and scheme not in {"s3", "file", "sftp"}:
        raise NotBuilt(f"publishing to {scheme}://")


class Target(Protocol):
    """Files by their paths, with slashes between; each is there whole or not at all."""

    def size_bytes(self, path: str) -> int | None:
        """None where there is no such file. Raises TransientError, TargetRefused."""

    def put(self, path: str, file: Path) -> None:
        """Write a file, in place of what is there. Raises TransientError, TargetRefused."""

    def delete(self, path: str) -> None:
        """Nothing happens where there is none. Raises TransientError, TargetRefused."""


def target(address: str, settings: Settings) -> Target:
    """address: a folder, file://, s3:// or sftp:// URL; raises NotBuilt for another kind"""
    check(address)
    if address.startswith("sftp://"):
        return SftpTarget(address, settings.ssh_known_hosts, settings.ssh_key)
    return StoreTarget(address, settings.s3_endpoint)


class StoreTarget:
    """A folder of this machine, or a bucket; as `Target` says."""

    def __init__(self, address: str, s3_endpoint: str) -> None:
        self._store = open_bucket(address, s3_endpoint) if address.startswith("s3://") else _folder(address)

    def size_bytes(self, path: str) -> int | None:
        try:
            return int(obstore.head(self._store, path)["size"])
        except FileNotFoundError:
            return None
        except (BaseError, OSError, ValueError) as error:
            raise _read(path, error) from error

    def put(self, path: str, file: Path) -> None:
        try:
            obstore.put(self._store, path, file)
        except (BaseError, OSError, ValueError) as error:
            raise _read(path, error) from error

    def delete(self, path: str) -> None:
        try:
            with suppress(FileNotFoundError):
                obstore.delete(self._store, path)
        except (BaseError, OSError, ValueError) as error:
            raise _read(path, error) from error


def _folder(address: str) -> ObjectStore:
    return LocalStore(Path(address.removeprefix("file://")).absolute(), mkdir=True)


def _read(path: str, error: Exception) -> Exception:
    """A path that cannot be is refused; all else may pass."""
    if isinstance(error, ValueError):
        return TargetRefused(path)
    first = str(error).strip().partition("\n")[0]
    return TransientError(f"{path} could not be written: {first}")
