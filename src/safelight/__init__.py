"""Safelight: an image production system that speaks the IPS web service API."""

__version__ = "0.1.0"
