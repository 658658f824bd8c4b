"""Room for more files: none is taken in that would fill the disk, so that what stands can always be written."""

from safelight.adapters import disk
from safelight.domain.faults import ShortOfDisk
from safelight.services.context import Parts


def check(parts: Parts) -> None:
    """Raises ShortOfDisk."""
    wanted = parts.settings.free_disk_bytes
    free = disk.free_bytes(parts.settings.data)
    if free < wanted:
        raise ShortOfDisk(free, wanted)


def refusal(parts: Parts, failure: Exception) -> ShortOfDisk | None:
    """What to say of a failure, where it is that the disk was full."""
    if not disk.is_full(failure):
        return None
    return ShortOfDisk(disk.free_bytes(parts.settings.data), parts.settings.free_disk_bytes)
