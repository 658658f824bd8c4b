"""Projects of companies, and the assets in them."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.projects import Project
from safelight.store import inserts, upserts
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import asset, project, project_asset

_NAMES: Final = (
    select(project_asset.c.asset_id, project.c.name)
    .join(project, project.c.id == project_asset.c.project_id)
    .where(among(project_asset.c.asset_id))
    .order_by(project.c.name)
)


def by_company(tx: Tx, company_id: int) -> list[Project]:
    """All of a company, by name; walks project_name."""
    wanted = select(project).where(project.c.company_id == company_id).order_by(project.c.name)
    return [Project(**row) for row in tx.execute(wanted).mappings()]


def by_name(tx: Tx, company_id: int, name: str) -> Project | None:
    """The project of exactly this name; walks project_name."""
    wanted = (project.c.company_id == company_id) & (project.c.name == name)
    row = tx.execute(select(project).where(wanted)).mappings().one_or_none()
    return None if row is None else Project(**row)


def lock(tx: Tx, project_id: int) -> bool:
    """Whether it is there still; nobody else changes or deletes it, or what is in it, until our transaction ends."""
    wanted = select(project.c.id).where(project.c.id == project_id).with_for_update()
    return tx.execute(wanted).first() is not None


def add(tx: Tx, company_id: int, name: str) -> Project | None:
    """The new project, or None where the company has one of that name."""
    project_id = inserts.unique(tx, project, {"company_id": company_id, "name": name})
    return None if project_id is None else Project(project_id, company_id, name)


def rename(tx: Tx, project_id: int, name: str) -> bool:
    """False where the company has another project of that name; then nothing changed."""
    try:
        with tx.begin_nested():
            tx.execute(update(project).where(project.c.id == project_id).values(name=name))
    except IntegrityError:
        return False
    return True


def remove(tx: Tx, project_id: int) -> None:
    """Erase a project; what is in it stays."""
    tx.execute(delete(project_asset).where(project_asset.c.project_id == project_id))
    tx.execute(delete(project).where(project.c.id == project_id))


def members(tx: Tx, project_id: int) -> set[int]:
    """Ids of the assets in it, those in the trash too; walks the primary key."""
    return set(tx.execute(select(project_asset.c.asset_id).where(project_asset.c.project_id == project_id)).scalars())


def add_assets(tx: Tx, project_id: int, asset_ids: Iterable[int]) -> None:
    """One that is in it already stays."""
    for ids in pieces(asset_ids):
        new = upserts.insert(tx, project_asset).on_conflict_do_nothing()
        tx.execute(new, [{"project_id": project_id, "asset_id": asset_id} for asset_id in ids])


def join(tx: Tx, company_id: int, names: Sequence[str], asset_id: int) -> None:
    """Put an asset into those of the projects of these names that there are; in one statement."""
    chosen = select(project.c.id, asset.c.id).join(asset, asset.c.id == asset_id)
    chosen = chosen.where(project.c.company_id == company_id, project.c.name.in_(names))
    there = exists().where(project_asset.c.project_id == project.c.id, project_asset.c.asset_id == asset.c.id)
    tx.execute(insert(project_asset).from_select(["project_id", "asset_id"], chosen.where(~there)))


def remove_assets(tx: Tx, project_id: int, asset_ids: Iterable[int]) -> None:
    """Walks the primary key."""
    for ids in pieces(asset_ids):
        gone = (project_asset.c.project_id == project_id) & project_asset.c.asset_id.in_(ids)
        tx.execute(delete(project_asset).where(gone))


def names_of(tx: Tx, asset_ids: Iterable[int]) -> dict[int, list[str]]:
    """Names of the projects of each asset that is in any, by name; walks project_asset_by_asset."""
    found: dict[int, list[str]] = {}
    for asset_id, name in tx.execute(_NAMES, {IDS: asset_ids}):
        found.setdefault(asset_id, []).append(name)
    return found


def holds(project_id: int) -> ColumnElement[bool]:
    """The condition for the assets in a project; of few it gives their ids, of one asset it walks the primary key."""
    return asset.c.id.in_(select(project_asset.c.asset_id).where(project_asset.c.project_id == project_id))
