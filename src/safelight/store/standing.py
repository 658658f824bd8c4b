"""How work stands in all companies: sums over what has not ended, never over what has."""

from sqlalchemy import case, func, select

from safelight.domain.items import WORKING
from safelight.domain.jobs import NEW, NOT_ENDED
from safelight.domain.standing import Group
from safelight.store.database import Tx
from safelight.store.tables import job_item, job_run, notice

_RUN = job_run.c
_LEFT = _RUN.total_items - _RUN.done_items
_SINCE = case((_RUN.state == NEW, _RUN.trigger_ms), (_LEFT > 0, _RUN.progressed_ms))
_GOES_ON = ~_RUN.paused & ~_RUN.stopping
_SAME = (
    _RUN.company_id,
    _RUN.element,
    _RUN.state,
    _RUN.paused,
    _RUN.stopping,
    _RUN.open_until_ms.is_not(None).label("uploading"),
)
_SUMS = (func.count(), func.sum(_LEFT), func.min(case((_GOES_ON, _SINCE))))

GROUPS = select(*_SAME, *_SUMS).where(_RUN.state.in_(NOT_ENDED)).group_by(*_SAME)
"""Walks job_run_by_state, and no items."""
IN_HAND = select(func.count()).select_from(job_item).where(job_item.c.slot > "", job_item.c.state == WORKING)
"""Walks job_item_by_slot, which SQLite does for a range and not for `IS NOT NULL`."""
NOTICES = select(func.count()).select_from(notice).where(notice.c.next_try_ms.is_not(None))
"""Walks notice_by_next_try."""


def groups(tx: Tx) -> tuple[Group, ...]:
    """Runs that have not ended."""
    return tuple(
        Group(company, element, state, bool(paused), bool(stopping), bool(uploading), count, int(items), oldest)
        for company, element, state, paused, stopping, uploading, count, items, oldest in tx.execute(GROUPS)
    )


def in_hand(tx: Tx) -> int:
    """Items that workers are at."""
    return int(tx.execute(IN_HAND).scalar_one())


def notices(tx: Tx) -> int:
    """Mails and completion calls that are still to be sent."""
    return int(tx.execute(NOTICES).scalar_one())
