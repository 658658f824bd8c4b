"""The roles a user may hold. Source: IPS API reference, User Roles."""

from safelight.domain.people import IPS_ADMIN

IPS_COMPANY_ADMIN = "IpsCompanyAdmin"
IPS_USER = "IpsUser"
WEB_SERVICE_USER = "WebServiceUser"
TRIAL_SITE_ADMIN = "TrialSiteAdmin"
IMAGE_PORTAL_ADMIN = "ImagePortalAdmin"
IMAGE_PORTAL_USER = "ImagePortalUser"

TRIAL_SITE = frozenset({TRIAL_SITE_ADMIN, "TrialSiteUser"})
IMAGE_PORTAL = frozenset({IMAGE_PORTAL_ADMIN, IMAGE_PORTAL_USER, "ImagePortalContrib", "ImagePortalContribUser"})

BOUND = IMAGE_PORTAL - {IMAGE_PORTAL_ADMIN}
"""Who may do with folders and assets what permissions of their groups allow, and nothing else."""

ADMINISTRATORS = frozenset({IPS_ADMIN, IPS_COMPANY_ADMIN, TRIAL_SITE_ADMIN, IMAGE_PORTAL_ADMIN})

IN_A_COMPANY = frozenset({IPS_COMPANY_ADMIN, IPS_USER, WEB_SERVICE_USER}) | TRIAL_SITE | IMAGE_PORTAL
ROLES = IN_A_COMPANY | {IPS_ADMIN}
