"""Property sets: named values that belong to a user, to a company, or to a user in a company."""

from sqlalchemy import Boolean, Column, Index, Table, UniqueConstraint

from safelight.store.tables.columns import document, key, label, metadata, ref

property_set_type = Table(
    "property_set_type",
    metadata,
    key(),
    ref("company_id", "company.id", null=True),
    Column("name", label(), nullable=False),
    Column("property_type", label(), nullable=False),
    Column("allow_multiple", Boolean, nullable=False),
    UniqueConstraint("company_id", "name", name="property_set_type_name"),
    sqlite_autoincrement=True,
)
Index(
    "property_set_type_global",
    property_set_type.c.name,
    unique=True,
    sqlite_where=property_set_type.c.company_id.is_(None),
    postgresql_where=property_set_type.c.company_id.is_(None),
)

property_set = Table(
    "property_set",
    metadata,
    key(),
    ref("type_id", "property_set_type.id"),
    ref("account_id", "account.id", null=True),
    ref("company_id", "company.id", null=True),
    Column("properties", document(), nullable=False),
    ref("permission_set_id", "permission_set.id", null=True),
    Index("property_set_by_owner", "type_id", "account_id", "company_id", "id"),
    sqlite_autoincrement=True,
)
