"""Refusals of picture URLs."""

from safelight.domain.faults.fault import ApiFault, shown


class PictureFault(ApiFault):
    """A picture URL that is not answered with a picture; told in plain text with an HTTP status."""


class UnknownPicture(PictureFault):
    """Nothing is served under the address, and no default image stands in."""

    def __init__(self, root: str, name: str) -> None:
        super().__init__(f"no picture is served as {shown(root + '/' + name)}")


class UnknownMacro(PictureFault):
    """A preset that the company has not published."""

    def __init__(self, name: str) -> None:
        super().__init__(f"${name}$: no published image preset has this name")


class AddressTooLong(PictureFault):
    """The address is longer than is read."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"the address has {length} bytes, want at most {limit}")


class PictureTooLarge(PictureFault):
    """The reply would be larger than the company or the server allows."""

    def __init__(self, got: str, want: str) -> None:
        super().__init__(f"the picture would have {got}, want {want}")


class LinkRefused(PictureFault):
    """A preview address without a signature that holds, and no caller who may see it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the preview link is not valid: {why}")


class ClientRefused(PictureFault):
    """The company serves its pictures to some clients, and this is none of them."""

    def __init__(self, client: str) -> None:
        super().__init__(f"client {shown(client)} is not served")


class LockRefused(PictureFault):
    """A request that is not locked or obfuscated as the company has it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


class TitleAlone(PictureFault):
    """A refusal of which the company lets nothing be told but its kind."""

    def __init__(self, refusal: Exception) -> None:
        found = (title for kind, title in _TITLES.items() if isinstance(refusal, kind))
        super().__init__(next(found, "the request cannot be answered"))


_TITLES: dict[type[Exception], str] = {
    UnknownPicture: "no such picture",
    PictureTooLarge: "the picture would be too large",
    LinkRefused: "the request is not permitted",
    ClientRefused: "the request is not permitted",
    LockRefused: "the request is not permitted",
}
