"""addProjectAssets: put assets into a project."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import AddProjectAssetsParam, AddProjectAssetsReturn
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("addProjectAssets")
def add_project_assets(ctx: Context, param: AddProjectAssetsParam) -> AddProjectAssetsReturn:
    company = ctx.company(param.company_handle)
    project = projects.to_change(ctx.tx, company, param.project_handle)
    batch = projects.add_assets(ctx.tx, company, project, param.asset_handle_array)
    return AddProjectAssetsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
