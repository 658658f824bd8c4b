"""getMediaPortalEvent: the events of media portals that meet all that is asked, oldest first."""

from datetime import datetime
from typing import Any

from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import GetMediaPortalEventParam, GetMediaPortalEventReturn, MPEvent
from safelight.domain.moments import moment, moment_ms
from safelight.domain.portal_events import PortalEvent, Wanted
from safelight.operations import operation
from safelight.services import job_reach, portal_events
from safelight.services.context import Context


@operation("getMediaPortalEvent", reads=True)
def get_media_portal_event(ctx: Context, param: GetMediaPortalEventParam) -> GetMediaPortalEventReturn:
    reach = job_reach.companies(ctx, param.company_handle, OPERATIONS["getMediaPortalEvent"].documented_roles)
    wanted = Wanted(
        event_type=param.event_type,
        ips_user=param.ips_user,
        job_name=param.job_name,
        job_description=param.job_description,
        before_ms=_ms(param.before_date),
        after_ms=_ms(param.after_date),
    )
    found = portal_events.listed(ctx.tx, reach, wanted)
    return GetMediaPortalEventReturn(media_portal_event_array=tuple(map(_shown, found)))


def _ms(date: datetime | None) -> int | None:
    return None if date is None else moment_ms(date)


def _shown(event: PortalEvent) -> MPEvent:
    holders: dict[str, Any] = dict(event.holders)
    time_ms = holders.pop("time1_ms", None)
    return MPEvent(
        event_type=event.event_type,
        create_date=moment(event.created_ms),
        ips_user=event.ips_user,
        company_id=event.company_id,
        company_name=event.company_name,
        job_name=event.job_name,
        job_description=event.job_description,
        time1=None if time_ms is None else moment(time_ms),
        **holders,
    )
