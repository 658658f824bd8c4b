"""Bytes kept under their own digest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blob:
    """Stored and synced bytes: their SHA-256 in lower-case hex, and their length."""

    digest: str
    size_bytes: int
