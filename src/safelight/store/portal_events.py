"""Events of media portals."""

from collections.abc import Collection, Mapping

from sqlalchemy import insert, select

from safelight.domain.portal_events import PortalEvent, Value, Wanted
from safelight.store.database import Tx
from safelight.store.tables import company, media_portal_event

_TEXTS = ("event_type", "ips_user", "job_name", "job_description")


def add(tx: Tx, company_id: int, texts: Mapping[str, str], holders: Mapping[str, Value], now_ms: int) -> None:
    values = {"company_id": company_id, "holders": dict(holders), "created_ms": now_ms}
    tx.execute(insert(media_portal_event).values(**texts, **values))


def newest(tx: Tx, company_ids: Collection[int] | None, wanted: Wanted, limit: int) -> list[PortalEvent]:
    """The newest of what is wanted, oldest first; of all companies for None. Walks media_portal_event_by_time."""
    event = media_portal_event.c
    texts = [event[name] for name in _TEXTS]
    columns = (event.company_id, company.c.name, *texts, event.holders, event.created_ms)
    rows = select(*columns).select_from(media_portal_event.join(company))
    if company_ids is not None:
        rows = rows.where(event.company_id.in_(company_ids))
    for name in _TEXTS:
        text = getattr(wanted, name)
        rows = rows if text is None else rows.where(event[name] == text)
    if wanted.before_ms is not None:
        rows = rows.where(event.created_ms < wanted.before_ms)
    if wanted.after_ms is not None:
        rows = rows.where(event.created_ms > wanted.after_ms)
    found = tx.execute(rows.order_by(event.created_ms.desc(), event.id.desc()).limit(limit)).all()
    return [PortalEvent(*row) for row in reversed(found)]
