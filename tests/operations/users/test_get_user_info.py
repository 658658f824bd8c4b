"""getUserInfo."""

import pytest

from harness import Refused


@pytest.mark.documented
def test_without_a_name_it_is_the_caller(server):
    info = server.call("getUserInfo").userInfo
    assert (info.email, info.firstName, info.lastName) == (server.email, "Ada", "Test")
    assert (info.isValid, info.isIpsAdmin, info.passwordExpires) == (True, False, None)
    assert info.userHandle.startswith("u|")
    assert info.userHandle.endswith("|" + server.email)


def test_a_colleague_is_found_by_handle_and_by_email(server):
    colleague = server.as_user()
    own = colleague.call("getUserInfo").userInfo
    bare = own.userHandle.removeprefix("u|")
    for known in ({"userHandle": own.userHandle}, {"userHandle": bare}, {"email": colleague.email.upper()}):
        assert server.call("getUserInfo", **known).userInfo == own
    assert server.call("getUserInfo", userHandle=own.userHandle, email=own.email).userInfo == own


def test_handle_and_email_of_two_users_are_refused(server):
    handle = server.call("getUserInfo").userInfo.userHandle
    with pytest.raises(Refused, match="email") as refused:
        server.call("getUserInfo", userHandle=handle, email=server.as_user().email)
    assert refused.value.code == 30001


@pytest.mark.documented
@pytest.mark.parametrize(("version", "field"), [("pre-4.0", "role"), ("2013-02-15", "defaultRole")])
def test_older_versions_have_a_role(server, version, field):
    assert getattr(server.call("getUserInfo", version).userInfo, field) == "IpsCompanyAdmin"
    assert getattr(server.as_user("IpsUser").call("getUserInfo", version).userInfo, field) == "IpsUser"
    assert getattr(server.as_ips_admin().call("getUserInfo", version).userInfo, field) == "IpsAdmin"


def test_who_is_out_of_sight_is_refused_like_who_does_not_exist(server):
    stranger = server.other_company().call("getUserInfo").userInfo
    for handle in (stranger.userHandle, "u|999999999|nobody@example.com"):
        with pytest.raises(Refused) as refused:
            server.call("getUserInfo", userHandle=handle)
        assert (refused.value.element, refused.value.code) == ("authorizationFault", 20002)
    for email in (stranger.email, "nobody@example.com"):
        with pytest.raises(Refused) as refused:
            server.call("getUserInfo", email=email)
        assert (refused.value.element, refused.value.code) == ("authorizationFault", 20001)


def test_an_ips_admin_sees_everybody(server):
    assert server.as_ips_admin().call("getUserInfo", email=server.email).userInfo.email == server.email


def test_a_handle_that_is_none_is_refused(server):
    with pytest.raises(Refused, match="userHandle") as refused:
        server.call("getUserInfo", userHandle="u|x")
    assert refused.value.code == 30001
