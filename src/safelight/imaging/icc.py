"""What a colour profile says of itself in its header. Source: ICC.1:2010, profile header."""

from pathlib import Path
from typing import Final

from safelight.domain.assets import IccDetail
from safelight.domain.faults import BrokenFile

HEADER_BYTES: Final = 128
_MARK: Final = b"acsp"
_CLASSES: Final = {
    b"scnr": "Input",
    b"mntr": "Display",
    b"prtr": "Output",
    b"link": "DeviceLink",
    b"spac": "ColorSpaceConversion",
    b"abst": "Abstract",
    b"nmcl": "NamedColor",
}
_SPACES: Final = {b"YCbr": "YCbCr"}
"""Those that the contract spells otherwise."""


def read(path: Path) -> IccDetail:
    """Raises BrokenFile for a header that names no class."""
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or header[36:40] != _MARK or header[12:16] not in _CLASSES:
        raise BrokenFile("ICC profile", "its header says no class")
    return IccDetail(_CLASSES[header[12:16]], _space(header[16:20]), _space(header[20:24]))


def _space(signature: bytes) -> str:
    name = signature.decode("latin-1").strip()
    return _SPACES.get(signature, name) if name.isascii() and name.isprintable() else ""
