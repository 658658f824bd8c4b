"""Projects: named sets of assets of a company."""

import unicodedata
from dataclasses import dataclass

from safelight.domain import handles
from safelight.domain.faults import InvalidParameter

NAME_MAX_CHARACTERS = 255


@dataclass(frozen=True, slots=True)
class Project:
    """A set of assets; its handle holds its name, so that a new name ends the old handle."""

    id: int
    company_id: int
    name: str

    @property
    def handle(self) -> str:
        return handles.project_handle(self.company_id, self.name)


def project_name(field: str, text: str) -> str:
    """A name a project may get; blanks at either end are cut (assumed).

    raises: InvalidParameter for an empty name, a `|`, which parts of a handle are told by, a control character,
            or more than 255 characters (assumed: the reference names no rule)
    """
    name = text.strip()
    if not 0 < len(name) <= NAME_MAX_CHARACTERS or not all(map(_writable, name)):
        want = f"a name of 1 to {NAME_MAX_CHARACTERS} characters without | and control characters"
        raise InvalidParameter(field, text, want)
    return name


def _writable(character: str) -> bool:
    return character != "|" and unicodedata.category(character) not in {"Cc", "Cs"}
