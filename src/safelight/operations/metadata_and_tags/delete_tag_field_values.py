"""deleteTagFieldValues: take values out of the dictionary of a tag field."""

from safelight.contract.shapes import DeleteTagFieldValuesParam, DeleteTagFieldValuesReturn
from safelight.operations import operation
from safelight.services import metadata_fields, tags
from safelight.services.context import Context


@operation("deleteTagFieldValues")
def delete_tag_field_values(ctx: Context, param: DeleteTagFieldValuesParam) -> DeleteTagFieldValuesReturn:
    company = ctx.company(param.company_handle)
    field = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
    tags.remove(ctx.tx, field, param.value_array)
    return DeleteTagFieldValuesReturn()
