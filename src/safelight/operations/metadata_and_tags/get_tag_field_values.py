"""getTagFieldValues: the dictionaries of tag fields."""

from safelight.contract.shapes import GetTagFieldValuesParam, GetTagFieldValuesReturn, TagFieldValues
from safelight.operations import operation
from safelight.services import metadata_fields, tags
from safelight.services.context import Context


@operation("getTagFieldValues", reads=True)
def get_tag_field_values(ctx: Context, param: GetTagFieldValuesParam) -> GetTagFieldValuesReturn:
    company, place = ctx.company(param.company_handle), "fieldHandleArray/items"
    fields = [metadata_fields.by_handle(ctx.tx, company, handle, place) for handle in param.field_handle_array]
    return GetTagFieldValuesReturn(
        field_array=tuple(
            TagFieldValues(field_handle=field.handle, value_array=tuple(tags.dictionary(ctx.tx, field, place)))
            for field in fields
        )
    )
