"""Pixels: libvips and the other decoders; knows no asset and no URL."""
