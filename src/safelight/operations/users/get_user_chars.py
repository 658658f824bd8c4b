"""getUserChars: the beginnings of a name field in use, for an index bar."""

from safelight.contract.shapes import GetUserCharsParam, GetUserCharsReturn
from safelight.operations import operation
from safelight.operations.users import filter_of
from safelight.services import users
from safelight.services.context import Context


@operation("getUserChars", reads=True)
def get_user_chars(ctx: Context, param: GetUserCharsParam) -> GetUserCharsReturn:
    found = users.characters(ctx.tx, filter_of(ctx, param), param.char_field, param.num_chars)
    return GetUserCharsReturn(user_chars_array=tuple(found))
