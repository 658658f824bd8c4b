"""generatePassword: the mail is taken by a real SMTP server."""

import string

import pytest
import structlog

from harness import Refused
from inbox import Inbox, relay
from made_people import own_handle


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
    ((recipients, message),) = inbox.mails
    assert recipients == [user.email]
    assert password in message.get_content().split()
    assert password not in message["Subject"]
    assert password not in repr(log)


def test_the_mail_speaks_the_language_of_the_call(server):
    with relay(server.parts, Inbox()) as inbox:
        body = server.envelope("generatePassword", server.version, {})
        server.post(body.replace("</password>", "</password><locale>de-DE</locale>", 1))
    ((_, message),) = inbox.mails
    assert message["Subject"].endswith("neues Passwort")


def test_a_relay_that_fails_keeps_nobody_from_the_password(server):
    with relay(server.parts, Inbox(refusals=1, words="554 no")), structlog.testing.capture_logs() as log:
        password = server.call("generatePassword").password
    (told,) = [line for line in log if line["event"] == "password.not_mailed"]
    assert f"u|{told['account']}|" in own_handle(server)
    assert password not in repr(log)


@pytest.mark.documented
def test_who_is_a_member_of_nothing_is_refused(server):
    admin = server.as_ips_admin()
    nobody = server.as_user()
    admin.call("setCompanyMembership", userHandle=own_handle(nobody), membershipArray=[])
    with pytest.raises(Refused) as refused:
        nobody.call("generatePassword")
    assert refused.value.code == 20003
