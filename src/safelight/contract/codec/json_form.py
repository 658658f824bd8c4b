"""Shapes as JSON values, by wire names: how job options are stored."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar, overload

from safelight.contract import shapes
from safelight.contract.model import SEQUENCES, Field, Sequence

Shape = TypeVar("Shape")
_BY_SHAPE = {sequence.shape: sequence for sequence in SEQUENCES.values()}


def to_json(shape: object) -> dict[str, Any]:
    """A dict that `json` can write; absent fields are left out, times are ISO text, bytes base64 text."""
    sequence = _BY_SHAPE[type(shape).__name__]
    values = ((field, getattr(shape, field.attribute)) for field in sequence.fields)
    return {field.name: _written(field, value) for field, value in values if value is not None}


@overload
def from_json(kind: type[Shape], data: Mapping[str, Any]) -> Shape: ...
@overload
def from_json(kind: str, data: Mapping[str, Any]) -> Any: ...
def from_json(kind: type[Any] | str, data: Mapping[str, Any]) -> Any:
    """The shape that `to_json` wrote; `kind` is its class or the class's name.

    raises: ValueError for a name the shape does not have, TypeError where a required one is missing
    """
    sequence = _BY_SHAPE[kind if isinstance(kind, str) else kind.__name__]
    fields = {field.name: field for field in sequence.fields}
    strangers = sorted(data.keys() - fields.keys())
    if strangers:
        raise ValueError(f"{sequence.shape} has no {', '.join(strangers)}")
    return _made(sequence, {fields[name].attribute: _read(fields[name], value) for name, value in data.items()})


def _made(sequence: Sequence, values: Mapping[str, Any]) -> Any:
    return getattr(shapes, sequence.shape)(**values)


def _written(field: Field, value: Any) -> Any:
    return [_written_one(field, item) for item in value] if field.array else _written_one(field, value)


def _written_one(field: Field, value: Any) -> Any:
    if not field.primitive:
        return to_json(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _read(field: Field, value: Any) -> Any:
    return tuple(_read_one(field, item) for item in value) if field.array else _read_one(field, value)


def _read_one(field: Field, value: Any) -> Any:
    if not field.primitive:
        return from_json(SEQUENCES[field.kind].shape, value)
    if field.kind == "xsd:dateTime":
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if field.kind == "xsd:base64Binary" else value
