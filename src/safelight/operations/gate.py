"""What stands between a call and its handler: permissions, for callers whose role is bound by them.

What a call names and its caller may not touch is refused, in a batch as an error of its item; what a reply would show
of assets the caller may not read is left out. Everybody else's calls go straight to their handler.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import Asset, AssetPublishContexts, AssetSummary
from safelight.domain.batches import Refused
from safelight.domain.faults import MissingPermission
from safelight.domain.people import Company
from safelight.domain.permissions import READ, Access
from safelight.operations.needs import NEEDS, Need
from safelight.services import access, permissions
from safelight.services.context import Context

Handler = Callable[[Context, Any], Any]
SHOWING: Final = (Asset, AssetPublishContexts, AssetSummary)
"""Shapes that tell of the asset in their `asset_handle`."""


def run(handler: Handler, ctx: Context, param: Any) -> Any:
    """The reply of a handler. Raises MissingPermission, and what the handler raises."""
    named = getattr(param, "company_handle", None)
    company = ctx.company(named) if named else None
    eyes = access.own(ctx.tx, ctx.caller, company.id) if company else None
    if company is None or eyes is None or eyes.unbound:
        return handler(ctx, param)
    needs = NEEDS.get(ctx.operation, ())
    _refuse(ctx, company, eyes, param, [need for need in needs if not need.batch])
    param, refused = _sifted(ctx, company, eyes, param, [need for need in needs if need.batch])
    return _told(_shown(ctx, company, eyes, handler(ctx, param)), refused)


def _refuse(ctx: Context, company: Company, eyes: Access, param: Any, needs: Iterable[Need]) -> None:
    for need in needs:
        for text, kind in _lacking(ctx, company, eyes, need, list(_reached(param, need.path))).items():
            raise MissingPermission(_wire_path(need), text, kind)


def _sifted(
    ctx: Context, company: Company, eyes: Access, param: Any, needs: Sequence[Need]
) -> tuple[Any, tuple[Refused, ...]]:
    """The parameter of a batch without the items that are not allowed, and these."""
    refused: list[Refused] = []
    for need in needs:
        items: tuple[Any, ...] = getattr(param, need.array)
        below = need.path.removeprefix(need.array).removeprefix(".")
        texts = [next(_reached(item, below), "") for item in items]
        lacking = _lacking(ctx, company, eyes, need, texts)
        for item, text in zip(items, texts, strict=True):
            if text in lacking:
                handle = item if isinstance(item, str) else item.asset_handle
                refused.append(Refused(handle, MissingPermission(_wire_path(need), text, lacking[text])))
        kept = tuple(item for item, text in zip(items, texts, strict=True) if text not in lacking)
        param = replace(param, **{need.array: kept})
    return param, tuple(refused)


def _lacking(ctx: Context, company: Company, eyes: Access, need: Need, texts: Sequence[str]) -> dict[str, str]:
    """The first kind that is not allowed, of each handle with such a one; what names nothing is the handler's."""
    sets = permissions.in_force(ctx.tx, company, need.of, texts)
    return permissions.lacking(ctx.tx, eyes, need.kinds, sets)


def _reached(value: Any, path: str) -> Iterator[str]:
    """The texts at the end of a path; none where something on the way is absent or empty."""
    if isinstance(value, tuple):
        for item in value:
            yield from _reached(item, path)
    elif path and value is not None:
        name, _, rest = path.partition(".")
        yield from _reached(getattr(value, name, None), rest)
    elif value:
        yield value


def _wire_path(need: Need) -> str:
    first, *rest = need.path.replace(".", "/").split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def _told(reply: Any, refused: Sequence[Refused]) -> Any:
    """The reply with an error for each item that was not allowed, where it counts any."""
    if not refused or not hasattr(reply, "error_count"):
        return reply
    details = (*(reply.error_detail_array or ()), *(refused_to_wire(refused) or ()))
    return replace(reply, error_count=reply.error_count + len(refused), error_detail_array=details)


def _shown(ctx: Context, company: Company, eyes: Access, reply: Any) -> Any:
    handles = {asset.asset_handle for asset in _assets(reply) if asset.asset_handle}
    if not handles:
        return reply
    sets = permissions.in_force(ctx.tx, company, "asset", sorted(handles))
    hidden = permissions.lacking(ctx.tx, eyes, (READ,), sets)
    return _without(reply, hidden.keys()) if hidden else reply


def _assets(value: Any) -> Iterator[Any]:
    if isinstance(value, SHOWING):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _assets(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _assets(getattr(value, field.name))


def _without(reply: Any, hidden: Collection[str]) -> Any:
    """The reply without hidden assets, and without what its arrays tell of one."""
    changes: dict[str, Any] = {}
    for field in fields(reply):
        value = getattr(reply, field.name)
        if isinstance(value, tuple):
            changes[field.name] = tuple(item for item in value if not _tells(item, hidden))
        elif isinstance(value, SHOWING) and value.asset_handle in hidden:
            changes[field.name] = None
    return replace(reply, **changes)


def _tells(item: Any, hidden: Collection[str]) -> bool:
    parts = [getattr(item, field.name) for field in fields(item)] if is_dataclass(item) else []
    return any(isinstance(part, SHOWING) and part.asset_handle in hidden for part in (item, *parts))
