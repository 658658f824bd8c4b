"""getImageSetMembers: what is in a set, in order."""

from safelight.assets.wire import to_wire
from safelight.contract.shapes import GetImageSetMembersParam, GetImageSetMembersReturn, ImageSetMember
from safelight.operations import operation
from safelight.services import asset_sets
from safelight.services.context import Context


@operation("getImageSetMembers", reads=True)
def get_image_set_members(ctx: Context, param: GetImageSetMembersParam) -> GetImageSetMembersReturn:
    company = ctx.company(param.company_handle)
    members = asset_sets.members_of(ctx.tx, company, param.asset_handle)
    shown = to_wire(ctx.tx, [asset for asset, _ in members])
    rows = zip(shown, members, strict=True)
    return GetImageSetMembersReturn(
        member_array=tuple(ImageSetMember(asset=asset, page_reset=reset) for asset, (_, reset) in rows)
    )
