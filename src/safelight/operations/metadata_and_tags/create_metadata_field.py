"""createMetadataField: make a metadata field for a type of asset, or for all, and answer its handle."""

from safelight.contract.shapes import CreateMetadataFieldParam, CreateMetadataFieldReturn
from safelight.domain.metadata import Field
from safelight.operations import operation
from safelight.services import metadata_fields
from safelight.services.context import Context


@operation("createMetadataField")
def create_metadata_field(ctx: Context, param: CreateMetadataFieldParam) -> CreateMetadataFieldReturn:
    company = ctx.company(param.company_handle)
    wanted = Field(
        id=0,
        company_id=company.id,
        asset_type=param.asset_type,
        name=param.name,
        type=param.field_type,
        default_value=param.default_value or "",
        hidden=bool(param.is_hidden),
        enforced=bool(param.is_enforced),
        initial_tag_value=param.initial_tag_value,
    )
    made = metadata_fields.create(ctx.tx, company, wanted, ctx.parts.settings.zone)
    return CreateMetadataFieldReturn(field_handle=made.handle)
