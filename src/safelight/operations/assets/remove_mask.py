"""removeMask: show all of an image that has a mask."""

from safelight.contract.shapes import RemoveMaskParam, RemoveMaskReturn
from safelight.operations import operation
from safelight.services import masks
from safelight.services.context import Context


@operation("removeMask")
def remove_mask(ctx: Context, param: RemoveMaskParam) -> RemoveMaskReturn:
    company = ctx.company(param.company_handle)
    masks.remove(ctx.tx, company, param.asset_handle, user=ctx.caller.account.email, now_ms=ctx.now_ms)
    return RemoveMaskReturn()
