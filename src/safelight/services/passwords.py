"""Passwords: their rule, their hashes, and a cache that makes a repeated login cheap."""

import base64
import hmac
import os
import secrets
import string
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from safelight.domain.faults import WeakPassword
from safelight.settings import Settings

MIN_LENGTH = 8
MIN_CLASSES = 2
CACHE_S = 300.0
CACHE_ENTRIES = 10_000

_HASH_BYTES = 32
_SALT_BYTES = 16


class Passwords:
    """Hashes and verifies with argon2id; remembers for five minutes what was right.

    The cache is keyed by an HMAC, under a secret of this process, of the stored hash and the password: nothing in
    memory tells a password, and a password changed anywhere misses everywhere. What was wrong is never
    remembered, so that each guess costs its full price. As many are verified at once as there are processors,
    which bounds their memory.
    """

    def __init__(self, settings: Settings, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._hasher = PasswordHasher(
            time_cost=settings.argon2_time_cost,
            memory_cost=settings.argon2_memory_kib,
            parallelism=1,
            hash_len=_HASH_BYTES,
            salt_len=_SALT_BYTES,
        )
        self._decoy = _decoy(settings)
        self._monotonic_s = monotonic_s
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, float] = OrderedDict()
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(os.cpu_count() or 1)

    def hash(self, password: str) -> str:
        """Waits for nobody, since its caller holds a write transaction."""
        return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether a password fits a stored hash; None is a user who does not exist and burns the time all the same."""
        subject = stored or self._decoy
        key = hmac.digest(self._secret, f"{subject}\0{password}".encode(), "sha256")
        if self._remembered(key):
            return True
        with self._places:
            fits = self._remembered(key) or self._fits(subject, password)
        if fits:
            self._remember(key)
        return fits

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except VerifyMismatchError:
            return False

    def _remembered(self, key: bytes) -> bool:
        with self._lock:
            return self._known.get(key, 0.0) > self._monotonic_s()

    def _remember(self, key: bytes) -> None:
        with self._lock:
            self._known[key] = self._monotonic_s() + CACHE_S
            self._known.move_to_end(key)
            if len(self._known) > CACHE_ENTRIES:
                self._known.popitem(last=False)


def refuse_weak(password: str, field: str = "password") -> None:
    """At least 8 characters of at least two classes: lower, upper, digit, symbol; the two is assumed.

    raises: WeakPassword naming `field`, never the password
    source: IPS API reference, setPassword, which does not say how many classes are needed
    """
    classes = len({_class(letter) for letter in password})
    if len(password) < MIN_LENGTH or classes < MIN_CLASSES:
        want = f"at least {MIN_LENGTH} characters of {MIN_CLASSES} classes: lower case, upper case, digit, symbol"
        raise WeakPassword(field, len(password), classes, want)


def _class(letter: str) -> str:
    if letter in string.digits:
        return "digit"
    if letter.isalpha():
        return "upper" if letter.isupper() else "lower"
    return "symbol"


def _decoy(settings: Settings) -> str:
    """A hash that no password fits, as dear to verify as a real one."""
    cost = f"m={settings.argon2_memory_kib},t={settings.argon2_time_cost},p=1"
    salt, digest = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (_SALT_BYTES, _HASH_BYTES)
    )
    return f"$argon2id$v=19${cost}${salt}${digest}"
