"""deleteGroup: take a group away; its members stay what else they are."""

from safelight.contract.shapes import DeleteGroupParam, DeleteGroupReturn
from safelight.operations import operation
from safelight.services import groups
from safelight.services.context import Context


@operation("deleteGroup")
def delete_group(ctx: Context, param: DeleteGroupParam) -> DeleteGroupReturn:
    company = ctx.company(param.company_handle)
    groups.delete(ctx.tx, ctx.caller, groups.by_handle(ctx.tx, company, param.group_handle))
    return DeleteGroupReturn()
