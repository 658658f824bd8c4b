"""Users on the wire, one file an operation."""
