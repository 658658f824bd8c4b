"""Metadata fields of companies with the values assets have for them, XMP packets, and what pages say.

A value is kept as text and, where its type is ordered and the text fits, as a number too; a date is UTC milliseconds.
Heads are the first 200 characters of texts, so that an index holds them on every database.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from safelight.store.tables.columns import document, key, label, metadata, moment, ref


def _owned(name: str, by: str, *, null: bool = False, primary: bool = False) -> "Column[int]":
    """A reference to what takes this row along when it goes."""
    owner = ForeignKey(by, ondelete="CASCADE")
    return Column(name, BigInteger, owner, nullable=null, primary_key=primary, autoincrement=False)


metadata_field = Table(
    "metadata_field",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("asset_type", label(), nullable=False),
    Column("name", label(), nullable=False),
    Column("type", label(), nullable=False),
    Column("default_value", label(), nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("enforced", Boolean, nullable=False),
    Column("initial_tag_value", label()),
    UniqueConstraint("company_id", "name", "asset_type", name="metadata_field_name"),
    sqlite_autoincrement=True,
)

metadata_value = Table(
    "metadata_value",
    metadata,
    _owned("asset_id", "asset.id", primary=True),
    _owned("field_id", "metadata_field.id", primary=True),
    Column("text", label(), nullable=False),
    Column("head", label(), nullable=False),
    Column("whole", BigInteger),
    Column("number", Double),
    Index("metadata_value_by_text", "field_id", "head", "asset_id"),
)
for _name in ("whole", "number"):
    _column = metadata_value.c[_name]
    Index(
        f"metadata_value_by_{_name}",
        metadata_value.c.field_id,
        _column,
        metadata_value.c.asset_id,
        sqlite_where=_column.is_not(None),
        postgresql_where=_column.is_not(None),
    )

tag = Table(
    "tag",
    metadata,
    key(),
    _owned("field_id", "metadata_field.id"),
    Column("value", label(), nullable=False),
    Column("place", BigInteger, nullable=False),
    UniqueConstraint("field_id", "value", name="tag_value"),
    sqlite_autoincrement=True,
)

asset_tag = Table(
    "asset_tag",
    metadata,
    _owned("asset_id", "asset.id", primary=True),
    _owned("tag_id", "tag.id", primary=True),
    Column("place", Integer, nullable=False),
    Index("asset_tag_by_tag", "tag_id", "asset_id"),
)

page_text = Table(
    "page_text",
    metadata,
    _owned("asset_id", "asset.id", primary=True),
    Column("strings", document(), nullable=False),
)

xmp_packet = Table(
    "xmp_packet",
    metadata,
    _owned("asset_id", "asset.id", primary=True),
    Column("deflated", LargeBinary, nullable=False),
    moment("changed_ms"),
)

xmp_property = Table(
    "xmp_property",
    metadata,
    _owned("asset_id", "asset.id", primary=True),
    Column("name", label(), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    ref("company_id", "company.id"),
    Column("text", label(), nullable=False),
    Column("head", label(), nullable=False),
    Index("xmp_property_by_text", "company_id", "name", "head", "asset_id"),
)
