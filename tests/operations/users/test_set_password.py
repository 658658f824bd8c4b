"""setPassword."""

from dataclasses import replace
from datetime import datetime

import pytest

from harness import Refused

NEW = "An0ther-one & <more>"


def code_of(server):
    """The code of the fault that keeps the caller out, or None."""
    try:
        server.call("getUserInfo")
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.documented
def test_a_user_changes_the_own_password(server):
    user = server.as_user()
    user.call("setPassword", password=NEW)
    assert code_of(user) == 10001
    assert code_of(replace(user, password=NEW)) is None


def test_the_own_handle_means_the_same(server):
    user = server.as_user()
    user.call("setPassword", userHandle=user.call("getUserInfo").userInfo.userHandle, password=NEW)
    assert code_of(replace(user, password=NEW)) is None


@pytest.mark.documented
def test_an_ips_admin_changes_that_of_anybody(server):
    handle = server.call("getUserInfo").userInfo.userHandle
    server.as_ips_admin().call("setPassword", userHandle=handle, password=NEW)
    assert code_of(server) == 10001
    assert code_of(replace(server, password=NEW)) is None


@pytest.mark.documented
def test_nobody_else_changes_that_of_another(server):
    handle = server.as_user().call("getUserInfo").userInfo.userHandle
    with pytest.raises(Refused) as refused:
        server.call("setPassword", userHandle=handle, password=NEW)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20007)


def test_an_expired_password_keeps_its_user_out(server):
    user = server.as_user()
    user.call("setPassword", password=NEW, passwordExpires="2020-01-01T00:00:00.000+00:00")
    assert code_of(replace(user, password=NEW)) == 10002


@pytest.mark.documented
def test_the_end_of_a_password_is_told_and_taken_away_again(server):
    user = replace(server.as_user(), password=NEW)
    ends = "2090-01-01T12:00:00.500-06:00"
    replace(user, password="Sesam-0ffne").call("setPassword", password=NEW, passwordExpires=ends)
    assert user.call("getUserInfo").userInfo.passwordExpires == datetime.fromisoformat(ends)
    user.call("setPassword", password=NEW)
    assert user.call("getUserInfo").userInfo.passwordExpires is None


@pytest.mark.documented
@pytest.mark.parametrize("weak", ["", "Sh0rt", "onlyletters"])
def test_a_weak_password_is_refused(server, weak):
    with pytest.raises(Refused, match="password: got") as refused:
        server.call("setPassword", password=weak)
    assert refused.value.code == 30001
    assert code_of(server) is None


def test_a_user_handle_that_names_nobody_is_refused(server):
    admin = server.as_ips_admin()
    for handle, code in (("u|999999999|x@example.com", 20002), ("nobody", 30001)):
        with pytest.raises(Refused, match="userHandle") as refused:
            admin.call("setPassword", userHandle=handle, password=NEW)
        assert refused.value.code == code


def test_a_password_is_wanted(server):
    with pytest.raises(Refused, match="password") as refused:
        server.call("setPassword")
    assert refused.value.code == 30002
