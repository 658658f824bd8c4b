"""searchAssets: the assets that meet all that is asked, page by page."""

from typing import Final

from safelight.assets import briefs
from safelight.assets.wire import to_wire
from safelight.contract import constants
from safelight.contract.codec import selection
from safelight.contract.model import SEQUENCES
from safelight.contract.shapes import SearchAssetsParam, SearchAssetsReturn, SystemFieldCondition
from safelight.domain.choices import each_of, one_of
from safelight.domain.conditions import Written
from safelight.domain.people import Company
from safelight.domain.search import Byproducts, Page, Search
from safelight.operations import operation
from safelight.services import access, search
from safelight.services.context import Context

_TYPES: Final = constants.values("Asset Types")
_ENGINES: Final = constants.values("Generation Info")
_VALUES: Final = tuple(f for f in SEQUENCES["SystemFieldCondition"].fields if f.name not in {"field", "op"})


@operation("searchAssets", reads=True)
def search_assets(ctx: Context, param: SearchAssetsParam) -> SearchAssetsReturn:
    access.refuse_other(ctx.operation, param.access_user_handle, param.access_group_handle)
    _check_groups(ctx.operation, param)
    company = ctx.company(param.company_handle)
    wanted = _wanted(ctx, company, param)
    kept = selection(param.response_field_array, param.exclude_field_array)
    if briefs.is_brief(kept, "assetArray/items"):
        found, total = search.find_brief(ctx.tx, wanted, _page(param, search.MOST_BRIEF))
        return SearchAssetsReturn(total_rows=total, asset_array=tuple(map(briefs.to_wire, found)))
    assets, total = search.find(ctx.tx, wanted, _page(param, search.MOST_FOUND))
    return SearchAssetsReturn(total_rows=total, asset_array=to_wire(ctx.tx, assets))


def _check_groups(operation: str, param: SearchAssetsParam) -> None:
    """System field conditions are the one group there is yet, so that the other modes have nothing to combine."""
    modes = {
        "conditionMatchMode": param.condition_match_mode,
        "tagMatchMode": param.tag_match_mode,
        "metadataMatchMode": param.metadata_match_mode,
    }
    for name, mode in modes.items():
        one_of(name, mode, search.MATCH_MODES, "MatchAll")
    unbuilt = {
        "keywordArray": param.keyword_array,
        "tagConditionArray": param.tag_condition_array,
        "metadataConditionArray": param.metadata_condition_array,
        "projectHandle": param.project_handle,
    }
    search.refuse_unbuilt(operation, unbuilt)


def _wanted(ctx: Context, company: Company, param: SearchAssetsParam) -> Search:
    excluded = each_of("excludeAssetTypeArray", param.exclude_asset_type_array, _TYPES)
    sub_types, strict = param.asset_sub_type_array, param.strict_sub_type_check
    return search.search_for(
        ctx.tx,
        company,
        folder=param.folder,
        subfolders=param.include_subfolders,
        publish_state=param.publish_state,
        trash_state=param.trash_state,
        kinds=search.kinds_of(param.asset_type_array or (), excluded, sub_types, strict=strict),
        without=_without(param),
        written=[_written(condition) for condition in param.system_field_condition_array or ()],
        match_mode=param.system_field_match_mode,
        zone=ctx.parts.settings.zone,
    )


def _without(param: SearchAssetsParam) -> Byproducts:
    """The array overrides the flag; source: IPS API reference, searchAssets."""
    if not param.exclude_byproduct_array:
        return Byproducts(every=bool(param.exclude_byproducts))
    made = set()
    for place, excluded in enumerate(param.exclude_byproduct_array, start=1):
        where = f"excludeByproductArray/items[{place}]"
        engine = one_of(f"{where}/engine", excluded.engine, _ENGINES, "")
        made.add((engine, one_of(f"{where}/generatedAssetType", excluded.generated_asset_type, _TYPES, "")))
    return Byproducts(made=tuple(sorted(made)))


def _written(condition: SystemFieldCondition) -> Written:
    values = {f.name: getattr(condition, f.attribute) for f in _VALUES}
    return Written(condition.field, condition.op, {name: got for name, got in values.items() if got is not None})


def _page(param: SearchAssetsParam, most: int) -> Page:
    return search.page_of(
        most,
        records_per_page=param.records_per_page,
        results_page=param.results_page,
        sort_by=param.sort_by,
        sort_direction=param.sort_direction,
    )
