"""setUrlModifier: set the commands a picture or a template is always shown with."""

from safelight.contract.shapes import SetUrlModifierParam, SetUrlModifierReturn
from safelight.operations import operation
from safelight.services import assets, url_modifiers
from safelight.services.context import Context


@operation("setUrlModifier")
def set_url_modifier(ctx: Context, param: SetUrlModifierParam) -> SetUrlModifierReturn:
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    before, after = param.url_modifier, param.url_post_apply_modifier
    url_modifiers.change(ctx.tx, asset, before, after, user=ctx.caller.account.email, now_ms=ctx.now_ms)
    return SetUrlModifierReturn()
