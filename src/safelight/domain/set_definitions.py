"""Set definitions: text with functions of assets in it, which become names when a set is published.

Source: IPS API reference, createAssetSet and setAssetSetDefinition. Names of functions are read without case, since the
reference writes both getMetaData and getMetadata.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from safelight.domain import handles
from safelight.domain.faults import InvalidParameter

LONGEST: Final = 500_000
"""Characters of a definition (assumed)."""

_CALL: Final = re.compile(r"\$\{([^{}]*)\}")
_FUNCTION: Final = re.compile(r"\s*(\w+)\s*\(\s*\[([^\[\]]*)\]\s*(?:,\s*\[([^\[\]]*)\]\s*)?\)\s*")
_ARGUMENTS: Final[Mapping[str, int]] = {"getfilepath": 1, "getcatalogid": 1, "getmetadata": 2, "getthumbcatalogid": 1}
_WANTED: Final = (
    "${getFilePath([asset])}, ${getCatalogId([asset])}, ${getMetaData([asset],[field])} or "
    "${getThumbCatalogId([asset])}"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One function of an asset. function: in lower case; field: handle of a metadata field, for getmetadata alone."""

    function: str
    asset_id: int
    asset_handle: str
    field: str = ""


def calls(field: str, definition: str) -> list[Call]:
    """The functions of a definition in their order; raises InvalidParameter for one that cannot be read."""
    if len(definition) > LONGEST:
        raise InvalidParameter(field, definition, f"at most {LONGEST} characters")
    return list(_calls(field, definition))


def resolved(definition: str, value: Callable[[Call], str]) -> str:
    """The definition with each function replaced by its value; the text around them stays as it is."""
    return _CALL.sub(lambda found: value(_call("setDefinition", found)), definition)


def asks_for_metadata(definition: str) -> bool:
    """Whether a definition may have values of metadata in it."""
    return "getmetadata" in definition.lower()


def _calls(field: str, definition: str) -> Iterator[Call]:
    for found in _CALL.finditer(definition):
        yield _call(field, found)
    if "${" in _CALL.sub("", definition):
        raise InvalidParameter(field, definition, "every ${ ended by a }")


def _call(field: str, found: re.Match[str]) -> Call:
    read = _FUNCTION.fullmatch(found[1])
    if read is None or _ARGUMENTS.get(read[1].lower()) != (1 if read[3] is None else 2):
        raise InvalidParameter(field, found[0], _WANTED)
    handle = read[2].strip()
    return Call(read[1].lower(), handles.asset_id(field, handle), handle, (read[3] or "").strip())
