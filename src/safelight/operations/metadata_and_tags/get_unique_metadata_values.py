"""getUniqueMetadataValues: the values that assets have of a metadata field, each once."""

from safelight.contract.shapes import GetUniqueMetadataValuesParam, GetUniqueMetadataValuesReturn
from safelight.operations import operation
from safelight.services import access, metadata, metadata_fields
from safelight.services.context import Context


@operation("getUniqueMetadataValues", reads=True)
def get_unique_metadata_values(ctx: Context, param: GetUniqueMetadataValuesParam) -> GetUniqueMetadataValuesReturn:
    company = ctx.company(param.company_handle)
    field = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
    found = metadata.distinct(ctx.tx, field, access.own(ctx.tx, ctx.caller, company.id))
    return GetUniqueMetadataValuesReturn(values=tuple(value for value, _ in found))
