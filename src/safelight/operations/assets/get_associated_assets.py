"""getAssociatedAssets: all the ways in which other assets belong to one."""

from safelight.assets.generations import generations_to_wire
from safelight.assets.wire import to_wire
from safelight.contract.shapes import GetAssociatedAssetsParam, GetAssociatedAssetsReturn
from safelight.operations import operation
from safelight.services import assets, associations
from safelight.services.context import Context


@operation("getAssociatedAssets", reads=True)
def get_associated_assets(ctx: Context, param: GetAssociatedAssetsParam) -> GetAssociatedAssetsReturn:
    company = ctx.company(param.company_handle)
    found = associations.of(ctx.tx, company, assets.readable_one(ctx.tx, company, param.asset_handle))
    return GetAssociatedAssetsReturn(
        container_array=to_wire(ctx.tx, found.containers),
        member_array=to_wire(ctx.tx, found.members),
        layer_reference_array=to_wire(ctx.tx, found.references),
        owner_array=to_wire(ctx.tx, found.owners),
        derived_array=to_wire(ctx.tx, found.derived),
        generator_array=generations_to_wire(ctx.tx, found.generators),
        generated_array=generations_to_wire(ctx.tx, found.generated),
        thumb_asset=to_wire(ctx.tx, [found.thumb])[0] if found.thumb else None,
    )
