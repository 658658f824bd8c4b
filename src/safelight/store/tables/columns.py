"""What columns are made of. Moments are UTC milliseconds (`_ms`), sizes bytes (`_bytes`), truth is BOOLEAN."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def label() -> TypeEngine[str]:
    """Text that sorts and ranges by code point on both engines, so that prefixes walk an index."""
    return Text().with_variant(Text(collation="C"), "postgresql")


def document() -> TypeEngine[Any]:
    return JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def key() -> "Column[int]":
    """A key that is never used again, also after its row is gone."""
    return Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)


def ref(name: str, to: str, *, null: bool = False, primary: bool = False) -> "Column[int]":
    return Column(name, BigInteger, ForeignKey(to), nullable=null, primary_key=primary, autoincrement=False)


def moment(name: str, *, null: bool = False) -> "Column[int]":
    return Column(name, BigInteger, nullable=null)
