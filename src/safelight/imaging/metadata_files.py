"""XML files that say metadata of other files, in a form of ours, since the reference tells of none (assumed):

`<metadata><asset file="boots/red.jpg"><field name="season">spring</field></asset></metadata>`
"""

from pathlib import Path
from typing import Final

from safelight.domain.faults import BrokenFile
from safelight.imaging.stylesheets import Values, parsed, values

KIND: Final = "metadata XML"


def read(path: Path) -> list[tuple[str, Values]]:
    """Each file named, and its fields; one that comes more than once has several values. Raises BrokenFile."""
    root = parsed(KIND, path.read_bytes())
    if root.tag != "metadata":
        raise BrokenFile(KIND, "it does not begin with metadata")
    told = [((one.get("file") or "").strip().lstrip("/"), values(one)) for one in root.iterchildren("asset")]
    if not all(file for file, _ in told):
        raise BrokenFile(KIND, "an asset in it names no file")
    return told
