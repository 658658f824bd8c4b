"""Groups of users, which permissions are given to."""

from dataclasses import dataclass

from safelight.domain import handles


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of members of one company. `system_defined`: an IpsAdmin alone makes, changes and deletes it."""

    id: int
    company_id: int
    name: str
    system_defined: bool

    @property
    def handle(self) -> str:
        return handles.group_handle(self.id)
