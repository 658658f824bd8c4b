"""renameProject: give a project another name, and with it another handle."""

from safelight.contract.shapes import RenameProjectParam, RenameProjectReturn
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("renameProject")
def rename_project(ctx: Context, param: RenameProjectParam) -> RenameProjectReturn:
    company = ctx.company(param.company_handle)
    project = projects.to_change(ctx.tx, company, param.project_handle)
    renamed = projects.rename(ctx.tx, project, param.project_name)
    return RenameProjectReturn(project_handle=renamed.handle)
