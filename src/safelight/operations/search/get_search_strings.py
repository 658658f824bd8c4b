"""getSearchStrings: what is written on the page of a PDF that an image was made of, line by line."""

from safelight.contract.shapes import GetSearchStringsParam, GetSearchStringsReturn, Keywords, SearchStrings
from safelight.domain.search_strings import SearchString, Word
from safelight.operations import operation
from safelight.services import assets, search_strings
from safelight.services.context import Context


@operation("getSearchStrings", reads=True)
def get_search_strings(ctx: Context, param: GetSearchStringsParam) -> GetSearchStringsReturn:
    asset = assets.readable_one(ctx.tx, ctx.company(param.company_handle), param.asset_handle)
    return GetSearchStringsReturn(search_strings_array=tuple(map(_to_wire, search_strings.of_asset(ctx.tx, asset))))


def _to_wire(line: SearchString) -> SearchStrings:
    """Every string is valid and enabled, since nothing could switch one off."""
    return SearchStrings(
        search_string=line.text,
        keywords_array=tuple(map(_word_to_wire, line.words)),
        status=True,
        x=line.box.x,
        y=line.box.y,
        width=line.box.width,
        height=line.box.height,
        font_name=line.font_name,
        point_size=f"{line.point_size:g}",
    )


def _word_to_wire(word: Word) -> Keywords:
    box = word.box
    return Keywords(keyword=word.text, status=True, x=box.x, y=box.y, width=box.width, height=box.height)
