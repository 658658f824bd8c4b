"""What a call says that cannot be."""

from safelight.domain.faults.fault import ApiFault, shown


class InvalidParameter(ApiFault):
    """A value the contract's type allows but this operation does not.

    Wire: ipsApiFault, code 30001. Source: IPS API reference, Faults, ipsApiFault.
    """

    code = 30001

    def __init__(self, field: str, got: object, want: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, want {want}")


class MissingParameter(ApiFault):
    """A required parameter is absent."""

    code = 30002

    def __init__(self, field: str, want: str = "a value") -> None:
        super().__init__(f"{field}: missing, want {want}")


class InvalidRequestXml(ApiFault):
    """The request does not fit the schema of its version."""

    code = 30003

    def __init__(self, where: str, got: object, want: str) -> None:
        super().__init__(f"{where}: got {shown(got)}, want {want}")


class UnknownJob(ApiFault):
    """A job handle that names no job, or one that was deleted."""

    code = 30001

    def __init__(self, field: str, got: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, which names no job")


class UnknownTag(ApiFault):
    """A tag value that the dictionary of the field does not have."""

    code = 30001

    def __init__(self, field: str, got: str) -> None:
        super().__init__(f"{field}: tag value {shown(got)} is not in the dictionary of the field")


class TagExists(ApiFault):
    """A new tag value that the dictionary has already."""

    code = 30001

    def __init__(self, field: str, got: str) -> None:
        super().__init__(f"{field}: tag value {shown(got)} already exists in the dictionary of the field")


class NameTaken(ApiFault):
    """A name that must be unique is in use."""

    def __init__(self, field: str, got: str, kind: str) -> None:
        super().__init__(f"{field}: {kind} '{got}' is already in use.")


class FolderExists(ApiFault):
    """The folder to be made is there."""

    def __init__(self, path: str) -> None:
        super().__init__(f"folderPath: folder '{path}' already exists")
