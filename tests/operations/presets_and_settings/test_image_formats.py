"""saveImageFormat, getImageFormats, deleteImageFormat."""

import pytest

from harness import Refused


def save(server, name="Large", modifier="wid=400&qlt=80", handle=None, company=None):
    reply = server.call(
        "saveImageFormat",
        companyHandle=company or server.company,
        imageFormatHandle=handle,
        name=name,
        urlModifier=modifier,
    )
    return reply.imageFormatHandle


def listed(server):
    found = server.call("getImageFormats", companyHandle=server.company).imageFormatArray
    return [(each.imageFormatHandle, each.name, each.urlModifier) for each in found]


@pytest.mark.documented
def test_a_company_has_none_at_first(server):
    assert listed(server) == []


@pytest.mark.documented
def test_what_is_saved_is_listed_by_name(server):
    large = save(server)
    small = save(server, "A small one", "wid=40")
    assert listed(server) == [(small, "A small one", "wid=40"), (large, "Large", "wid=400&qlt=80")]
    assert large.startswith(server.company.removeprefix("c|") + "|")


def test_a_handle_changes_the_format_it_names(server):
    handle = save(server)
    assert save(server, "Larger", "wid=900", handle) == handle
    assert listed(server) == [(handle, "Larger", "wid=900")]


def test_a_format_keeps_its_own_name(server):
    handle = save(server)
    save(server, "Large", "wid=1", handle)
    assert listed(server) == [(handle, "Large", "wid=1")]


@pytest.mark.documented
def test_a_deleted_format_is_gone(server):
    handle = save(server)
    server.call("deleteImageFormat", companyHandle=server.company, imageFormatHandle=handle)
    assert listed(server) == []
    with pytest.raises(Refused, match="imageFormatHandle") as refused:
        server.call("deleteImageFormat", companyHandle=server.company, imageFormatHandle=handle)
    assert refused.value.code == 30001


@pytest.mark.parametrize("name", ["Large", "lARGE"])
def test_a_name_in_use_is_refused(server, name):
    save(server)
    other = save(server, "Other")
    for handle in (None, other):
        with pytest.raises(Refused, match="already in use") as refused:
            save(server, name, handle=handle)
        assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30000)
    assert [name for _, name, _ in listed(server)] == ["Large", "Other"]


def test_two_companies_may_use_one_name(server):
    other = server.other_company()
    save(server, modifier="wid=1")
    save(other, modifier="wid=2")
    assert [modifier for *_, modifier in listed(server)] == ["wid=1"]


@pytest.mark.parametrize("name", ["", "  ", "a$b", "a&b", "x" * 256])
def test_a_name_that_no_url_can_call_is_refused(server, name):
    with pytest.raises(Refused, match="name: got") as refused:
        save(server, name)
    assert refused.value.code == 30001


@pytest.mark.documented
@pytest.mark.parametrize("modifier", ["", "wid", "wid=%z", "wid=400 hei=300"])
def test_what_is_no_query_string_is_refused(server, modifier):
    with pytest.raises(Refused, match="urlModifier") as refused:
        save(server, modifier=modifier)
    assert refused.value.code == 30001


@pytest.mark.parametrize("handle", ["7", "x|y", "c|7"])
def test_a_handle_that_is_none_is_refused(server, handle):
    with pytest.raises(Refused, match="imageFormatHandle") as refused:
        save(server, handle=handle)
    assert refused.value.code == 30001


def test_a_format_of_another_company_is_out_of_reach(server):
    handle = save(server.other_company())
    own = server.company.removeprefix("c|") + "|" + handle.partition("|")[2]
    for asked, code in ((handle, 20006), (own, 30001)):
        with pytest.raises(Refused, match="imageFormatHandle") as refused:
            server.call("deleteImageFormat", companyHandle=server.company, imageFormatHandle=asked)
        assert refused.value.code == code


@pytest.mark.parametrize("operation", ["saveImageFormat", "getImageFormats", "deleteImageFormat"])
def test_another_company_is_out_of_reach(server, operation):
    values = {
        "saveImageFormat": {"name": "x", "urlModifier": "wid=1"},
        "deleteImageFormat": {"imageFormatHandle": "1|1"},
    }
    with pytest.raises(Refused) as refused:
        server.call(operation, companyHandle=server.other_company().company, **values.get(operation, {}))
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20006)


@pytest.mark.documented
def test_a_portal_user_reads_but_may_not_write(server):
    handle = save(server)
    reader = server.as_user("ImagePortalUser")
    assert [each[0] for each in listed(reader)] == [handle]
    with pytest.raises(Refused) as refused:
        save(reader, "Other")
    assert refused.value.code == 20003
    with pytest.raises(Refused) as refused:
        reader.call("deleteImageFormat", companyHandle=server.company, imageFormatHandle=handle)
    assert refused.value.code == 20003
