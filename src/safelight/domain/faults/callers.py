"""Who calls, and what they may not."""

from safelight.domain.faults.fault import ApiFault, AuthenticationFault, AuthorizationFault, shown


class NoCredentials(AuthenticationFault):
    """The request named no user."""

    code = 10000

    def __init__(self) -> None:
        super().__init__("no credentials: send an authHeader with user and password, or HTTP Basic")


class InvalidCredentials(AuthenticationFault):
    """Unknown user or wrong password: the two look alike."""

    code = 10001

    def __init__(self) -> None:
        super().__init__("user or password is wrong")


class InvalidUser(AuthenticationFault):
    """The user is switched off, or the password has expired."""

    code = 10002

    def __init__(self) -> None:
        super().__init__("the user is disabled or expired")


class UnknownCompany(AuthorizationFault):
    """The company does not exist, or has expired."""

    code = 20000

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which names no company in force")


class UnknownUserName(AuthorizationFault):
    """The user named by email does not exist, as far as the caller may know."""

    code = 20001

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which names no user")


class UnknownUserHandle(AuthorizationFault):
    """The user named by handle does not exist, as far as the caller may know."""

    code = 20002

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which is no user handle known here")


class OperationNotPermitted(AuthorizationFault):
    """The caller's role may not call the operation."""

    code = 20003

    def __init__(self, operation: str, role: str) -> None:
        super().__init__(f"{operation}: not permitted to a user with role {role}")


class ImpersonationNotPermitted(AuthorizationFault):
    """The caller may not act as somebody else."""

    code = 20004

    def __init__(self, field: str) -> None:
        super().__init__(f"{field}: the caller may not act as this user")


class ValueNotPermitted(AuthorizationFault):
    """The value is valid, but not for this caller."""

    code = 20005

    def __init__(self, field: str, got: object, want: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, and this caller may only use {want}")


class ForeignCompany(AuthorizationFault):
    """The caller is no member of the company, or the handle belongs to another company."""

    code = 20006

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which is outside the companies of the caller")


class UserOutOfReach(AuthorizationFault):
    """The target user shares no company that the caller administers."""

    code = 20007

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, a user outside the reach of the caller")


class MissingPermission(AuthorizationFault):
    """No group of the caller's has the permission for what is to be seen or done."""

    code = 20009

    def __init__(self, field: str, got: object, kind: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, for which the caller has no {kind} permission")


class LastAdministrator(ApiFault):
    """What is asked would leave nobody to administer a company, or the installation."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} would be left without a valid, active administrator")


class WeakPassword(ApiFault):
    """A password that breaks the rule; the sentence never holds it."""

    code = 30001

    def __init__(self, field: str, length: int, classes: int, want: str) -> None:
        super().__init__(f"{field}: got {length} characters of {classes} character classes, want {want}")
