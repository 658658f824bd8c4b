"""Handles: the strings clients hold; every form ever issued is read, the newest is written.

Source: `wire-facts.md` (Values), contract data `versions.json` transport.handles.
"""

from dataclasses import dataclass

from safelight.domain.faults import InvalidParameter

_MOST_DIGITS = 18
"""So that a number fits 64 bits."""


def company_handle(company_id: int) -> str:
    return f"c|{company_id}"


def user_handle(user_id: int, email: str) -> str:
    return f"u|{user_id}|{email}"


def group_handle(group_id: int) -> str:
    return f"g|{group_id}"


def asset_handle(asset_id: int) -> str:
    return f"a|{asset_id}"


def folder_handle(path: str) -> str:
    return f"f|{path}"


def context_handle(context_id: int) -> str:
    return f"pc|{context_id}"


def permission_set_handle(set_id: int) -> str:
    return f"pm|{set_id}"


def property_set_type_handle(type_id: int) -> str:
    return f"pt|{type_id}"


def property_set_handle(set_id: int) -> str:
    return f"ps|{set_id}"


def project_handle(company_id: int, name: str) -> str:
    return f"p|{company_id}|{name}"


def image_format_handle(company_id: int, format_id: int) -> str:
    return f"{company_id}|{format_id}"


def vignette_format_handle(company_id: int, format_id: int) -> str:
    return f"v|{company_id}|{format_id}"


def invalidation_handle(company_id: int, invalidation_id: int) -> str:
    return f"{company_id}|{invalidation_id}"


def company_id(field: str, handle: str) -> int:
    """Read `c|ID` or `ID`. Raises InvalidParameter naming `field`."""
    return _number(field, _bare("c", handle), handle, "a company handle such as c|47")


def user_id(field: str, handle: str) -> int:
    """Read `u|ID|EMAIL` or `ID|EMAIL`; the email is not compared."""
    return _number(field, _bare("u", handle).split("|")[0], handle, "a user handle such as u|7|a@b.c")


def group_id(field: str, handle: str) -> int:
    """Read `g|ID` or `ID`."""
    return _number(field, _bare("g", handle), handle, "a group handle such as g|225")


def asset_id(field: str, handle: str) -> int:
    """Read `a|ID`, `a|ID|TYPECODE|TYPEID` or `ID|TYPECODE|TYPEID`."""
    return _number(field, _bare("a", handle).split("|")[0], handle, "an asset handle such as a|12")


def context_id(field: str, handle: str) -> int:
    """Read `pc|ID` or `ID`."""
    return _number(field, _bare("pc", handle), handle, "a publish context handle such as pc|3")


def property_set_type_id(field: str, handle: str) -> int:
    """Read `pt|ID` or `ID`."""
    return _number(field, _bare("pt", handle), handle, "a property set type handle such as pt|10801")


def property_set_id(field: str, handle: str) -> int:
    """Read `ps|ID` or `ID`."""
    return _number(field, _bare("ps", handle), handle, "a property set handle such as ps|941")


def project_name(field: str, handle: str) -> tuple[int, str]:
    """Read `p|COMPANYID|NAME` or `COMPANYID|NAME`; returns (company id, name)."""
    want = "a project handle such as p|47|Name"
    company, _, name = _bare("p", handle).partition("|")
    if not name:
        raise InvalidParameter(field, handle, want)
    return _number(field, company, handle, want), name


def image_format_id(field: str, handle: str) -> tuple[int, int]:
    """Read `COMPANYID|ID`; returns (company id, format id)."""
    company, _, own = handle.partition("|")
    want = "an image format handle such as 47|3"
    return _number(field, company, handle, want), _number(field, own, handle, want)


def vignette_format_id(field: str, handle: str) -> tuple[int, int]:
    """Read `v|COMPANYID|ID` or `COMPANYID|ID`; returns (company id, format id)."""
    company, _, own = _bare("v", handle).partition("|")
    want = "a vignette format handle such as v|47|3"
    return _number(field, company, handle, want), _number(field, own, handle, want)


def invalidation_id(field: str, handle: str) -> tuple[int, int]:
    """Read `COMPANYID|ID`; returns (company id, id of the purge)."""
    company, _, own = handle.strip().partition("|")
    want = "an invalidation handle such as 47|3"
    return _number(field, company, handle, want), _number(field, own, handle, want)


def folder_path(field: str, handle: str) -> str:
    """Read `f|Path/` or `Path/`; returns the path with exactly one slash at its end."""
    path = _bare("f", handle).strip("/")
    if not path:
        raise InvalidParameter(field, handle, "a folder handle such as f|Company/Folder/")
    return path + "/"


@dataclass(frozen=True, slots=True)
class JobHandle:
    """`j|COMPANY|SCHEDULED NAME|ACTIVE NAME|LOG ID`; absent parts are empty.

    scheduled: name of the definition as submitted
    active:    unique name of a run, `NAME_yyyy-MM-dd-HH:mm:ss.SSS`
    log_id:    id of the run's log, or None
    """

    company_id: int
    scheduled: str = ""
    active: str = ""
    log_id: int | None = None

    def __str__(self) -> str:
        log = "" if self.log_id is None else str(self.log_id)
        return f"j|{self.company_id}|{self.scheduled}|{self.active}|{log}"


def job_handle(field: str, handle: str) -> JobHandle:
    """Read every form: with and without `j|`, with and without the trailing parts."""
    want = "a job handle such as j|47|Name||"
    parts = [*_bare("j", handle).split("|"), "", "", ""]
    company, scheduled, active, log = parts[:4]
    if not (scheduled or active or log):
        raise InvalidParameter(field, handle, want)
    log_id = _number(field, log, handle, want) if log else None
    return JobHandle(_number(field, company, handle, want), scheduled, active, log_id)


def _bare(prefix: str, handle: str) -> str:
    return handle.strip().removeprefix(prefix + "|")


def _number(field: str, text: str, handle: str, want: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise InvalidParameter(field, handle, want)
    return int(text)


def metadata_field_handle(company_id: int, asset_type: str, name: str) -> str:
    return f"m|{company_id}|{asset_type.upper()}|{name}"


def metadata_field(field: str, handle: str) -> tuple[int, str, str]:
    """Read `m|COMPANYID|TYPE|NAME` or `COMPANYID|TYPE|NAME`; returns (company id, type in upper case, name).

    ALL, as old handles name the fields of all types, is read as ASSET.
    """
    want = "a metadata field handle such as m|21|IMAGE|Author"
    company, _, rest = _bare("m", handle).partition("|")
    type_, _, name = rest.partition("|")
    if not (type_ and name):
        raise InvalidParameter(field, handle, want)
    code = type_.strip().upper()
    return _number(field, company, handle, want), "ASSET" if code == "ALL" else code, name
