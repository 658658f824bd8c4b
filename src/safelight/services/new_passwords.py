"""Making passwords up, and mailing them to who asked for one. No log, no row ever holds one."""

import secrets
import string
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog

from safelight.adapters import mail
from safelight.domain.items import TransientError
from safelight.domain.people import Account, Caller
from safelight.services import texts
from safelight.settings import Settings

log = structlog.get_logger()

LENGTH: Final = 14
SYMBOLS: Final = "!#$%*+-=?@_"
PAUSES_S: Final = (1.0, 5.0, 30.0, 120.0)
"""Between the tries of a mail."""
MOST_ON_THE_WAY: Final = 32
_ON_THE_WAY: Final = threading.BoundedSemaphore(MOST_ON_THE_WAY)
CLASSES: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits, SYMBOLS)


def generate() -> str:
    """14 characters, at least one of each class: lower case, upper case, digit, symbol."""
    while True:
        made = "".join(secrets.choice("".join(CLASSES)) for _ in range(LENGTH))
        if all(set(made) & set(letters) for letters in CLASSES):
            return made


def hand_out(settings: Settings, caller: Caller, locale: str) -> str:
    """A new password; where there is a mail relay the caller gets it by mail too, else only by the return.

    The mail is on its way when this returns. A relay that fails is a line in the log, since the caller has the password
    all the same.
    """
    password = generate()
    if settings.smtp_url:
        _post(settings, caller.account, locale, password)
    return password


def _post(settings: Settings, account: Account, locale: str, password: str) -> None:
    """Mail it beside the call, from memory alone: what ends with this process is not mailed."""
    if not _ON_THE_WAY.acquire(blocking=False):
        log.warning("password.not_mailed", account=account.id, reason=f"{MOST_ON_THE_WAY} others are on their way")
        return
    subject = texts.say(locale, "password_subject")
    text = texts.say(locale, "password_text", password=password).lstrip("\n")
    send = partial(mail.send, settings.smtp_url, sender=settings.mail_from, recipient=account.email)
    wanted = partial(send, subject=subject, text=text)
    threading.Thread(target=_deliver, args=(wanted, account), name="password mail", daemon=True).start()


def _deliver(send: Callable[[], None], account: Account) -> None:
    try:
        for pause_s in PAUSES_S:
            if _sent(send, account):
                return
            time.sleep(pause_s)
        _sent(send, account)
    finally:
        _ON_THE_WAY.release()


def _sent(send: Callable[[], None], account: Account) -> bool:
    """False where another try may help."""
    try:
        send()
    except TransientError as error:
        log.warning("password.not_mailed", account=account.id, reason=str(error))
        return False
    except ValueError as error:
        log.warning("password.not_mailed", account=account.id, reason=str(error))
    return True
