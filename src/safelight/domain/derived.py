"""Derived assets: another view of an image, by commands, that changes and goes with it."""

from typing import Final

ADJUSTED_VIEW, LAYER_VIEW = "AdjustedView", "LayerView"
DERIVED_TYPES: Final = (ADJUSTED_VIEW, LAYER_VIEW)
"""Source: IPS API reference, createDerivedAsset."""
