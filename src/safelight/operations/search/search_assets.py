"""searchAssets: the assets that meet all that is asked, page by page."""

from typing import Final

from safelight.assets import briefs
from safelight.assets.conditions import METADATA_VALUES, SYSTEM_VALUES, given_of
from safelight.assets.wire import to_wire
from safelight.contract import constants
from safelight.contract.codec import selection
from safelight.contract.shapes import SearchAssetsParam, SearchAssetsReturn
from safelight.domain.choices import one_of
from safelight.domain.people import Company
from safelight.domain.search import Byproducts, Page, Search
from safelight.domain.written_conditions import Written
from safelight.operations import operation
from safelight.services import access, search, search_groups
from safelight.services.context import Context
from safelight.services.search_groups import Wishes, WrittenTag

_ENGINES: Final = constants.values("Generation Info")


@operation("searchAssets", reads=True)
def search_assets(ctx: Context, param: SearchAssetsParam) -> SearchAssetsReturn:
    company = ctx.company(param.company_handle)
    wanted = _wanted(ctx, company, param)
    kept = selection(param.response_field_array, param.exclude_field_array)
    if briefs.is_brief(kept, "assetArray/items"):
        found, total = search.find_brief(ctx.tx, wanted, _page(param, search.MOST_BRIEF))
        return SearchAssetsReturn(total_rows=total, asset_array=tuple(map(briefs.to_wire, found)))
    assets, total = search.find(ctx.tx, wanted, _page(param, search.MOST_FOUND))
    return SearchAssetsReturn(total_rows=total, asset_array=to_wire(ctx.tx, assets))


def _wanted(ctx: Context, company: Company, param: SearchAssetsParam) -> Search:
    types, excluded = param.asset_type_array or (), param.exclude_asset_type_array or ()
    sub_types, strict = param.asset_sub_type_array, param.strict_sub_type_check
    groups, any_group = search_groups.groups_of(ctx.tx, company, _wishes(param), ctx.parts.settings.zone)
    return search.search_for(
        ctx.tx,
        company,
        folder=param.folder,
        subfolders=param.include_subfolders,
        publish_state=param.publish_state,
        trash_state=param.trash_state,
        kinds=search.kinds_of(types, excluded, sub_types, strict=strict),
        without=_without(param),
        groups=groups,
        any_group=any_group,
        project=param.project_handle,
        eyes=access.acting(ctx, company, param.access_user_handle, param.access_group_handle),
    )


def _wishes(param: SearchAssetsParam) -> Wishes:
    """In the versions that have it `caseSensitive` is for searchAssetsByMetadata alone."""
    tags = param.tag_condition_array or ()
    return Wishes(
        keywords=param.keyword_array or (),
        system=[
            Written(one.field, one.op, given_of(one, SYSTEM_VALUES)) for one in param.system_field_condition_array or ()
        ],
        system_mode=param.system_field_match_mode,
        tags=[WrittenTag(tag.field_handle, tag.op, tag.value, tag.value_array) for tag in tags],
        tag_mode=param.tag_match_mode,
        metadata=[
            Written(one.field_handle, one.op, given_of(one, METADATA_VALUES))
            for one in param.metadata_condition_array or ()
        ],
        metadata_mode=param.metadata_match_mode,
        mode=param.condition_match_mode,
    )


def _without(param: SearchAssetsParam) -> Byproducts:
    """The array overrides the flag; source: IPS API reference, searchAssets."""
    if not param.exclude_byproduct_array:
        return Byproducts(every=bool(param.exclude_byproducts))
    made = set()
    for place, excluded in enumerate(param.exclude_byproduct_array, start=1):
        where = f"excludeByproductArray/items[{place}]"
        engine = one_of(f"{where}/engine", excluded.engine, _ENGINES, "")
        made.add((engine, excluded.generated_asset_type))
    return Byproducts(made=tuple(sorted(made)))


def _page(param: SearchAssetsParam, most: int) -> Page:
    return search.page_of(
        most,
        records_per_page=param.records_per_page,
        results_page=param.results_page,
        sort_by=param.sort_by,
        sort_direction=param.sort_direction,
    )
