"""What stands against a call at the moment: the state of what it names."""

from safelight.domain.faults.fault import ApiFault, shown


class AlreadyInTrash(ApiFault):
    """The asset to be changed or deleted lies in the trash."""

    def __init__(self, field: str, handle: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} is in the trash")


class NotInTrash(ApiFault):
    """The asset to be taken out of the trash, or emptied from it, does not lie in it."""

    def __init__(self, field: str, handle: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} is not in the trash")


class EmptiedFromTrash(ApiFault):
    """The asset was emptied from the trash, and waits for being erased."""

    def __init__(self, field: str, handle: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} was emptied from the trash")


class OwnerInTrash(ApiFault):
    """A derived asset whose owner lies in the trash."""

    def __init__(self, field: str, handle: str, owner: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} is derived from asset {shown(owner)}, which is in the trash")


class AlreadyInProject(ApiFault):
    """The asset to be put into a project is in it."""

    def __init__(self, field: str, handle: str, project: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} is in project {shown(project)} already")


class NotInProject(ApiFault):
    """The asset to be taken out of a project is not in it."""

    def __init__(self, field: str, handle: str, project: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} is not in project {shown(project)}")


class CatalogTooLarge(ApiFault):
    """A catalog of more records than one reply holds."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the catalog has more than {most} records, which is more than one reply holds")


class NotPublished(ApiFault):
    """An asset to be published anew that is not published at all, nor will be."""

    def __init__(self, field: str, handle: str) -> None:
        super().__init__(f"{field}: asset {shown(handle)} is not published, and not marked for publish")


class JobStateConflict(ApiFault):
    """The job is not in a state that allows the call."""

    def __init__(self, job: str, state: str, want: str) -> None:
        super().__init__(f"jobHandle: job {shown(job)} is {state}, and must be {want}")


class PublishUnderWay(ApiFault):
    """Another job is publishing to the same context; the one refused may try again later."""

    def __init__(self, context: str, job: str) -> None:
        super().__init__(
            f"contextHandle: {context} is being published by job {shown(job)}, and takes one job at a time"
        )
