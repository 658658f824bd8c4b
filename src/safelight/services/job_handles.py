"""What a job handle means: a definition, or one run.

`j|C|NAME||` is the definition of that name, else its active run, else its newest run; a handle with an active name or a
log id is that run. Source: `wire-facts.md` (Jobs); the order is decided in the model (assumed).
"""

from safelight.domain import handles
from safelight.domain.definitions import Definition
from safelight.domain.faults import ForeignCompany, UnknownJob
from safelight.domain.handles import JobHandle
from safelight.domain.people import Company
from safelight.domain.runs import RunState
from safelight.store import definitions, job_runs
from safelight.store.database import Tx

FIELD = "jobHandle"


def read(company: Company, text: str) -> JobHandle:
    """A job handle of this company. Raises InvalidParameter for a malformed one, ForeignCompany for another's."""
    handle = handles.job_handle(FIELD, text)
    if handle.company_id != company.id:
        raise ForeignCompany(FIELD, text)
    return handle


def find(tx: Tx, company: Company, text: str) -> Definition | RunState:
    """What to execute, pause, resume, stop or delete.

    raises: as `read`, and UnknownJob where there is none, or it was deleted
    """
    handle = read(company, text)
    found = definition_of(tx, handle) or run_of(tx, handle)
    if found is None or (isinstance(found, RunState) and found.deleted):
        raise UnknownJob(FIELD, text)
    return found


def definition_of(tx: Tx, handle: JobHandle) -> Definition | None:
    """The definition a handle names; None for the handle of a run."""
    if _names_run(handle):
        return None
    return definitions.by_name(tx, handle.company_id, handle.scheduled)


def run_of(tx: Tx, handle: JobHandle) -> RunState | None:
    """The run a handle means, deleted or not: the one it names, else of its name the active one, else the newest."""
    run = exact_run(tx, handle)
    if run is not None or handle.log_id is not None:
        return run
    name = submitted_name(handle)
    return job_runs.newest(tx, handle.company_id, name, active=True) or job_runs.newest(
        tx, handle.company_id, name, active=False
    )


def exact_run(tx: Tx, handle: JobHandle) -> RunState | None:
    """The one run a handle names by its log or by its unique name, deleted or not."""
    if handle.log_id is not None:
        run = job_runs.by_id(tx, handle.log_id)
        return run if run is not None and _agrees(handle, run) else None
    return job_runs.by_name(tx, handle.company_id, handle.active) if handle.active else None


def submitted_name(handle: JobHandle) -> str:
    """The name a job was submitted under, of a handle that is no run's.

    An active name that no run has is taken for one (assumed; older clients stamped the names of their jobs themselves).
    """
    return handle.active or handle.scheduled


def _names_run(handle: JobHandle) -> bool:
    return bool(handle.active) or handle.log_id is not None


def _agrees(handle: JobHandle, run: RunState) -> bool:
    """Whether the other parts of a handle with a log id tell of the same run."""
    same_company = run.company_id == handle.company_id
    return (
        same_company
        and handle.active in {"", run.name, run.original_name}
        and handle.scheduled in {"", run.original_name}
    )
