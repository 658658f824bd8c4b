"""deleteMetadataField: erase a metadata field, with what assets have of it."""

from safelight.contract.shapes import DeleteMetadataFieldParam, DeleteMetadataFieldReturn
from safelight.operations import operation
from safelight.services import metadata_fields
from safelight.services.context import Context


@operation("deleteMetadataField")
def delete_metadata_field(ctx: Context, param: DeleteMetadataFieldParam) -> DeleteMetadataFieldReturn:
    company = ctx.company(param.company_handle)
    metadata_fields.delete(ctx.tx, metadata_fields.by_handle(ctx.tx, company, param.field_handle))
    return DeleteMetadataFieldReturn()
