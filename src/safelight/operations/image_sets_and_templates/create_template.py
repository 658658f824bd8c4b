"""createTemplate: make a template or a watermark."""

from safelight.contract.shapes import CreateTemplateParam, CreateTemplateReturn
from safelight.domain.templates import Template
from safelight.operations import operation
from safelight.services import folders, templates
from safelight.services.context import Context


@operation("createTemplate")
def create_template(ctx: Context, param: CreateTemplateParam) -> CreateTemplateReturn:
    company = ctx.company(param.company_handle)
    handle = templates.create(
        ctx.tx,
        company,
        folders.by_handle(ctx.tx, company, param.folder_handle),
        param.type,
        param.name,
        Template(param.url_modifier or "", param.url_post_apply_modifier or ""),
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return CreateTemplateReturn(asset_handle=handle)
