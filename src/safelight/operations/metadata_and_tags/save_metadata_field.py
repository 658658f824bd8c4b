"""saveMetadataField: make a metadata field, or change the one whose handle is given."""

from safelight.contract.shapes import SaveMetadataFieldParam, SaveMetadataFieldReturn
from safelight.domain.metadata import Field
from safelight.operations import operation
from safelight.services import metadata_fields
from safelight.services.context import Context


@operation("saveMetadataField")
def save_metadata_field(ctx: Context, param: SaveMetadataFieldParam) -> SaveMetadataFieldReturn:
    company, zone = ctx.company(param.company_handle), ctx.parts.settings.zone
    if param.field_handle:
        known = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
        metadata_fields.check_kind(known, param.asset_type, param.field_type)
        flags = {"hidden": param.is_hidden, "enforced": param.is_enforced}
        wanted = {"name": param.name, "default_value": param.default_value, **flags}
        changed = metadata_fields.change(ctx.tx, known, wanted, zone)
        return SaveMetadataFieldReturn(field_handle=changed.handle)
    new = Field(
        id=0,
        company_id=company.id,
        asset_type=param.asset_type,
        name=param.name,
        type=param.field_type,
        default_value=param.default_value,
        hidden=bool(param.is_hidden),
        enforced=bool(param.is_enforced),
        initial_tag_value=None,
    )
    return SaveMetadataFieldReturn(field_handle=metadata_fields.create(ctx.tx, company, new, zone).handle)
