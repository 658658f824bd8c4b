"""accessUserHandle and accessGroupHandle: to see with the eyes of another user, or of a group."""

import pytest
from group_calls import group
from permission_calls import item, items, portal, set_folder

from harness import Refused
from looks.steps import ask
from made_assets import make
from made_people import inactive, own_handle


def by_search(server, **acting):
    return [asset.name for asset in ask(server, "searchAssets", includeSubfolders=True, **acting).assetArray]


def by_name(server, **acting):
    return [asset.name for asset in ask(server, "getAssetsByName", nameArray=["boot", "sandal"], **acting).assetArray]


def by_handle(server, **acting):
    handles = [server.boot, server.sandal]
    return [asset.name for asset in ask(server, "getAssets", assetHandleArray=handles, **acting).assetArray]


def by_folder(server, **acting):
    named = {"a": "boot", "b": "sandal"}
    last = [each.path.rstrip("/").rpartition("/")[2] for each in ask(server, "getFolders", **acting).folderArray]
    return [named[name] for name in last if name in named]


def by_tree(server, **acting):
    top = ask(server, "getFolderTree", depth=1, **acting).folders
    return [{"a": "boot", "b": "sandal"}[each.path.rstrip("/")[-1]] for each in top.subfolderArray or ()]


SEEING = (by_search, by_name, by_handle, by_folder, by_tree)


@pytest.fixture
def house(server):
    """`boot` in folder a, `sandal` in folder b; the Editors may read a, the Writers both."""
    server.boot, server.sandal = make(server, "boot", "/a"), make(server, "sandal", "/b")
    server.user, server.editors = portal(server, "ImagePortalContribUser")
    server.writers = group(server, "Writers")
    set_folder(server, "a/", [*items(server.editors, "Read"), *items(server.writers, "Read")])
    set_folder(server, "b/", items(server.writers, "Read"))
    return server


def through(house, caller):
    """The caller, with the handles of the house."""
    caller.boot, caller.sandal = house.boot, house.sandal
    return caller


@pytest.mark.documented
@pytest.mark.parametrize("see", SEEING)
def test_an_administrator_sees_with_the_eyes_of_a_user(house, see):
    eyes = own_handle(house.user)
    for admin in (house, house.as_user("ImagePortalAdmin"), house.as_user("TrialSiteAdmin"), house.as_ips_admin()):
        assert see(through(house, admin), accessUserHandle=eyes) == ["boot"]
    assert see(house, accessUserHandle=own_handle(house.as_user("IpsUser"))) == ["boot", "sandal"]
    assert see(house, accessUserHandle="", accessGroupHandle="") == ["boot", "sandal"]


@pytest.mark.documented
@pytest.mark.parametrize("see", SEEING)
def test_a_group_sees_what_it_may_and_a_user_with_it_what_both_may(house, see):
    assert see(house, accessGroupHandle=house.editors) == ["boot"]
    assert see(house, accessGroupHandle=house.writers) == ["boot", "sandal"]
    assert see(house, accessGroupHandle=group(house, "Nobody")) == []
    both = {"accessUserHandle": own_handle(house.user), "accessGroupHandle": house.writers}
    assert see(house, **both) == ["boot"]


@pytest.mark.documented
@pytest.mark.parametrize("see", SEEING)
def test_nobody_else_sees_with_the_eyes_of_another_user(house, see):
    other = own_handle(house)
    for caller in (house.as_user("IpsUser"), house.user):
        with pytest.raises(Refused, match="20004: accessUserHandle"):
            see(through(house, caller), accessUserHandle=other)
    assert see(through(house, house.user), accessUserHandle=own_handle(house.user)) == ["boot"]


@pytest.mark.parametrize("see", SEEING)
def test_who_is_bound_may_take_a_group_of_theirs_and_gains_nothing_by_it(house, see):
    user = through(house, house.user)
    assert see(user, accessGroupHandle=house.editors) == ["boot"]
    with pytest.raises(Refused, match="20004: accessGroupHandle"):
        see(user, accessGroupHandle=house.writers)
    denying = group(house, "Denying", user)
    set_folder(house, "a/", [item(house.editors), item(denying, allowed=False)])
    assert see(user, accessGroupHandle=house.editors) == []


def test_an_unbound_user_may_filter_by_any_group(house):
    assert by_search(through(house, house.as_user("IpsUser")), accessGroupHandle=house.editors) == ["boot"]


@pytest.mark.parametrize("see", SEEING)
def test_who_is_no_active_member_cannot_be_acted_as(house, see):
    stranger = house.other_company()
    for handle, code in (
        ("u|999999999|a@b.c", 20002),
        (own_handle(stranger), 20007),
        (own_handle(inactive(house, "ImagePortalUser")), 20007),
        ("nonsense", 30001),
    ):
        with pytest.raises(Refused, match=f"{code}: accessUserHandle"):
            see(house, accessUserHandle=handle)


@pytest.mark.parametrize("see", SEEING)
def test_a_group_of_another_company_or_none_faults(house, see):
    for handle, code in ((group(house.other_company()), 20006), ("g|999999999", 30001), ("nonsense", 30001)):
        with pytest.raises(Refused, match=f"{code}: accessGroupHandle"):
            see(house, accessGroupHandle=handle)
