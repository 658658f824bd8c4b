"""Presets, company settings and properties, one file an operation."""
