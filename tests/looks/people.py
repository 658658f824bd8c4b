"""Who sees what is done to companies, users and passwords."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from harness import PASSWORD
from looks import look
from looks.steps import ask, found, upload
from made_people import own_handle

LATER = datetime(2050, 1, 1, tzinfo=UTC)


def _new_company(server):
    """A new company, seen by an IpsAdmin."""
    admin = server.as_ips_admin()
    name = f"New {secrets.token_hex(4)}"
    made = admin.call("addCompany", companyName=name, expires=LATER).companyInfo
    return replace(admin, company=made.companyHandle, root=made.rootPath.rstrip("/")), name


@look("addCompany", "getCompanyInfo")
def new_company_by_name(server):
    new, name = _new_company(server)
    info = new.call("getCompanyInfo", companyName=name).companyInfo
    assert (info.companyHandle, info.rootPath, info.expires) == (new.company, f"{new.root}/", LATER)


@look("addCompany", "getCompanySettings")
def new_company_has_settings(server):
    new, _ = _new_company(server)
    assert ask(new, "getCompanySettings").settings.overwriteMode == "OverwriteFullName"


@look("addCompany", "getFolders")
def new_company_has_a_root(server):
    new, _ = _new_company(server)
    assert [folder.path for folder in ask(new, "getFolders").folderArray] == [f"{new.root}/"]


@look("addCompany", "getPublishContexts")
def new_company_has_contexts(server):
    new, _ = _new_company(server)
    types = {context.contextType for context in ask(new, "getPublishContexts").publishContextArray}
    assert types == {"ImageRendering", "ImageServing", "ServerDirectory", "Video"}


@look("addCompany", "getAllCompanies")
def new_company_is_one_of_all(server):
    new, name = _new_company(server)
    companies = new.call("getAllCompanies", includeExpired=False).companyArray
    assert (new.company, name) in [(company.companyHandle, company.name) for company in companies]


@look("addCompany", "getCompanyMembership")
def new_company_is_its_founder_s(server):
    founder = server.as_user("TrialSiteAdmin")
    made = founder.call("addCompany", companyName=f"Founded {secrets.token_hex(4)}").companyInfo
    assert _companies(founder)[made.companyHandle] == ("TrialSiteAdmin", True)


@look("addCompany", "getDiskUsage")
def new_company_keeps_nothing(server):
    new, name = _new_company(server)
    (usage,) = ask(new, "getDiskUsage").diskUsageArray
    assert (usage.companyName, usage.imageCount, usage.diskSpaceUsage) == (name, 0, 0)


def _new_user(server):
    """A new member of the company: how it sees the server, and its handle."""
    email = f"joe-{secrets.token_hex(4)}@example.com"
    member = {"companyHandle": server.company, "role": "IpsUser", "isActive": True}
    facts = {"firstName": "Joe", "lastName": "User", "isValid": True, "isIpsAdmin": False, "membershipArray": [member]}
    handle = server.call("addUser", email=email, password=PASSWORD, **facts).userHandle
    return replace(server, email=email), handle


@look("addUser", "getUserInfo")
def new_user_by_email(server):
    joe, handle = _new_user(server)
    info = server.call("getUserInfo", email=joe.email).userInfo
    assert (info.userHandle, info.firstName, info.lastName, info.isValid) == (handle, "Joe", "User", True)


@look("addUser", "checkLogin")
def new_user_may_log_in(server):
    joe, _ = _new_user(server)
    assert ask(server, "checkLogin", email=joe.email, password=PASSWORD).status == "ValidLogin"


@look("addUser", "getCompanyInfo")
def new_user_sees_its_company(server):
    joe, _ = _new_user(server)
    assert ask(joe, "getCompanyInfo").companyInfo.companyHandle == server.company


@look("addUser", "getUsers")
def new_user_is_found(server):
    joe, _ = _new_user(server)
    found_users = server.call("getUsers", charFilterField="Email", charFilter=joe.email).userArray
    assert [user.email for user in found_users] == [joe.email]


@look("addUser", "getAllUsers")
def new_user_is_one_of_all(server):
    joe, _ = _new_user(server)
    assert joe.email in [user.email for user in server.call("getAllUsers", includeInvalid=False).userArray]


@look("addUser", "getUserChars")
def new_user_adds_to_the_index(server):
    _new_user(server)
    assert server.call("getUserChars", charField="FirstName", numChars=3).userCharsArray == ["ada", "joe"]


@look("addUser", "getCompanyMembers")
def new_user_is_a_member(server):
    joe, _ = _new_user(server)
    assert _roles(server)[joe.email] == ("IpsUser", True)


@look("addUser", "getCompanyMembership")
def new_user_knows_its_companies(server):
    joe, _ = _new_user(server)
    assert _companies(joe) == {server.company: ("IpsUser", True)}


def _roles(server):
    """Role and activation of every member of the company, by email."""
    found_members = ask(server, "getCompanyMembers", includeInvalid=True, includeInactive=True).memberArray
    return {member.user.email: (member.role, member.isActive) for member in found_members}


def _companies(user):
    """Role and activation in every company of a user, by its handle."""
    found_companies = user.call("getCompanyMembership").membershipArray
    return {each.company.companyHandle: (each.role, each.isActive) for each in found_companies}


def _entry(server, role="IpsUser", *, active=True):
    return {"companyHandle": server.company, "role": role, "isActive": active}


def _added(server):
    """A user of another company that an IpsAdmin added to this one."""
    user = server.other_company()
    handle = own_handle(user)
    server.as_ips_admin().call("addCompanyMembership", userHandle=handle, membershipArray=[_entry(server)])
    return user


@look("addCompanyMembership", "getCompanyMembership")
def added_company_is_known_to_the_user(server):
    user = _added(server)
    assert _companies(user) == {server.company: ("IpsUser", True), user.company: ("IpsCompanyAdmin", True)}


@look("addCompanyMembership", "getCompanyMembers")
def added_member_is_listed(server):
    user = _added(server)
    assert _roles(server)[user.email] == ("IpsUser", True)


@look("addCompanyMembership", "getCompanyInfo")
def added_member_may_look(server):
    assert ask(replace(_added(server), company=server.company), "getCompanyInfo").companyInfo.rootPath


@look("addCompanyMembership", "getUsers")
def added_member_is_found(server):
    user = _added(server)
    assert user.email in [each.email for each in server.call("getUsers").userArray]


def _set(server, active):
    """A user of this company who now is in it only, as an administrator, active or not."""
    user, handle = _new_user(server)
    entries = [_entry(server, "IpsCompanyAdmin", active=active)]
    server.call("setCompanyMembership", userHandle=handle, membershipArray=entries)
    return user


@look("setCompanyMembership", "getCompanyMembership")
def set_companies_are_all_there_are(server):
    assert _companies(_set(server, active=True)) == {server.company: ("IpsCompanyAdmin", True)}


@look("setCompanyMembership", "getCompanyMembers")
def set_member_has_the_new_role(server):
    user = _set(server, active=False)
    assert _roles(server)[user.email] == ("IpsCompanyAdmin", False)


@look("setCompanyMembership", "checkLogin")
def inactive_member_may_not_log_in(server):
    user = _set(server, active=False)
    assert ask(server, "checkLogin", email=user.email, password=PASSWORD).status == "InvalidLogin"


def _left(server, *handles):
    for handle in handles:
        server.call("removeCompanyMembership", userHandle=handle, companyHandleArray=[server.company])


@look("removeCompanyMembership", "getCompanyMembership")
def removed_company_is_gone(server):
    user = _added(server)
    _left(server, own_handle(user))
    assert _companies(user) == {user.company: ("IpsCompanyAdmin", True)}


@look("removeCompanyMembership", "getCompanyMembers")
def removed_member_is_listed_no_more(server):
    joe, handle = _new_user(server)
    _left(server, handle)
    assert joe.email not in _roles(server)


@look("removeCompanyMembership", "getGroupMembers")
def removed_member_is_in_no_group(server):
    _, handle = _new_user(server)
    group = ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle
    ask(server, "addGroupMembers", groupHandle=group, userHandleArray=[handle])
    _left(server, handle)
    assert ask(server, "getGroupMembers", groupHandle=group).userHandleArray == []


@look("removeCompanyMembership", "getAllUsers")
def removed_member_is_out_of_sight(server):
    joe, handle = _new_user(server)
    _left(server, handle)
    assert joe.email not in [user.email for user in server.call("getAllUsers", includeInvalid=True).userArray]


def _renamed(server, **changes):
    """A member of the company with another name and email; returns its handle and the new email."""
    _, handle = _new_user(server)
    email = f"zoe-{secrets.token_hex(4)}@example.com"
    facts = {"firstName": "Zoe", "lastName": "Zander", "email": email, "isValid": True, "isIpsAdmin": False}
    server.call("setUserInfo", userHandle=handle, **{**facts, **changes})
    return handle, email


@look("setUserInfo", "getUserInfo")
def changed_user_is_told(server):
    handle, email = _renamed(server, passwordExpires=LATER)
    info = server.call("getUserInfo", userHandle=handle).userInfo
    assert (info.firstName, info.lastName, info.email, info.passwordExpires) == ("Zoe", "Zander", email, LATER)


@look("setUserInfo", "getUsers")
def changed_user_is_found_by_the_new_name(server):
    _, email = _renamed(server)
    found_users = server.call("getUsers", charFilterField="LastName", charFilter="zan").userArray
    assert [user.email for user in found_users] == [email]


@look("setUserInfo", "getAllUsers")
def invalid_user_is_left_out(server):
    _, email = _renamed(server, isValid=False)
    seen = [
        email in [user.email for user in server.call("getAllUsers", includeInvalid=invalid).userArray]
        for invalid in (False, True)
    ]
    assert seen == [False, True]


@look("setUserInfo", "getUserChars")
def changed_user_stands_under_the_new_letter(server):
    _renamed(server)
    assert server.call("getUserChars", charField="LastName").userCharsArray == ["t", "z"]


@look("setUserInfo", "getCompanyMembers")
def changed_user_is_the_same_member(server):
    _, email = _renamed(server)
    assert _roles(server)[email] == ("IpsUser", True)


@look("setUserInfo", "getGroupMembers")
def changed_email_is_in_the_handles(server):
    handle, email = _renamed(server)
    group = ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle
    ask(server, "addGroupMembers", groupHandle=group, userHandleArray=[handle])
    (member,) = ask(server, "getGroupMembers", groupHandle=group).userHandleArray
    assert member == f"u|{handle.split('|')[1]}|{email}"


@look("setUserInfo", "checkLogin")
def invalid_user_may_not_log_in(server):
    _, email = _renamed(server, isValid=False)
    assert ask(server, "checkLogin", email=email, password=PASSWORD).status == "InvalidLogin"


def _new_password(server):
    """Another password with an end; returns it."""
    other = "An0ther-Sesame"
    server.call("setPassword", password=other, passwordExpires=LATER)
    return replace(server, password=other)


@look("setPassword", "checkLogin")
def new_password_opens_and_the_old_one_does_not(server):
    same = _new_password(server)
    answers = [ask(same, "checkLogin", email=same.email, password=each.password).status for each in (same, server)]
    assert answers == ["ValidLogin", "InvalidLogin"]


@look("setPassword", "getUserInfo")
def new_password_has_its_end(server):
    assert _new_password(server).call("getUserInfo").userInfo.passwordExpires == LATER


@look("setCompanySettings", "getCompanySettings")
def settings_are_answered(server):
    ask(server, "setCompanySettings", overwriteMode="OverwriteAnyExt", retainPublishState=False)
    known = ask(server, "getCompanySettings").settings
    assert (known.overwriteMode, known.retainPublishState) == ("OverwriteAnyExt", False)


@look("setCompanySettings", "searchAssets")
def settings_decide_what_an_upload_replaces(server):
    upload(server, "boot.png", job="first")
    upload(server, "boot.gif", job="second")
    assert found(server) == ["boot", "boot_1"]
    ask(server, "setCompanySettings", overwriteMode="OverwriteAnyExt")
    upload(server, "boot.bmp", job="third")
    assert found(server) == ["boot", "boot_1"]


@look("submitJob", "getDiskUsage")
def upload_takes_space(server):
    (before,) = ask(server, "getDiskUsage").diskUsageArray
    upload(server, "boot.png")
    (after,) = ask(server, "getDiskUsage").diskUsageArray
    assert (before.imageCount, before.diskSpaceUsage, after.imageCount) == (0, 0, 1)
    assert after.diskSpaceUsage > 0
    assert after.lastModified >= before.lastModified
