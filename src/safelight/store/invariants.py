"""What must be true of jobs and blobs at any moment, asked of the tables as they are."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, exists, func, or_, select, union

from safelight.domain.items import DONE as ITEM_DONE
from safelight.domain.items import WAITING, WORKING
from safelight.domain.jobs import DONE, RUNNING
from safelight.store import blobs
from safelight.store.database import Tx
from safelight.store.tables import job_item, job_log, job_log_detail, job_run

Tally = RowMapping


def stranded(tx: Tx) -> list[int]:
    """Runs under way with nothing left to do, that nobody will end; walks job_run_by_state."""
    left = exists().where(job_item.c.run_id == job_run.c.id, job_item.c.state.in_((WAITING, WORKING)))
    wanted = (job_run.c.state == RUNNING) & job_run.c.open_until_ms.is_(None) & ~job_run.c.stopping & ~left
    return list(tx.execute(select(job_run.c.id).where(wanted)).scalars())


def overdue(tx: Tx, now_ms: int) -> list[int]:
    """Items in hand whose lease has run out, by the clock of the database."""
    late = (job_item.c.state == WORKING) & or_(job_item.c.lease_until_ms.is_(None), job_item.c.lease_until_ms < now_ms)
    return list(tx.execute(select(job_item.c.id).where(late)).scalars())


def ended_early(tx: Tx) -> list[int]:
    """Runs that are done though an item of theirs is not, or their log is not ended."""
    left = exists().where(job_item.c.run_id == job_run.c.id, job_item.c.state.in_((WAITING, WORKING)))
    wanted = select(job_run.c.id).join(job_log, job_log.c.run_id == job_run.c.id)
    return list(tx.execute(wanted.where(job_run.c.state == DONE, or_(left, job_log.c.end_ms.is_(None)))).scalars())


def tallies(tx: Tx, since_ms: int) -> Sequence[RowMapping]:
    """Runs that moved since a moment: id, element, state, and what they count."""
    columns = (job_run.c.id, job_run.c.element, job_run.c.state, job_run.c.done_items)
    counts = (job_log.c.file_success, job_log.c.file_error, job_log.c.total_files)
    moved = select(*columns, *counts).join(job_log, job_log.c.run_id == job_run.c.id)
    return tx.execute(moved.where(job_run.c.progressed_ms >= since_ms)).mappings().all()


def lines(tx: Tx, run_id: int) -> dict[str, int]:
    """How many lines of each type; walks job_log_detail_by_run."""
    of = job_log_detail.c
    found = select(of.log_type, func.count().label("lines")).where(of.run_id == run_id).group_by(of.log_type)
    return {row.log_type: row.lines for row in tx.execute(found)}


def doubled_items(tx: Tx, run_id: int) -> int:
    """Lines that tell of an item a second time; walks job_log_detail_by_run."""
    of = job_log_detail.c
    found = select(func.count(of.item_id), func.count(of.item_id.distinct())).where(of.run_id == run_id)
    told, items = tx.execute(found).one()
    return int(told - items)


def done_items(tx: Tx, run_id: int) -> int:
    """Walks job_item_by_state."""
    done = (job_item.c.run_id == run_id) & (job_item.c.state == ITEM_DONE)
    return int(tx.execute(select(func.count()).select_from(job_item).where(done)).scalar_one())


def references(tx: Tx) -> set[str]:
    """Digests of the blobs that something needs: assets, items, exports, and what a generation has live."""
    return set(tx.execute(union(*blobs.references())).scalars())
