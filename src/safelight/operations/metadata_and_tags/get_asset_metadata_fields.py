"""getAssetMetadataFields: all metadata fields of a company, by the type of asset they are for."""

from safelight.assets.metadata import field_to_wire
from safelight.contract.shapes import AssetMetadataFields, GetAssetMetadataFieldsParam, GetAssetMetadataFieldsReturn
from safelight.operations import operation
from safelight.services import metadata_fields
from safelight.services.context import Context


@operation("getAssetMetadataFields", reads=True)
def get_asset_metadata_fields(ctx: Context, param: GetAssetMetadataFieldsParam) -> GetAssetMetadataFieldsReturn:
    company = ctx.company(param.company_handle)
    groups = [
        AssetMetadataFields(asset_type=asset_type, field_array=tuple(map(field_to_wire, found)))
        for asset_type, found in metadata_fields.grouped(ctx.tx, company).items()
    ]
    return GetAssetMetadataFieldsReturn(asset_fields_array=tuple(groups))
