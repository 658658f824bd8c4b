"""The rules of projects: what they are called, and which assets are in them."""

from collections.abc import Iterable, Mapping, Sequence

from safelight.domain import handles
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import AlreadyInProject, Fault, ForeignCompany, InvalidParameter, NameTaken, NotInProject
from safelight.domain.people import Company
from safelight.domain.projects import Project, project_name
from safelight.services import asset_places
from safelight.store import projects as store
from safelight.store.database import Tx

MOST_HANDLES = 10_000
"""Assets one call may name (assumed; so that no call holds the database for long)."""

_FIELD = "assetHandleArray/items"


def listed(tx: Tx, company: Company) -> list[Project]:
    """All of a company, by name."""
    return store.by_company(tx, company.id)


def by_handle(tx: Tx, company: Company, handle: str, field: str = "projectHandle") -> Project:
    """raises: ForeignCompany for a handle of another company, InvalidParameter for one that names nothing (any more)"""
    company_id, name = handles.project_name(field, handle)
    if company_id != company.id:
        raise ForeignCompany(field, handle)
    found = store.by_name(tx, company.id, name)
    if found is None:
        raise InvalidParameter(field, handle, "the handle of a project that is there")
    return found


def to_change(tx: Tx, company: Company, handle: str) -> Project:
    """As `by_handle`; nobody else changes the project, or what is in it, until our transaction ends."""
    found = by_handle(tx, company, handle)
    if not store.lock(tx, found.id):
        raise InvalidParameter("projectHandle", handle, "the handle of a project that is there")
    return found


def create(tx: Tx, company: Company, name: str) -> Project:
    """raises: InvalidParameter for an unfit name, NameTaken"""
    fit = project_name("projectName", name)
    made = store.add(tx, company.id, fit)
    if made is None:
        raise NameTaken("projectName", fit, "project")
    return made


def rename(tx: Tx, project: Project, name: str) -> Project:
    """The project under its new name, and with it a new handle; its assets stay.

    raises: InvalidParameter for an unfit name, NameTaken
    """
    fit = project_name("projectName", name)
    if not store.rename(tx, project.id, fit):
        raise NameTaken("projectName", fit, "project")
    return Project(project.id, project.company_id, fit)


def delete(tx: Tx, project: Project) -> None:
    """Erase a project; its assets stay. Source: IPS API reference, deleteProject."""
    store.remove(tx, project.id)


def set_assets(tx: Tx, company: Company, project: Project, texts: Sequence[str]) -> Batch:
    """Let exactly these assets be in the project (assumed); one named twice counts twice.

    A bad one is an error and does not fail the rest.
    raises: InvalidParameter for more than 10000 handles
    """
    chosen, errors = _chosen(tx, company, texts, trash_too=False)
    wanted, known = {asset_id for _, asset_id in chosen}, store.members(tx, project.id)
    store.remove_assets(tx, project.id, known - wanted)
    store.add_assets(tx, project.id, sorted(wanted - known))
    return Batch(len(chosen), errors=errors)


def add_assets(tx: Tx, company: Company, project: Project, texts: Sequence[str]) -> Batch:
    """Put assets into the project; one that is in it already is a warning (assumed). Raises as `set_assets`."""
    chosen, errors = _chosen(tx, company, texts, trash_too=False)
    known = store.members(tx, project.id)
    new: dict[int, None] = {}
    warnings = []
    for text, asset_id in chosen:
        if asset_id in known or asset_id in new:
            warnings.append(Refused(text, AlreadyInProject(_FIELD, text, project.name)))
        else:
            new[asset_id] = None
    store.add_assets(tx, project.id, new)
    return Batch(len(new), tuple(warnings), errors)


def remove_assets(tx: Tx, company: Company, project: Project, texts: Sequence[str]) -> Batch:
    """Take assets out, trashed ones too; one not in it is a warning (assumed). Raises as `set_assets`."""
    chosen, errors = _chosen(tx, company, texts, trash_too=True)
    left = store.members(tx, project.id)
    gone: list[int] = []
    warnings = []
    for text, asset_id in chosen:
        if asset_id in left:
            left.discard(asset_id)
            gone.append(asset_id)
        else:
            warnings.append(Refused(text, NotInProject(_FIELD, text, project.name)))
    store.remove_assets(tx, project.id, gone)
    return Batch(len(gone), tuple(warnings), errors)


def names_of(tx: Tx, asset_ids: Iterable[int]) -> Mapping[int, Sequence[str]]:
    """Names of the projects that each of the assets is in, by name; absent where there are none. One query."""
    return store.names_of(tx, asset_ids)


def join(tx: Tx, company: Company, project_handles: Sequence[str], asset_id: int) -> None:
    """Put an asset into projects; one that was deleted or renamed since it was asked for is passed over (assumed)."""
    names = [handles.project_name("projectHandleArray/items", handle)[1] for handle in project_handles]
    if names:
        store.join(tx, company.id, names, asset_id)


def _chosen(
    tx: Tx, company: Company, texts: Sequence[str], *, trash_too: bool
) -> tuple[list[tuple[str, int]], tuple[Refused, ...]]:
    """Each handle with the id of its asset, and those that cannot be."""
    if len(texts) > MOST_HANDLES:
        raise InvalidParameter(_FIELD, f"{len(texts)} handles", f"at most {MOST_HANDLES}")
    places = asset_places.of(tx, texts)
    chosen, errors = [], []
    for text in texts:
        try:
            chosen.append((text, asset_places.check(company, _FIELD, text, places, trash_too=trash_too)))
        except Fault as refusal:
            errors.append(Refused(text, refusal))
    return chosen, tuple(errors)
