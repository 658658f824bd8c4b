"""getCompanyMembers."""

import pytest

from harness import Refused
from made_people import inactive, join, named


def members(server, *, invalid=False, off=False):
    values = {"companyHandle": server.company, "includeInvalid": invalid, "includeInactive": off}
    return server.call("getCompanyMembers", **values).memberArray


def refusal(server, **changes):
    values = {"companyHandle": server.company, "includeInvalid": False, "includeInactive": False}
    with pytest.raises(Refused) as refused:
        server.call("getCompanyMembers", **values | changes)
    return refused.value.code


@pytest.mark.documented
def test_members_are_told_with_role_and_activation(server):
    email = named(server, "Peter", "Aabel", "ImagePortalUser", passwordExpires="2107-07-25T23:12:49.472-07:00")
    first, second = members(server)
    assert (first.role, first.isActive) == ("ImagePortalUser", True)
    assert first.user == server.call("getUserInfo", email=email).userInfo
    assert (second.user.email, second.role) == (server.email, "IpsCompanyAdmin")


def test_members_stand_by_last_and_first_name(server):
    for first, last in (("Zoe", "abel"), ("Amy", "Abel"), ("Bob", "Zorn")):
        named(server, first, last)
    found = [(member.user.firstName, member.user.lastName) for member in members(server)]
    assert found == [("Amy", "Abel"), ("Zoe", "abel"), ("Ada", "Test"), ("Bob", "Zorn")]


@pytest.mark.documented
def test_invalid_and_inactive_members_on_demand_alone(server):
    off = named(server, "Off", "Off", isValid=False)
    idle = inactive(server).email
    assert [member.user.email for member in members(server)] == [server.email]
    assert {member.user.email for member in members(server, invalid=True)} == {server.email, off}
    found = members(server, off=True)
    assert {member.user.email: member.isActive for member in found} == {server.email: True, idle: False}
    assert len(members(server, invalid=True, off=True)) == 3


@pytest.mark.documented
def test_old_versions_get_users_with_one_role(server):
    inactive(server)
    values = {"companyHandle": server.company.removeprefix("c|"), "includeInvalid": True}
    (user,) = server.call("getCompanyMembers", "2010-01-31", **values).userArray
    assert (user.email, user.role, user.isValid) == (server.email, "IpsCompanyAdmin", True)


def test_users_of_other_companies_are_not_told(server):
    other = server.other_company()
    both = join(server.as_user(), other.company)
    assert {member.user.email for member in members(other)} == {other.email, both.email}


@pytest.mark.documented
def test_a_role_that_may_not_is_refused(server):
    assert refusal(server.as_user()) == 20003
    assert refusal(inactive(server, "IpsCompanyAdmin")) == 20006
    assert refusal(server, companyHandle=server.other_company().company) == 20006
    for role in ("TrialSiteAdmin", "ImagePortalAdmin"):
        assert members(server.as_user(role))
