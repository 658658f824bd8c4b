"""Users as the tests of companies, users and groups need them."""

import secrets

from harness import PASSWORD, Server
from safelight.domain import handles
from safelight.services import accounts


def own_handle(server: Server) -> str:
    """The user handle of the server's caller."""
    return str(server.call("getUserInfo").userInfo.userHandle)


def join(user: Server, company: str, role: str = "IpsUser", *, active: bool = True) -> Server:
    """Make the caller a member of one more company; returns the same caller."""
    with user.parts.database.write() as tx:
        account = accounts.by_email(tx, user.email)
        assert account is not None
        accounts.join(tx, account.id, handles.company_id("company", company), role, active=active)
    return user


def inactive(server: Server, role: str = "IpsUser") -> Server:
    """A new user whose membership of the server's company is not active."""
    return join(server.as_user(role, server.other_company().company), server.company, role, active=False)


def named(server: Server, first: str, last: str, role: str = "IpsUser", **facts: object) -> str:
    """A new member of the company with a name, made by an IpsAdmin; returns its email."""
    email = f"{first}.{last}-{secrets.token_hex(3)}@example.com".lower()
    member = {"companyHandle": server.company, "role": role, "isActive": facts.pop("isActive", True)}
    known = {"isValid": True, "isIpsAdmin": False, "membershipArray": [member], "password": PASSWORD}
    server.as_ips_admin().call("addUser", email=email, firstName=first, lastName=last, **{**known, **facts})
    return email
