"""getCompanyInfo."""

import pytest

from harness import Refused


@pytest.mark.documented
@pytest.mark.parametrize("role", ["IpsUser", "IpsCompanyAdmin", "ImagePortalContribUser"])
def test_a_member_finds_its_company_by_handle_and_by_name(server, role):
    member = server.as_user(role)
    info = member.call("getCompanyInfo", companyHandle=server.company).companyInfo
    assert info.companyHandle == server.company
    assert info.rootPath == server.root + "/"
    assert member.call("getCompanyInfo", companyName=info.name).companyInfo == info


def test_a_handle_without_its_prefix_is_read(server):
    bare = server.company.removeprefix("c|")
    assert server.call("getCompanyInfo", companyHandle=bare).companyInfo.companyHandle == server.company


def test_a_company_without_an_organisation_answers_none(server):
    assert server.call("getCompanyInfo", companyHandle=server.company).companyInfo.imsOrgId is None


def test_older_versions_answer_too(server):
    for version in ("pre-4.0", "2013-02-15"):
        info = server.call("getCompanyInfo", version, companyHandle=server.company).companyInfo
        assert info.companyHandle == server.company


@pytest.mark.parametrize("known", ["companyHandle", "companyName"])
def test_another_company_is_out_of_reach(server, known):
    other = server.other_company()
    info = other.call("getCompanyInfo", companyHandle=other.company).companyInfo
    values = {"companyHandle": info.companyHandle, "companyName": info.name}
    with pytest.raises(Refused) as refused:
        server.call("getCompanyInfo", **{known: values[known]})
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20006)


@pytest.mark.parametrize("named", [{"companyHandle": "c|999999999"}, {"companyName": "None"}, {"imsOrgId": "None"}])
def test_a_company_that_is_none_is_unknown(server, named):
    with pytest.raises(Refused) as refused:
        server.call("getCompanyInfo", **named)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20000)


def test_a_handle_that_is_none_is_refused(server):
    with pytest.raises(Refused, match="companyHandle") as refused:
        server.call("getCompanyInfo", companyHandle="c|x")
    assert refused.value.code == 30001


@pytest.mark.parametrize(("names", "code"), [((), 30002), (("companyHandle", "companyName"), 30001)])
def test_exactly_one_name_is_wanted(server, names, code):
    with pytest.raises(Refused) as refused:
        server.call("getCompanyInfo", **dict.fromkeys(names, server.company))
    assert refused.value.code == code
