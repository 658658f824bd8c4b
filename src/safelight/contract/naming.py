"""Wire names to Python names."""

import keyword
import re

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def attribute_name(wire: str) -> str:
    """`ipsImageUrl` -> `ips_image_url`; a Python keyword gets an underscore behind it."""
    name = _HUMP.sub("_", wire).lower()
    return name + "_" if keyword.iskeyword(name) else name


def shape_name(wire: str) -> str:
    """`createFolderParam` -> `CreateFolderParam`."""
    return wire[0].upper() + wire[1:]
