"""Files that are published as they are: to which context each type goes, and what is live of one."""

from dataclasses import dataclass
from typing import Final

from safelight.domain.publishing import IMAGE_RENDERING, VIDEO

CARRIED: Final = {
    VIDEO: frozenset({"Video", "MasterVideo", "Audio", "VideoCaption", "Flash", "ViewerSwf"}),
    IMAGE_RENDERING: frozenset({"Vignette", "Cabinet", "WindowCovering"}),
}
"""Asset types by the context that publishes them as files. Assumed, from the names of both."""

ELSEWHERE: Final = frozenset[str]().union(*CARRIED.values())
"""Types that are none of image serving's business."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it is live.

    digest:    names its blob (SHA-256, hex)
    file_name: the last part of its address by path
    """

    asset_id: int
    digest: str
    name: str
    file_name: str
    type: str
    size_bytes: int
    modified_ms: int
