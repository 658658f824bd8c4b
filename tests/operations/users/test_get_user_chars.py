"""getUserChars."""

import pytest

from harness import Refused
from made_people import inactive, join, named, own_handle


def chars(server, field="LastName", **values):
    return server.call("getUserChars", charField=field, **values).userCharsArray


@pytest.fixture
def people(server):
    for first, last in (("Peter", "Bayol"), ("X_", "bell"), ("Hans", "Örsted"), ("", "Cole")):
        named(server, first, last)
    return server


@pytest.mark.documented
def test_first_letters_in_use_are_told_once_and_in_order(people):
    assert chars(people) == ["b", "c", "t", "ö"]
    assert chars(people, "FirstName") == ["a", "h", "p", "x"]
    assert chars(people, "Email") == [".", "a", "h", "p", "x"]


@pytest.mark.documented
def test_several_letters_on_demand(people):
    assert chars(people, numChars=2) == ["ba", "be", "co", "te", "ör"]
    assert chars(people, "FirstName", numChars=4) == ["ada", "hans", "pete", "x_"]


@pytest.mark.documented
def test_the_filters_of_get_users(server):
    other = server.other_company()
    named(server, "Off", "Q", isValid=False)
    named(server, "Idle", "R", isActive=False)
    named(server, "Portal", "S", "ImagePortalUser")
    named(join(server, other.company, "IpsCompanyAdmin"), "Here", "U")
    named(other, "There", "V")
    editor = server.as_user()
    values = {"companyHandle": server.company}
    group = server.call("saveGroup", name="Editors", isSystemDefined=False, **values).groupHandle
    server.call("addGroupMembers", groupHandle=group, userHandleArray=[own_handle(editor)], **values)
    assert chars(server) == ["s", "t", "u", "v"]
    assert chars(server, includeInvalid=True) == ["q", "s", "t", "u", "v"]
    assert chars(server, includeInactive=True) == ["r", "s", "t", "u", "v"]
    assert chars(server, companyHandleArray=[other.company]) == ["t", "v"]
    assert chars(server, userRoleArray=["ImagePortalUser"]) == ["s"]
    assert chars(server, groupHandleArray=[group]) == ["t"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"charField": "None"}, "charField"),
        ({"charField": "EndsWith"}, "charField"),
        ({"charField": ""}, "charField"),
        ({"numChars": 0}, "numChars"),
        ({"numChars": 256}, "numChars"),
        ({"userRoleArray": ["x"]}, "userRoleArray/items[1]"),
        ({"groupHandleArray": ["x"]}, "groupHandleArray/items[1]"),
        ({"companyHandleArray": ["x"]}, "companyHandleArray"),
    ],
)
def test_a_wrong_value_is_named(server, values, field):
    with pytest.raises(Refused) as refused:
        server.call("getUserChars", **{"charField": "LastName"} | values)
    assert (refused.value.code, refused.value.reason.split(":")[0]) == (30001, field)


@pytest.mark.documented
def test_a_role_that_may_not_is_refused(server):
    for caller, values, code in (
        (server.as_user(), {}, 20003),
        (inactive(server, "IpsCompanyAdmin"), {"companyHandleArray": [server.company]}, 20006),
        (server, {"companyHandleArray": [server.other_company().company]}, 20006),
    ):
        with pytest.raises(Refused) as refused:
            chars(caller, **values)
        assert refused.value.code == code
