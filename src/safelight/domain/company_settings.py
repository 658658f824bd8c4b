"""The settings of one company, as setCompanySettings names them."""

from dataclasses import dataclass

OVERWRITE_FULL_NAME = "OverwriteFullName"
OVERWRITE_ANY_EXT = "OverwriteAnyExt"
OVERWRITE_FULL_NAME_ANY_FOLDER = "OverwriteFullNameAnyFolder"
OVERWRITE_ANY_EXT_ANY_FOLDER = "OverwriteAnyExtAnyFolder"
OVERWRITE_MODES = (
    OVERWRITE_FULL_NAME,
    OVERWRITE_ANY_EXT,
    OVERWRITE_FULL_NAME_ANY_FOLDER,
    OVERWRITE_ANY_EXT_ANY_FOLDER,
)


@dataclass(frozen=True, slots=True)
class CompanySettings:
    """What a company has configured; the columns of `company_setting`.

    overwrite_mode:       which asset an upload replaces, one of `OVERWRITE_MODES`
    retain_publish_state: a replaced asset keeps its publish state, whatever the upload says
    *_id:                 assets of type IccProfile and Xsl, None where unset
    disk_space_warning_min_kb: free space below which a warning is due, KiB, >= 0
    email_trash_cleanup_warning: administrators are told when the trash is emptied
    """

    overwrite_mode: str
    retain_publish_state: bool
    source_profile_id: int | None
    display_profile_id: int | None
    iptc_xslt_id: int | None
    xmp_xslt_id: int | None
    disk_space_warning_min_kb: int
    email_trash_cleanup_warning: bool
