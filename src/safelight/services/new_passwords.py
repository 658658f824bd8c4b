"""Making passwords up, and mailing them to who asked for one. No log, no row ever holds one."""

import secrets
import string
from typing import Final

import structlog

from safelight.adapters import mail
from safelight.domain.items import TransientError
from safelight.domain.people import Caller
from safelight.services import texts
from safelight.settings import Settings

log = structlog.get_logger()

LENGTH: Final = 14
SYMBOLS: Final = "!#$%*+-=?@_"
CLASSES: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits, SYMBOLS)


def generate() -> str:
    """14 characters, at least one of each class: lower case, upper case, digit, symbol."""
    while True:
        made = "".join(secrets.choice("".join(CLASSES)) for _ in range(LENGTH))
        if all(set(made) & set(letters) for letters in CLASSES):
            return made


def hand_out(settings: Settings, caller: Caller, locale: str) -> str:
    """A new password; where there is a mail relay the caller gets it by mail too, else only by the return.

    A relay that fails is a line in the log, since the caller has the password all the same.
    """
    password = generate()
    if settings.smtp_url:
        _mail(settings, caller, locale, password)
    return password


def _mail(settings: Settings, caller: Caller, locale: str, password: str) -> None:
    try:
        mail.send(
            settings.smtp_url,
            sender=settings.mail_from,
            recipient=caller.account.email,
            subject=texts.say(locale, "password_subject"),
            text=texts.say(locale, "password_text", password=password).lstrip("\n"),
        )
    except (TransientError, ValueError) as error:
        log.warning("password.not_mailed", account=caller.account.id, reason=str(error))
