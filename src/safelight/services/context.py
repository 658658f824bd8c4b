"""What a handler is given: its transaction, its caller, and the parts of the house."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from safelight.domain import handles
from safelight.domain.faults import ForeignCompany, UnknownCompany
from safelight.domain.people import Caller, Company
from safelight.domain.records import Head, Record
from safelight.services import companies
from safelight.store.database import Database, Tx

if TYPE_CHECKING:
    from safelight.adapters.blobs import BlobStore
    from safelight.adapters.clock import Clock
    from safelight.adapters.engine import Dispatcher
    from safelight.adapters.tracing import Traces
    from safelight.imaging.drawn import Drawing
    from safelight.services.passwords import Passwords
    from safelight.settings import Settings


Plan = Callable[[Head, Record, str, Path, int, bytes], tuple["Drawing", str]]
"""How to draw a picture of a record, and its media type. Given: presets and settings, the record, commands as in a URL,
its pyramid, most pixels, and the XMP packet that goes along where the commands say so."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The concrete parts that `bootstrap` picked; one set a process."""

    settings: "Settings"
    clock: "Clock"
    database: Database
    blobs: "BlobStore"
    dispatcher: "Dispatcher"
    passwords: "Passwords"
    plan: Plan
    traces: "Traces"


@dataclass(frozen=True, slots=True)
class Context:
    """One call. `locale` and `version` are those of the request; `base_url` is how the caller reached us."""

    tx: Tx
    parts: Parts
    caller: Caller
    operation: str
    version: str
    locale: str
    base_url: str
    client_address: str
    request_id: str
    now_ms: int
    _seen: dict[int, Company] = field(default_factory=dict, repr=False)

    def company(self, handle: str, field: str = "companyHandle") -> Company:
        """The company of a handle, if the caller may act in it; asked for once.

        raises: UnknownCompany where there is none in force, ForeignCompany where the caller is no member
        """
        company_id = handles.company_id(field, handle)
        company = self._seen.get(company_id) or companies.in_force(self.tx, company_id, self.now_ms)
        if company is None:
            raise UnknownCompany(field, handle)
        self._seen[company_id] = company
        if self.caller.role_in(company_id) is None:
            raise ForeignCompany(field, handle)
        return company
