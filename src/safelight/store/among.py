"""Ids that a column is one of, bound as one value, so that a statement is built and compiled once for any number."""

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import BigInteger, BindParameter, Boolean, ColumnElement, Dialect, Text, any_, bindparam, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

IDS: Final = "ids"
"""The parameter that a statement with `among` is executed with: a list of ids, of any length."""


class _Ids(TypeDecorator[list[int]]):
    """A list of ids: JSON in SQLite, an array in PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = Text() if dialect.name == "sqlite" else postgresql.ARRAY(BigInteger)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> Any:
        ids = list(value or ())
        return json.dumps(ids) if dialect.name == "sqlite" else ids


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: Any = None) -> "_Among":  # noqa: ARG002  # the signature of the library
        """Itself, where SQLAlchemy has SQLite compare what any other function gives with 1, past every index."""
        return self


@compiles(_Among, "sqlite")
def _in_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = element.clauses
    each = func.json_each(ids).table_valued("value")
    return compiler.process(column.in_(select(each.c.value)), **options)


@compiles(_Among, "postgresql")
def _in_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = element.clauses
    return compiler.process(column == any_(ids), **options)


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """The condition that a column is one of the ids given as `IDS` when the statement is executed."""
    given: BindParameter[list[int]] = bindparam(IDS, type_=_Ids())
    return _Among(column, given)
