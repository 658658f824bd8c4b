"""For whom a read is answered, where the caller names somebody else."""

from safelight.domain.faults import NotBuilt


def refuse_other(operation: str, user_handle: str | None, group_handle: str | None) -> None:
    """Acting as another user or group is not built; absent and empty handles pass. Raises NotBuilt."""
    for name, handle in (("accessUserHandle", user_handle), ("accessGroupHandle", group_handle)):
        if handle:
            raise NotBuilt(f"{operation} {name}")
