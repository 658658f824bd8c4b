"""getDistinctMetadataValues: the values that assets have for a metadata key, with how many have each."""

from safelight.contract.shapes import GetDistinctMetadataValuesParam, GetDistinctMetadataValuesReturn, ValueCount
from safelight.operations import operation
from safelight.services import access, metadata_search
from safelight.services.context import Context


@operation("getDistinctMetadataValues", reads=True)
def get_distinct_metadata_values(
    ctx: Context, param: GetDistinctMetadataValuesParam
) -> GetDistinctMetadataValuesReturn:
    company = ctx.company(param.company_handle)
    eyes = access.own(ctx.tx, ctx.caller, company.id)
    found = metadata_search.distinct(ctx.tx, company, eyes, param.metadata_key)
    return GetDistinctMetadataValuesReturn(
        value_array=tuple(ValueCount(value=value, count=count) for value, count in found)
    )
