"""Shapes to XML text: order, occurrence and written forms of the version asked."""

from collections.abc import Iterable
from datetime import tzinfo

from safelight.contract.codec.filters import EVERYTHING, Selection, selection
from safelight.contract.codec.writers import body
from safelight.contract.model import OPERATIONS, Sequence, Version


def encode_return(
    operation: str,
    shape: object,
    version: Version,
    zone: tzinfo,
    response_fields: Iterable[str] | None = None,
    exclude_fields: Iterable[str] | None = None,
) -> str:
    """The reply element as text, its namespace as default namespace.

    zone: dates are written with the offset of this zone
    raises: TypeError where the shape lacks what the version requires, or holds a value of a wrong type
    """
    kept = selection(response_fields, exclude_fields)
    return write_element(OPERATIONS[operation].returns, shape, version, kept, zone)


def encode_param(operation: str, shape: object, version: Version, zone: tzinfo) -> str:
    """The parameter element as text, as a client would send it."""
    return write_element(OPERATIONS[operation].param, shape, version, EVERYTHING, zone)


def write_element(sequence: Sequence, shape: object, version: Version, kept: Selection, zone: tzinfo) -> str:
    """An element of any sequence; see `encode_return`."""
    if type(shape).__name__ != sequence.shape:
        raise TypeError(f"{sequence.name} is written from a {sequence.shape}, not a {type(shape).__name__}")
    inside = body(sequence.name, version.name, kept, zone).text(shape)
    start = f'<{sequence.name} xmlns="{version.namespace}"'
    return f"{start}>{inside}</{sequence.name}>" if inside else start + "/>"
