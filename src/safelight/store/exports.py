"""Exports: the files of one in the making, and the archives that may be fetched."""

from collections.abc import Sequence

from sqlalchemy import delete, exists, select

from safelight.domain.exports import Export, ExportFile
from safelight.domain.jobs import DONE
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import export, export_file, job_run

_EXPORT = (export.c.run_id, export.c.name, export.c.digest, export.c.expires_ms)


def put_file(tx: Tx, run_id: int, position: int, file: ExportFile) -> None:
    """Note what an item of a run has made, in place of what it made before."""
    values = {"name": file.name, "digest": file.digest}
    new = upserts.insert(tx, export_file).values(run_id=run_id, position=position, **values)
    tx.execute(new.on_conflict_do_update(index_elements=["run_id", "position"], set_=values))


def files(tx: Tx, run_id: int) -> Sequence[ExportFile]:
    """In the order of the items; walks the primary key."""
    wanted = select(export_file.c.name, export_file.c.digest).where(export_file.c.run_id == run_id)
    return [ExportFile(*row) for row in tx.execute(wanted.order_by(export_file.c.position))]


def drop_files(tx: Tx, run_id: int) -> None:
    """The files of a run are not needed any more; walks the primary key."""
    tx.execute(delete(export_file).where(export_file.c.run_id == run_id))


def drop_left_files(tx: Tx) -> None:
    """Forget files of runs that have ended without an archive."""
    ended = exists().where(job_run.c.id == export_file.c.run_id, job_run.c.state == DONE)
    tx.execute(delete(export_file).where(ended))


def put(tx: Tx, company_id: int, made: Export) -> None:
    values = {"company_id": company_id, "name": made.name, "digest": made.digest, "expires_ms": made.expires_ms}
    new = upserts.insert(tx, export).values(run_id=made.run_id, **values)
    tx.execute(new.on_conflict_do_update(index_elements=["run_id"], set_=values))


def of_run(tx: Tx, run_id: int) -> Export | None:
    """Walks the primary key."""
    row = tx.execute(select(*_EXPORT).where(export.c.run_id == run_id)).one_or_none()
    return None if row is None else Export(*row)


def drop_ended(tx: Tx, now_ms: int) -> int:
    """Forget archives whose time is over; returns how many. Walks export_by_end."""
    return tx.execute(delete(export).where(export.c.expires_ms <= now_ms)).rowcount
