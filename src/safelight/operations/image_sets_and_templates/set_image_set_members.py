"""setImageSetMembers: replace the members of a set."""

from safelight.contract.shapes import SetImageSetMembersParam, SetImageSetMembersReturn
from safelight.operations import operation
from safelight.services import asset_sets
from safelight.services.context import Context


@operation("setImageSetMembers")
def set_image_set_members(ctx: Context, param: SetImageSetMembersParam) -> SetImageSetMembersReturn:
    asset_sets.change_members(
        ctx.tx,
        ctx.company(param.company_handle),
        param.asset_handle,
        [(each.asset_handle, each.page_reset) for each in param.member_array],
        None,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return SetImageSetMembersReturn()
