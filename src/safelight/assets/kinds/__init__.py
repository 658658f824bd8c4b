"""One file an asset type."""
