"""deleteProject: erase a project; its assets stay."""

from safelight.contract.shapes import DeleteProjectParam, DeleteProjectReturn
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("deleteProject")
def delete_project(ctx: Context, param: DeleteProjectParam) -> DeleteProjectReturn:
    company = ctx.company(param.company_handle)
    projects.delete(ctx.tx, projects.to_change(ctx.tx, company, param.project_handle))
    return DeleteProjectReturn()
