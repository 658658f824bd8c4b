"""Conditions on the wire: the values that one brings."""

from collections.abc import Mapping
from typing import Final

from safelight.contract.model import SEQUENCES, Field
from safelight.contract.shapes import MetadataCondition, SystemFieldCondition

_NO_VALUES: Final = {"field", "fieldHandle", "op", "caseSensitive"}
SYSTEM_VALUES: Final = tuple(f for f in SEQUENCES["SystemFieldCondition"].fields if f.name not in _NO_VALUES)
METADATA_VALUES: Final = tuple(f for f in SEQUENCES["MetadataCondition"].fields if f.name not in _NO_VALUES)


def given_of(condition: SystemFieldCondition | MetadataCondition, names: tuple[Field, ...]) -> Mapping[str, object]:
    """The values that are present, by their wire names."""
    values = {f.name: getattr(condition, f.attribute) for f in names}
    return {name: got for name, got in values.items() if got is not None}
