"""setProjectAssets: let a project hold exactly these assets."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import SetProjectAssetsParam, SetProjectAssetsReturn
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("setProjectAssets")
def set_project_assets(ctx: Context, param: SetProjectAssetsParam) -> SetProjectAssetsReturn:
    company = ctx.company(param.company_handle)
    project = projects.to_change(ctx.tx, company, param.project_handle)
    batch = projects.set_assets(ctx.tx, company, project, param.asset_handle_array)
    return SetProjectAssetsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
