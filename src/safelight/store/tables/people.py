"""Companies, accounts, and what the installation remembers."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table

from safelight.store.tables.columns import key, label, metadata, moment, ref

company = Table(
    "company",
    metadata,
    key(),
    Column("name", label(), nullable=False, unique=True),
    Column("root", label(), nullable=False, unique=True),
    moment("expires_ms"),
    Column("ims_org_id", label()),
    moment("created_ms"),
    sqlite_autoincrement=True,
)

company_setting = Table(
    "company_setting",
    metadata,
    ref("company_id", "company.id", primary=True),
    Column("overwrite_mode", label(), nullable=False),
    Column("retain_publish_state", Boolean, nullable=False),
    ref("source_profile_id", "asset.id", null=True),
    ref("display_profile_id", "asset.id", null=True),
    ref("iptc_xslt_id", "asset.id", null=True),
    ref("xmp_xslt_id", "asset.id", null=True),
    Column("disk_space_warning_min_kb", BigInteger, nullable=False),
    Column("email_trash_cleanup_warning", Boolean, nullable=False),
)

account = Table(
    "account",
    metadata,
    key(),
    Column("email", label(), nullable=False),
    Column("email_key", label(), nullable=False, unique=True),
    Column("first_name", label(), nullable=False),
    Column("last_name", label(), nullable=False),
    Column("password_hash", label(), nullable=False),
    moment("password_expires_ms", null=True),
    Column("valid", Boolean, nullable=False),
    Column("ips_admin", Boolean, nullable=False),
    moment("created_ms"),
    Column("default_role", label()),
    sqlite_autoincrement=True,
)

membership = Table(
    "membership",
    metadata,
    ref("company_id", "company.id", primary=True),
    ref("account_id", "account.id", primary=True),
    Column("role", label(), nullable=False),
    Column("active", Boolean, nullable=False),
    Index("membership_by_account", "account_id"),
)

system_property = Table(
    "system_property",
    metadata,
    Column("name", label(), primary_key=True),
    Column("value", label(), nullable=False),
)
