"""Mail through the relay of the settings."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from safelight.domain.items import TransientError

TIMEOUT_S = 20.0
PORTS = {"smtp": 25, "smtps": 465}


def send(relay: str, *, sender: str, recipient: str, subject: str, text: str) -> None:
    """Hand one mail to the relay; TLS where it offers it.

    relay:  smtp:// or smtps://, [user:password@]host[:port]
    raises: TransientError for what another try might change; ValueError for a relay that is none
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, recipient, subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2] or None)
    message.set_content(text)
    try:
        with _opened(relay) as connection:
            _secure(connection, relay)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise TransientError(f"{type(error).__name__} {error}".strip()) from error


def _opened(relay: str) -> smtplib.SMTP:
    parts = urlsplit(relay)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"smtp_url: got {parts.scheme}://{parts.hostname}, want smtp:// or smtps:// and a host")
    port = parts.port or PORTS[parts.scheme]
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    return kind(parts.hostname, port, timeout=TIMEOUT_S)


def _secure(connection: smtplib.SMTP, relay: str) -> None:
    """TLS where the relay offers it; its certificate must be good where a password follows."""
    parts = urlsplit(relay)
    connection.ehlo()
    if connection.has_extn("starttls"):
        context = ssl.create_default_context()
        if not parts.username:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection.starttls(context=context)
    if parts.username:
        connection.login(unquote(parts.username), unquote(parts.password or ""))
