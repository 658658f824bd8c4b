"""setTagFieldValues: make values the whole dictionary of a tag field."""

from safelight.contract.shapes import SetTagFieldValuesParam, SetTagFieldValuesReturn
from safelight.operations import operation
from safelight.services import metadata_fields, tags
from safelight.services.context import Context


@operation("setTagFieldValues")
def set_tag_field_values(ctx: Context, param: SetTagFieldValuesParam) -> SetTagFieldValuesReturn:
    company = ctx.company(param.company_handle)
    field = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
    tags.replace(ctx.tx, field, param.value_array)
    return SetTagFieldValuesReturn()
