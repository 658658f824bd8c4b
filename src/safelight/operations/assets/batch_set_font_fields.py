"""batchSetFontFields: note names, style and type of many fonts."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import BatchSetFontFieldsParam, BatchSetFontFieldsReturn
from safelight.operations import operation
from safelight.services import asset_fields
from safelight.services.asset_fields import Update
from safelight.services.context import Context


@operation("batchSetFontFields")
def batch_set_font_fields(ctx: Context, param: BatchSetFontFieldsParam) -> BatchSetFontFieldsReturn:
    company = ctx.company(param.company_handle)
    updates = [
        Update(
            each.asset_handle,
            {
                "font_name": ("fontName", each.font_name),
                "postscript_name": ("postscriptName", each.postscript_name),
                "rtf_name": ("rtfName", each.rtf_name),
                "font_family": ("fontFamily", each.font_family),
                "style": ("style", each.style),
                "type_name": ("typeName", each.type_name),
                "type": ("type", each.type),
            },
        )
        for each in param.update_array
    ]
    batch = asset_fields.set_fonts(ctx.tx, company, updates, ctx.caller.account.email, ctx.now_ms)
    return BatchSetFontFieldsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
