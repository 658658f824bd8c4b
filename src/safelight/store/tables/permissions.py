"""Permissions: sets of them, each kept once, which folders, assets and property sets name by id."""

from sqlalchemy import Boolean, Column, Index, Table, UniqueConstraint

from safelight.store.tables.columns import key, label, metadata, ref

permission_set = Table(
    "permission_set",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("digest", label(), nullable=False),
    UniqueConstraint("company_id", "digest", name="permission_set_digest"),
    sqlite_autoincrement=True,
)

permission = Table(
    "permission",
    metadata,
    ref("set_id", "permission_set.id", primary=True),
    ref("group_id", "user_group.id", primary=True),
    Column("type", label(), primary_key=True),
    Column("allowed", Boolean, nullable=False),
    Column("override", Boolean, nullable=False),
    Index("permission_by_group", "group_id", "type", "set_id"),
)
