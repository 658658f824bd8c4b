"""Room on the disk: what is left, and whether an error says that there is none."""

import errno
import shutil
from pathlib import Path
from typing import Final

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def free_bytes(folder: Path) -> int:
    """What an ordinary user may still write below a folder."""
    return shutil.disk_usage(folder).free


def is_full(failure: BaseException) -> bool:
    return isinstance(failure, OSError) and failure.errno in FULL
