"""searchAssetsByMetadata: the assets that meet conditions on metadata keys, in short, page by page."""

from safelight.assets import summaries
from safelight.assets.conditions import METADATA_VALUES, given_of
from safelight.contract.shapes import SearchAssetsByMetadataParam, SearchAssetsByMetadataReturn, SearchFilter
from safelight.domain.people import Company
from safelight.domain.search import Byproducts, Search
from safelight.domain.written_conditions import Written
from safelight.operations import operation
from safelight.services import access, metadata_search, search
from safelight.services.context import Context


@operation("searchAssetsByMetadata", reads=True)
def search_assets_by_metadata(ctx: Context, param: SearchAssetsByMetadataParam) -> SearchAssetsByMetadataReturn:
    keys = param.response_metadata_array or ()
    metadata_search.check_keys(keys)
    company = ctx.company(param.company_handle)
    page = search.page_of(
        search.MOST_FOUND,
        records_per_page=param.records_per_page,
        results_page=param.results_page,
        sort_by=metadata_search.SORT_KEYS.get(param.sort_by or "", param.sort_by),
        sort_direction=param.sort_direction,
    )
    found, total = search.find(ctx.tx, _wanted(ctx, company, param), page)
    shown = summaries.to_wire(found, keys, metadata_search.xmp_of(ctx.tx, found, keys))
    return SearchAssetsByMetadataReturn(total_rows=total, asset_summary_array=shown)


def _wanted(ctx: Context, company: Company, param: SearchAssetsByMetadataParam) -> Search:
    written = [
        (Written(one.field_handle, one.op, given_of(one, METADATA_VALUES)), one.case_sensitive is not False)
        for one in param.metadata_condition_array or ()
    ]
    mode, zone = param.metadata_condition_match_mode, ctx.parts.settings.zone
    asked = param.filters or SearchFilter()
    types, excluded = asked.asset_type_array or (), asked.exclude_asset_type_array or ()
    strict = asked.strict_sub_type_check
    return search.search_for(
        ctx.tx,
        company,
        folder=asked.folder,
        subfolders=asked.include_subfolders is not False,
        publish_state=asked.publish_state,
        trash_state=asked.trash_state,
        any_trash_state=True,
        kinds=search.kinds_of(types, excluded, asked.asset_sub_type_array, strict=strict),
        without=Byproducts(every=bool(asked.exclude_byproducts)),
        groups=metadata_search.group_of(ctx.tx, company, written, mode, zone),
        project=asked.project_handle,
        eyes=access.acting(ctx, company, None, None),
    )
