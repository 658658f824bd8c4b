"""getMetadataFields: the metadata fields that assets of a type have."""

from safelight.assets.metadata import field_to_wire
from safelight.contract.shapes import GetMetadataFieldsParam, GetMetadataFieldsReturn
from safelight.operations import operation
from safelight.services import metadata_fields
from safelight.services.context import Context


@operation("getMetadataFields", reads=True)
def get_metadata_fields(ctx: Context, param: GetMetadataFieldsParam) -> GetMetadataFieldsReturn:
    company = ctx.company(param.company_handle)
    found = metadata_fields.of_type(ctx.tx, company, param.asset_type)
    return GetMetadataFieldsReturn(field_array=tuple(map(field_to_wire, found)))
