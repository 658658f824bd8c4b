"""updateTagFieldValues: give values of a dictionary new texts, which assets then show."""

from collections.abc import Sequence

from safelight.contract.shapes import TagValueUpdateFault, UpdateTagFieldValuesParam, UpdateTagFieldValuesReturn
from safelight.domain.batches import Refused
from safelight.operations import operation
from safelight.services import metadata_fields, tags
from safelight.services.context import Context


@operation("updateTagFieldValues")
def update_tag_field_values(ctx: Context, param: UpdateTagFieldValuesParam) -> UpdateTagFieldValuesReturn:
    company = ctx.company(param.company_handle)
    field = metadata_fields.by_handle(ctx.tx, company, param.field_handle)
    batch = tags.rename(ctx.tx, field, [(each.old_value, each.new_value) for each in param.update_array])
    return UpdateTagFieldValuesReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=_to_wire(batch.warnings),
        error_detail_array=_to_wire(batch.errors),
    )


def _to_wire(refused: Sequence[Refused]) -> tuple[TagValueUpdateFault, ...] | None:
    return (
        tuple(TagValueUpdateFault(value=one.handle, code=one.why.code, reason=str(one.why)) for one in refused) or None
    )
