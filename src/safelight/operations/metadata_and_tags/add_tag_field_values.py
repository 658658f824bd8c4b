"""addTagFieldValues: put values into the dictionary of a tag field, behind those that are there."""

from safelight.contract.shapes import AddTagFieldValuesParam, AddTagFieldValuesReturn
from safelight.operations import operation
from safelight.services import metadata_fields, tags
from safelight.services.context import Context


@operation("addTagFieldValues")
def add_tag_field_values(ctx: Context, param: AddTagFieldValuesParam) -> AddTagFieldValuesReturn:
    company = ctx.company(param.company_handle)
    field = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
    tags.add(ctx.tx, field, param.value_array)
    return AddTagFieldValuesReturn()
