"""Who sees what is done to companies, users and passwords."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from harness import PASSWORD
from looks import look
from looks.steps import ask, found, upload

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
