"""setUserInfo, in its three forms."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from harness import Refused
from made_people import inactive, join, named, own_handle
from safelight.store import tables


def facts(**changes):
    known = {"firstName": "Zoe", "lastName": "Zander", "isValid": True, "isIpsAdmin": False}
    known["email"] = f"zoe-{secrets.token_hex(4)}@example.com"
    return {name: value for name, value in (known | changes).items() if value is not None}


def info(server, handle):
    return server.as_ips_admin().call("getUserInfo", userHandle=handle).userInfo


def refusal(server, version=None, **values):
    with pytest.raises(Refused) as refused:
        server.call("setUserInfo", version, **values)
    return refused.value.code


def role_of(user):
    return [each.role for each in user.call("getCompanyMembership").membershipArray]


@pytest.mark.documented
def test_what_is_known_of_a_user_is_changed(server):
    handle = own_handle(server.as_user())
    values = facts(passwordExpires="2090-01-01T12:00:00.500-06:00", isValid=False)
    server.call("setUserInfo", userHandle=handle, **values)
    told = info(server, handle)
    assert (told.firstName, told.lastName, told.email) == ("Zoe", "Zander", values["email"])
    assert (told.isValid, told.isIpsAdmin) == (False, False)
    assert told.passwordExpires == datetime.fromisoformat(values["passwordExpires"])
    assert told.userHandle == f"u|{handle.split('|')[1]}|{values['email']}"


@pytest.mark.documented
def test_by_default_the_caller_is_changed_and_logs_in_by_the_new_email(server):
    values = facts()
    server.call("setUserInfo", **values)
    assert replace(server, email=values["email"]).call("getUserInfo").userInfo.firstName == "Zoe"
    with pytest.raises(Refused) as refused:
        server.call("getUserInfo")
    assert refused.value.code == 10001


def test_the_end_of_a_password_stays_where_none_is_given(server):
    email = named(server, "Joe", "User", passwordExpires="2090-01-01T00:00:00+00:00")
    handle = own_handle(replace(server, email=email))
    server.call("setUserInfo", userHandle=handle, **facts())
    assert info(server, handle).passwordExpires == datetime(2090, 1, 1, tzinfo=UTC)


def test_a_password_whose_end_has_come_keeps_its_user_out(server):
    user = server.as_user()
    values = facts(email=user.email, passwordExpires="2020-01-01T00:00:00+00:00")
    server.call("setUserInfo", userHandle=own_handle(user), **values)
    with pytest.raises(Refused) as refused:
        user.call("getUserInfo")
    assert refused.value.code == 10002


def test_an_email_in_use_is_refused_whatever_its_case_but_ones_own(server):
    user = server.as_user()
    handle = own_handle(user)
    assert refusal(server, userHandle=handle, **facts(email=server.email.upper())) == 30000
    server.call("setUserInfo", userHandle=handle, **facts(email=user.email.upper()))
    assert user.call("getUserInfo").userInfo.email == user.email.upper()


@pytest.mark.parametrize("email", ["", "joe", "a b@example.com", "a|b@example.com"])
def test_what_is_no_email_is_refused(server, email):
    assert refusal(server, **facts(email=email)) == 30001


@pytest.mark.documented
def test_an_ips_admin_changes_anybody(server):
    admin = server.as_ips_admin()
    handle = own_handle(admin)
    other = server.as_ips_admin()
    other.call("setUserInfo", userHandle=handle, **facts(isIpsAdmin=True))
    assert info(server, handle).firstName == "Zoe"
    other.call("setUserInfo", userHandle=handle, **facts(isIpsAdmin=False))
    assert not info(server, handle).isIpsAdmin
    member = own_handle(server)
    other.call("setUserInfo", userHandle=member, **facts(isIpsAdmin=True))
    assert info(other, member).isIpsAdmin


def test_who_is_out_of_reach_is_refused(server):
    admin = join(server.as_ips_admin(), server.company)
    other = server.other_company()
    elsewhere = join(other.as_user(), server.company, "IpsCompanyAdmin")
    portal = server.as_user("ImagePortalAdmin")
    for caller, handle, code in (
        (server, own_handle(admin), 20007),
        (server, own_handle(other), 20002),
        (server, "u|999999999|x@example.com", 20002),
        (server.as_ips_admin(), "u|999999999|x@example.com", 20002),
        (server, "nobody", 30001),
        (portal, own_handle(server.as_user()), 20007),
        (join(portal, other.company), own_handle(elsewhere), 20007),
    ):
        assert refusal(caller, userHandle=handle, **facts()) == code
    portal.call("setUserInfo", userHandle=own_handle(server.as_user("ImagePortalUser")), **facts())


@pytest.mark.documented
def test_a_role_that_may_not_is_refused(server):
    for caller in (server.as_user(), server.as_user("ImagePortalUser")):
        assert refusal(caller, **facts()) == 20003
    other = server.other_company()
    caller = join(server.as_user("IpsUser"), other.company, "IpsCompanyAdmin", active=False)
    assert refusal(caller, **facts()) == 20003


def test_who_is_inactive_in_the_company_is_within_reach(server):
    handle = own_handle(inactive(server))
    server.call("setUserInfo", userHandle=handle, **facts())
    assert info(server, handle).firstName == "Zoe"


def test_nobody_switches_itself_off(server):
    server.as_user("IpsCompanyAdmin")
    for caller, admin in ((server, False), (server.as_ips_admin(), True)):
        assert refusal(caller, **facts(isValid=False, isIpsAdmin=admin)) == 20005
        assert caller.call("getUserInfo").userInfo.isValid


def test_only_an_ips_admin_makes_and_unmakes_one(server):
    user = own_handle(server.as_user())
    assert refusal(server, userHandle=user, **facts(isIpsAdmin=True)) == 20005
    assert refusal(server, **facts(isIpsAdmin=True)) == 20005
    assert not info(server, user).isIpsAdmin


def test_the_last_ips_admin_stays_one(server):
    admin = server.as_ips_admin()
    table = tables.account
    with server.parts.database.write() as tx:
        tx.execute(update(table).where(table.c.ips_admin, table.c.email != admin.email).values(valid=False))
    assert refusal(admin, **facts()) == 30000
    assert admin.call("getUserInfo").userInfo.isIpsAdmin
    handle = own_handle(join(admin, server.company))
    another = server.as_ips_admin()
    admin.call("setUserInfo", **facts(email=admin.email))
    assert not another.call("getUserInfo", userHandle=handle).userInfo.isIpsAdmin


def test_the_last_administrator_of_another_company_stays_valid(server):
    other = server.other_company()
    join(other, server.company)
    handle = own_handle(other)
    assert refusal(server, userHandle=handle, **facts(isValid=False)) == 30000
    assert other.call("getUserInfo").userInfo.isValid
    server.call("setUserInfo", userHandle=handle, **facts(email=other.email))
    server.as_ips_admin().call("setUserInfo", userHandle=handle, **facts(isValid=False))
    server.call("setUserInfo", userHandle=handle, **facts(isValid=False))
    assert info(server, handle).firstName == "Zoe"


@pytest.mark.documented
@pytest.mark.parametrize(("version", "field"), [("2013-02-15", "defaultRole"), ("2010-01-31", "role")])
def test_a_new_role_becomes_that_of_every_membership_the_caller_administers(server, version, field):
    other = server.other_company()
    user = join(server.as_user(), other.company, "TrialSiteUser", active=False)
    handle = own_handle(user)
    values = facts(isIpsAdmin=None, email=user.email)
    server.call("setUserInfo", version, userHandle=handle, **values, **{field: "IpsUser"})
    assert role_of(user) == ["IpsUser", "TrialSiteUser"]
    server.call("setUserInfo", version, userHandle=handle, **values, **{field: "ImagePortalUser"})
    assert role_of(user) == ["ImagePortalUser", "TrialSiteUser"]
    assert getattr(user.call("getUserInfo", version).userInfo, field) == "ImagePortalUser"
    server.as_ips_admin().call("setUserInfo", version, userHandle=handle, **values, **{field: "WebServiceUser"})
    assert role_of(user) == ["WebServiceUser", "WebServiceUser"]
    assert [each.isActive for each in user.call("getCompanyMembership").membershipArray] == [True, False]


@pytest.mark.documented
def test_the_role_ips_admin_makes_one_and_another_unmakes_it(server):
    user = server.as_user()
    handle = own_handle(user)
    values = facts(isIpsAdmin=None, email=user.email)
    assert refusal(server, "2013-02-15", userHandle=handle, defaultRole="IpsAdmin", **values) == 20005
    admin = server.as_ips_admin()
    admin.call("setUserInfo", "2013-02-15", userHandle=handle, defaultRole="IpsAdmin", **values)
    assert user.call("getUserInfo").userInfo.isIpsAdmin
    assert role_of(user) == ["IpsUser"]
    admin.call("setUserInfo", userHandle=handle, **facts(email=user.email))
    told = user.call("getUserInfo", "2013-02-15").userInfo
    assert (told.defaultRole, user.call("getUserInfo").userInfo.isIpsAdmin) == ("IpsUser", False)


def test_a_role_beyond_the_caller_is_refused(server):
    portal = server.as_user("ImagePortalAdmin")
    user = server.as_user("ImagePortalUser")
    values = facts(isIpsAdmin=None, userHandle=own_handle(user))
    assert refusal(portal, "2013-02-15", defaultRole="IpsUser", **values) == 20005
    assert refusal(portal, "2013-02-15", defaultRole="Emperor", **values) == 30001
    assert role_of(user) == ["ImagePortalUser"]


def test_the_last_administrator_keeps_the_role(server):
    values = facts(isIpsAdmin=None)
    assert refusal(server, "2013-02-15", defaultRole="IpsUser", **values) == 30000
    assert role_of(server) == ["IpsCompanyAdmin"]


@pytest.mark.parametrize("missing", ["firstName", "lastName", "email", "isValid", "isIpsAdmin"])
def test_what_is_missing_is_named(server, missing):
    with pytest.raises(Refused, match=missing) as refused:
        server.call("setUserInfo", **facts(**{missing: None}))
    assert refused.value.code == 30002
