"""addMediaPortalEvent: write down an event of a media portal."""

from safelight.contract.shapes import AddMediaPortalEventParam, AddMediaPortalEventReturn
from safelight.domain.moments import moment_ms
from safelight.domain.portal_events import Value
from safelight.operations import operation
from safelight.services import portal_events
from safelight.services.context import Context

HOLDERS = (
    *("string1", "string2", "string3", "string4", "string5"),
    *("int1", "int2", "int3", "int4", "int5", "float1", "float2", "float3"),
)


@operation("addMediaPortalEvent")
def add_media_portal_event(ctx: Context, param: AddMediaPortalEventParam) -> AddMediaPortalEventReturn:
    company = ctx.company(param.company_handle)
    texts = {
        "event_type": param.event_type,
        "ips_user": param.ips_user,
        "job_name": param.job_name,
        "job_description": param.job_description,
    }
    portal_events.add(ctx.tx, company, texts, _holders(param), ctx.now_ms)
    return AddMediaPortalEventReturn()


def _holders(param: AddMediaPortalEventParam) -> dict[str, Value]:
    given = {name: getattr(param, name) for name in HOLDERS}
    given["time1_ms"] = None if param.time1 is None else moment_ms(param.time1)
    return {name: value for name, value in given.items() if value is not None}
