"""createProject: make a project and answer its handle."""

from safelight.contract.shapes import CreateProjectParam, CreateProjectReturn
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("createProject")
def create_project(ctx: Context, param: CreateProjectParam) -> CreateProjectReturn:
    company = ctx.company(param.company_handle)
    project = projects.create(ctx.tx, company, param.project_name)
    return CreateProjectReturn(project_handle=project.handle)
