"""Shapes to XML and back, and to JSON and back."""

from safelight.contract.codec.decode import decode_param, decode_return
from safelight.contract.codec.encode import encode_param, encode_return
from safelight.contract.codec.filters import Selection, selection
from safelight.contract.codec.json_form import from_json, to_json

__all__ = [
    "Selection",
    "decode_param",
    "decode_return",
    "encode_param",
    "encode_return",
    "from_json",
    "selection",
    "to_json",
]
