"""saveGroup: make a group, or change the one whose handle or name is given."""

from safelight.contract.shapes import SaveGroupParam, SaveGroupReturn
from safelight.operations import operation
from safelight.services import groups
from safelight.services.context import Context


@operation("saveGroup")
def save_group(ctx: Context, param: SaveGroupParam) -> SaveGroupReturn:
    company = ctx.company(param.company_handle)
    known = groups.by_handle(ctx.tx, company, param.group_handle) if param.group_handle else None
    saved = groups.save(ctx.tx, ctx.caller, company, known, param.name, system_defined=param.is_system_defined)
    return SaveGroupReturn(group_handle=saved.handle)
