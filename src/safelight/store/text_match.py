"""Matching inside texts, with case and without wildcards, on every database alike (LIKE has both)."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, func, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Position(FunctionElement[int]):
    """Place of a text in a column, from 1; 0 where it is not in it."""

    type = Integer()
    inherit_cache = True
    name = "position_of"


@compiles(_Position, "sqlite")
def _in_sqlite(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Position, "postgresql")
def _in_postgresql(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


def contains(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Texts that hold the text anywhere; all of them for an empty one."""
    return _Position(column, text) > 0 if text else true()


def ends_with(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Texts that end with the text; all of them for an empty one."""
    length = func.length(column)
    return (length >= len(text)) & (func.substr(column, length - len(text) + 1) == text)
