"""getGenerationInfo: what was made of an asset, or of what an asset was made."""

from safelight.assets.generations import generations_to_wire
from safelight.contract import constants
from safelight.contract.shapes import GetGenerationInfoParam, GetGenerationInfoReturn
from safelight.domain.choices import one_of
from safelight.operations import operation
from safelight.services import generation_info
from safelight.services.context import Context


@operation("getGenerationInfo", reads=True)
def get_generation_info(ctx: Context, param: GetGenerationInfoParam) -> GetGenerationInfoReturn:
    company = ctx.company(param.company_handle)
    engine = one_of("engine", param.engine, ("", *constants.values("Generation Info")), "")
    found = generation_info.listed(ctx.tx, company, param.originator_handle, param.generated_handle, engine or None)
    return GetGenerationInfoReturn(generation_array=generations_to_wire(ctx.tx, found))
