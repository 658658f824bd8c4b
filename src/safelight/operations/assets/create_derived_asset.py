"""createDerivedAsset: make another view of an image."""

from safelight.contract.shapes import CreateDerivedAssetParam, CreateDerivedAssetReturn
from safelight.domain.templates import Template
from safelight.operations import operation
from safelight.services import assets, derived, folders
from safelight.services.context import Context


@operation("createDerivedAsset")
def create_derived_asset(ctx: Context, param: CreateDerivedAssetParam) -> CreateDerivedAssetReturn:
    company = ctx.company(param.company_handle)
    handle = derived.create(
        ctx.tx,
        company,
        assets.by_handle(ctx.tx, company, param.owner_handle, "ownerHandle"),
        folders.by_handle(ctx.tx, company, param.folder_handle),
        param.type,
        param.name,
        Template(param.url_modifier or "", param.url_post_apply_modifier or ""),
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return CreateDerivedAssetReturn(asset_handle=handle)
