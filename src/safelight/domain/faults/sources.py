"""Files that cannot be had, taken in or sent away."""

from collections.abc import Iterable

from safelight.domain.faults.fault import ApiFault, shown


class SourceRefused(ApiFault):
    """A file to be uploaded that cannot, or may not, be taken from where it lies."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")


class ForeignUpload(ApiFault):
    """A request to an upload job from another address than the one that began it."""

    code = 30001

    def __init__(self, job: str) -> None:
        super().__init__(f"jobHandle: all requests to upload job {shown(job)} must come from the address that began it")


class NoPicture(ApiFault):
    """An asset that has no pixels, where a job needs some."""

    def __init__(self, name: str, type_: str) -> None:
        super().__init__(f"{shown(name)} is of type {type_}, which has no picture of its own")


class NoFile(ApiFault):
    """An asset that did not come as a file, where a job needs one."""

    def __init__(self, name: str, type_: str) -> None:
        super().__init__(f"{shown(name)} is of type {type_}, which has no file of its own")


class WrongType(ApiFault):
    """An asset of a type that a job does not work on."""

    def __init__(self, name: str, type_: str, want: Iterable[str]) -> None:
        super().__init__(f"{shown(name)} is of type {type_}, want {' or '.join(sorted(want))}")


class NotExported(ApiFault):
    """An asset of a type that is not exported."""

    def __init__(self, name: str, type_: str) -> None:
        super().__init__(f"{shown(name)} is of type {type_}, which cannot be exported")


class NothingExported(ApiFault):
    """An export of which no file came about."""

    def __init__(self) -> None:
        super().__init__("no file could be exported, so there is no archive")


class NoTarget(ApiFault):
    """A job that writes to a place outside, which the settings do not name."""

    def __init__(self, element: str, setting: str) -> None:
        super().__init__(f"{element}: the setting {setting} of this server names nothing to publish to")


class TargetRefused(ApiFault):
    """A path that the place published to cannot hold."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{shown(path)} is no path that can be published to")


class EmptyFile(ApiFault):
    """A file of no bytes."""

    def __init__(self) -> None:
        super().__init__("the file is empty")


class FileTooLarge(ApiFault):
    """A file of more bytes than this server takes in."""

    def __init__(self, size_bytes: int, max_bytes: int) -> None:
        super().__init__(f"the file has {size_bytes} bytes, and at most {max_bytes} are taken")


class UnknownFormat(ApiFault):
    """A file whose content is nothing that can be taken in, whatever its name says."""

    def __init__(self, content: str, known: str) -> None:
        super().__init__(f"the file holds {content}, and can be taken in as {known}")


class BrokenImage(ApiFault):
    """An image that cannot be read to its end."""

    def __init__(self, format_name: str, reason: str) -> None:
        super().__init__(f"broken {format_name} file: {reason}")


class ImageTooLarge(ApiFault):
    """An image of more pixels than this server decodes; known before any pixel is."""

    def __init__(self, width: int, height: int, max_pixels: int) -> None:
        super().__init__(f"the image has {width} x {height} pixels, and at most {max_pixels} are decoded")


class BrokenFile(ApiFault):
    """A file of a known kind that is not what its kind must be."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"broken {kind} file: {reason}")


class ArchiveRefused(ApiFault):
    """An archive that is not opened: it is damaged, or holds more than it should, or names no file may have."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the archive cannot be opened: {reason}")


class ToolMissing(ApiFault):
    """A file that needs a program which this server has not."""

    def __init__(self, tool: str, what: str) -> None:
        super().__init__(f"{what} needs {tool}, which is not installed on this server")


class DecoderFailed(ApiFault):
    """The file took its decoder down, or too much of the machine."""

    def __init__(self, format_name: str, how: str) -> None:
        super().__init__(f"the decoder of the {format_name} file {how}")


class DecoderCrashed(DecoderFailed):
    """The decoder ended without an answer; another try may pass, for the machine may have been short of memory."""


class ShortOfDisk(ApiFault):
    """The disk of the server is as full as it may become."""

    def __init__(self, free: int, wanted: int) -> None:
        super().__init__(f"the disk of the server has {free} bytes free; SAFELIGHT_FREE_DISK_BYTES keeps {wanted}")
