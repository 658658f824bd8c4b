"""A real SMTP server that a test looks into."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from safelight.services.context import Parts


class Inbox:
    """Takes mails; turns away the first `refusals` of them."""

    def __init__(self, refusals: int = 0, words: str = "451 not now") -> None:
        self.mails = []
        self.refusals, self.words = refusals, words

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        if self.refusals:
            self.refusals -= 1
            return self.words
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append((envelope.rcpt_tos, message_from_bytes(content, policy=policy.default)))
        return "250 taken"


@contextmanager
def relay(parts: Parts, inbox: Inbox) -> Iterator[Inbox]:
    """The running application sends its mails into the inbox."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    before = parts.settings
    controller.start()
    object.__setattr__(parts, "settings", before.model_copy(update={"smtp_url": f"smtp://127.0.0.1:{port}"}))
    try:
        yield inbox
    finally:
        object.__setattr__(parts, "settings", before)
        controller.stop()
