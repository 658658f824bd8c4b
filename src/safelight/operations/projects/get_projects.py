"""getProjects: the projects of a company, by name."""

from safelight.contract.shapes import GetProjectsParam, GetProjectsReturn, Project
from safelight.operations import operation
from safelight.services import projects
from safelight.services.context import Context


@operation("getProjects", reads=True)
def get_projects(ctx: Context, param: GetProjectsParam) -> GetProjectsReturn:
    company = ctx.company(param.company_handle)
    found = projects.listed(ctx.tx, company)
    return GetProjectsReturn(project_array=tuple(Project(project_handle=one.handle, name=one.name) for one in found))
