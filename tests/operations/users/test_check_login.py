"""checkLogin."""

import pytest

from harness import PASSWORD, Refused


def status(server, email, password=PASSWORD, company=None):
    return server.call("checkLogin", companyHandle=company, email=email, password=password).status


@pytest.mark.documented
def test_the_credentials_of_the_body_are_tested(server):
    user = server.as_user()
    assert status(server, user.email) == "ValidLogin"
    assert status(server, user.email.upper()) == "ValidLogin"


@pytest.mark.documented
def test_a_wrong_login_is_an_answer_and_no_fault(server):
    assert status(server, server.email, "Wrong-0ne") == "InvalidLogin"
    assert status(server, "nobody@example.com") == "InvalidLogin"
    assert status(server, "") == "InvalidLogin"


def test_a_company_asks_for_an_active_member_of_it(server):
    other = server.other_company()
    assert status(server, server.email, company=server.company) == "ValidLogin"
    assert status(server, other.email, company=server.company) == "InvalidLogin"
    assert status(server, server.as_ips_admin().email, company=server.company) == "ValidLogin"


def test_a_user_who_is_off_may_not_log_in(server):
    email = f"off-{server.root.lower()}@example.com"
    server.as_ips_admin().call(
        "addUser",
        firstName="O",
        lastName="F",
        email=email,
        password=PASSWORD,
        isValid=False,
        isIpsAdmin=False,
        membershipArray=[{"companyHandle": server.company, "role": "IpsUser", "isActive": True}],
    )
    assert status(server, email) == "InvalidLogin"


def test_a_changed_password_counts_at_once(server):
    user = server.as_user()
    assert status(server, user.email) == "ValidLogin"
    user.call("setPassword", password="An0ther-one")
    assert status(server, user.email) == "InvalidLogin"
    assert status(server, user.email, "An0ther-one") == "ValidLogin"


def test_another_company_is_out_of_reach(server):
    with pytest.raises(Refused) as refused:
        status(server, server.email, company=server.other_company().company)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20006)


def test_a_company_handle_that_is_none_is_refused(server):
    with pytest.raises(Refused, match="companyHandle") as refused:
        status(server, server.email, company="c|?")
    assert refused.value.code == 30001


@pytest.mark.parametrize("absent", ["email", "password"])
def test_both_parts_are_wanted(server, absent):
    values = {"email": server.email, "password": PASSWORD} | {absent: None}
    with pytest.raises(Refused, match=absent) as refused:
        server.call("checkLogin", **values)
    assert refused.value.code == 30002
