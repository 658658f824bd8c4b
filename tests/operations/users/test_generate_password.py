"""generatePassword: the mail is taken by a real SMTP server."""

import asyncio
import string
import threading
import time

import pytest
import structlog

from harness import Refused
from inbox import Inbox, relay
from made_people import own_handle


class Slow(Inbox):
    """Takes no mail before it is opened."""

    def __init__(self):
        super().__init__()
        self.open = threading.Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        await asyncio.to_thread(self.open.wait)
        return await super().handle_DATA(server, session, envelope)


def come(inbox):
    """The mails, once there is one."""
    end = time.monotonic() + 5
    while not inbox.mails and time.monotonic() < end:
        time.sleep(0.01)
    return inbox.mails


@pytest.mark.documented
def test_a_strong_password_is_answered_each_time_another(server):
    made = [server.call("generatePassword").password for _ in range(20)]
    assert len(set(made)) == 20
    for password in made:
        classes = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation)
        assert all(set(password) & set(letters) for letters in classes)
        assert len(password) >= 12


@pytest.mark.documented
def test_it_is_nobody_s_until_it_is_set(server):
    user = server.as_user()
    password = user.call("generatePassword").password
    known = {"companyHandle": server.company, "email": user.email}
    assert server.call("checkLogin", password=password, **known).status == "InvalidLogin"
    user.call("setPassword", password=password)
    assert server.call("checkLogin", password=password, **known).status == "ValidLogin"


def test_it_is_mailed_to_who_asked_and_stands_in_no_log(server):
    user = server.as_user()
    with relay(server.parts, Inbox()) as inbox, structlog.testing.capture_logs() as log:
        password = user.call("generatePassword").password
        ((recipients, message),) = come(inbox)
    assert recipients == [user.email]
    assert password in message.get_content().split()
    assert password not in message["Subject"]
    assert password not in repr(log)


def test_the_mail_speaks_the_language_of_the_call(server):
    with relay(server.parts, Inbox()) as inbox:
        body = server.envelope("generatePassword", server.version, {})
        server.post(body.replace("</password>", "</password><locale>de-DE</locale>", 1))
        ((_, message),) = come(inbox)
    assert message["Subject"].endswith("neues Passwort")


def test_a_relay_that_fails_is_tried_again_and_keeps_nobody_from_the_password(server):
    with relay(server.parts, Inbox(refusals=1)) as inbox, structlog.testing.capture_logs() as log:
        password = server.call("generatePassword").password
        ((_, message),) = come(inbox)
    assert password in message.get_content()
    (told,) = [line for line in log if line["event"] == "password.not_mailed"]
    assert f"u|{told['account']}|" in own_handle(server)
    assert password not in repr(log)


def test_nobody_waits_for_the_relay(server):
    with relay(server.parts, Slow()) as inbox:
        password = server.call("generatePassword").password
        assert inbox.mails == []
        inbox.open.set()
        assert password in come(inbox)[0][1].get_content()


@pytest.mark.documented
def test_who_is_a_member_of_nothing_is_refused(server):
    admin = server.as_ips_admin()
    nobody = server.as_user()
    admin.call("setCompanyMembership", userHandle=own_handle(nobody), membershipArray=[])
    with pytest.raises(Refused) as refused:
        nobody.call("generatePassword")
    assert refused.value.code == 20003
