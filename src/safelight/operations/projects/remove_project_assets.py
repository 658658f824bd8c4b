"""removeProjectAssets: take assets out of a project; they stay."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import RemoveProjectAssetsParam, RemoveProjectAssetsReturn
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("removeProjectAssets")
def remove_project_assets(ctx: Context, param: RemoveProjectAssetsParam) -> RemoveProjectAssetsReturn:
    company = ctx.company(param.company_handle)
    project = projects.to_change(ctx.tx, company, param.project_handle)
    batch = projects.remove_assets(ctx.tx, company, project, param.asset_handle_array)
    return RemoveProjectAssetsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
