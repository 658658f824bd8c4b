"""Every way to refuse a caller: one class per thing that can be wrong.

Wire: the three fault elements and their codes. Source: IPS API reference, Faults.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

LONGEST_ECHO = 200
"""Characters of a value that a reason quotes: enough to know it by, whatever was sent."""

Element = Literal["ipsApiFault", "authenticationFault", "authorizationFault"]


def shown(got: object) -> str:
    """A value as a reason quotes it."""
    text = str(got)
    return repr(got if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}... ({len(text)} characters)")


class Fault(Exception):
    """A refusal the caller is told about; its text is the `reason` on the wire."""

    element: ClassVar[Element]
    code: ClassVar[int]


class AuthenticationFault(Fault):
    """We do not know who calls."""

    element = "authenticationFault"


class NoCredentials(AuthenticationFault):
    """The request named no user."""

    code = 10000

    def __init__(self) -> None:
        super().__init__("no credentials: send an authHeader with user and password, or HTTP Basic")


class InvalidCredentials(AuthenticationFault):
    """Unknown user or wrong password: the two look alike."""

    code = 10001

    def __init__(self) -> None:
        super().__init__("user or password is wrong")


class InvalidUser(AuthenticationFault):
    """The user is switched off, or the password has expired."""

    code = 10002

    def __init__(self) -> None:
        super().__init__("the user is disabled or expired")


class AuthorizationFault(Fault):
    """We know who calls, and they may not."""

    element = "authorizationFault"


class UnknownCompany(AuthorizationFault):
    """The company does not exist, or has expired."""

    code = 20000

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which names no company in force")


class UnknownUserName(AuthorizationFault):
    """The user named by email does not exist, as far as the caller may know."""

    code = 20001

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which names no user")


class UnknownUserHandle(AuthorizationFault):
    """The user named by handle does not exist, as far as the caller may know."""

    code = 20002

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which is no user handle known here")


class OperationNotPermitted(AuthorizationFault):
    """The caller's role may not call the operation."""

    code = 20003

    def __init__(self, operation: str, role: str) -> None:
        super().__init__(f"{operation}: not permitted to a user with role {role}")


class ImpersonationNotPermitted(AuthorizationFault):
    """The caller may not act as somebody else."""

    code = 20004

    def __init__(self, field: str) -> None:
        super().__init__(f"{field}: the caller may not act as this user")


class ValueNotPermitted(AuthorizationFault):
    """The value is valid, but not for this caller."""

    code = 20005

    def __init__(self, field: str, got: object, want: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, and this caller may only use {want}")


class ForeignCompany(AuthorizationFault):
    """The caller is no member of the company, or the handle belongs to another company."""

    code = 20006

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, which is outside the companies of the caller")


class UserOutOfReach(AuthorizationFault):
    """The target user shares no company that the caller administers."""

    code = 20007

    def __init__(self, field: str, got: object) -> None:
        super().__init__(f"{field}: got {shown(got)}, a user outside the reach of the caller")


class MissingPermission(AuthorizationFault):
    """No group of the caller's has the permission for what is to be seen or done."""

    code = 20009

    def __init__(self, field: str, got: object, kind: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, for which the caller has no {kind} permission")


class ApiFault(Fault):
    """The call itself cannot be done."""

    element = "ipsApiFault"
    code = 30000


class InternalError(ApiFault):
    """Our bug; the log has the stack under the request id."""

    def __init__(self, request_id: str) -> None:
        super().__init__(f"internal error; the server log has it under request {request_id}")


class NotBuilt(ApiFault):
    """Something the contract names that Safelight does not do yet."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not built yet in this version of Safelight")


class NameTaken(ApiFault):
    """A name that must be unique is in use."""

    def __init__(self, field: str, got: str, kind: str) -> None:
        super().__init__(f"{field}: {kind} '{got}' is already in use.")


class FolderExists(ApiFault):
    """The folder to be made is there."""

    def __init__(self, path: str) -> None:
        super().__init__(f"folderPath: folder '{path}' already exists")


class LastAdministrator(ApiFault):
    """What is asked would leave nobody to administer a company, or the installation."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} would be left without a valid, active administrator")


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


class InvalidParameter(ApiFault):
    """A value the contract's type allows but this operation does not.

    Wire: ipsApiFault, code 30001. Source: IPS API reference, Faults, ipsApiFault.
    """

    code = 30001

    def __init__(self, field: str, got: object, want: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, want {want}")


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


class WeakPassword(ApiFault):
    """A password that breaks the rule; the sentence never holds it."""

    code = 30001

    def __init__(self, field: str, length: int, classes: int, want: str) -> None:
        super().__init__(f"{field}: got {length} characters of {classes} character classes, want {want}")


class UnknownJob(ApiFault):
    """A job handle that names no job, or one that was deleted."""

    code = 30001

    def __init__(self, field: str, got: str) -> None:
        super().__init__(f"{field}: got {shown(got)}, which names no job")


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
