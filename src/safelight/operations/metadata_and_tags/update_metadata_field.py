"""updateMetadataField: change what is given of a metadata field, and answer its handle, which follows its name."""

from safelight.contract.shapes import UpdateMetadataFieldParam, UpdateMetadataFieldReturn
from safelight.operations import operation
from safelight.services import metadata_fields
from safelight.services.context import Context


@operation("updateMetadataField")
def update_metadata_field(ctx: Context, param: UpdateMetadataFieldParam) -> UpdateMetadataFieldReturn:
    company = ctx.company(param.company_handle)
    known = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
    wanted = {
        "name": param.name,
        "default_value": param.default_value,
        "hidden": param.is_hidden,
        "enforced": param.is_enforced,
        "initial_tag_value": param.initial_tag_value,
    }
    changed = metadata_fields.change(ctx.tx, known, wanted, ctx.parts.settings.zone)
    return UpdateMetadataFieldReturn(field_handle=changed.handle)
