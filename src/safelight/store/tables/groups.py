"""Groups: named sets of members of a company, which permissions are given to."""

from sqlalchemy import Boolean, Column, Index, Table, UniqueConstraint

from safelight.store.tables.columns import key, label, metadata, ref

user_group = Table(
    "user_group",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("name", label(), nullable=False),
    Column("system_defined", Boolean, nullable=False),
    UniqueConstraint("company_id", "name", name="user_group_name"),
    sqlite_autoincrement=True,
)

group_member = Table(
    "group_member",
    metadata,
    ref("group_id", "user_group.id", primary=True),
    ref("account_id", "account.id", primary=True),
    Index("group_member_by_account", "account_id", "group_id"),
)
