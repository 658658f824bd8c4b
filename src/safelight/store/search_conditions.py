"""Conditions of a search as expressions over the rows of assets, and the indexes that some of them lead to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, not_, or_, select, true

from safelight.domain.conditions import (
    AnyOf,
    Condition,
    FieldMatch,
    Group,
    Interval,
    TagMatch,
    TextMatch,
    XmpMatch,
    ascii_lower,
)
from safelight.domain.metadata import EVERY_TYPE, HEAD
from safelight.store.ranges import starts_with
from safelight.store.tables import asset, asset_tag, folder, image_detail, metadata_value, tag, xmp_property
from safelight.store.text_match import contains, ends_with

_SHARED: Final[dict[str, ColumnElement[Any]]] = {
    "Id": asset.c.id,
    "Type": asset.c.type,
    "Name": asset.c.name,
    "FileName": asset.c.file_name,
    "CreateUser": asset.c.created_by,
    "LastModifyUser": asset.c.modified_by,
    "FileSize": asset.c.file_size_bytes,
    "Created": asset.c.created_ms,
    "LastModified": asset.c.modified_ms,
}
_OF_IMAGES: Final[dict[str, ColumnElement[Any]]] = {
    "Description": image_detail.c.description,
    "Comments": image_detail.c.comments,
    "UserData": image_detail.c.user_data,
    "Sku": image_detail.c.sku,
}
_FOLDER: Final = "Folder"
"""The path of the folder of an asset, with a slash at its end."""


def group_holds(group: Group) -> ColumnElement[bool]:
    return (or_ if group.any_one else and_)(true() if not group.any_one else false(), *map(_holds, group.conditions))


def needed_of(group: Group) -> tuple[Condition, ...]:
    """Those of the conditions without which no asset meets the group."""
    return group.conditions if len(group.conditions) == 1 or not group.any_one else ()


def indexed(company_id: int, condition: Condition) -> Select[int] | None:
    """Ids of the assets that meet a condition, where an index leads to them alone; else None."""
    if condition.negated:
        return None
    return _tagged(condition) if isinstance(condition, TagMatch) else _among_values(company_id, condition, _leads)


def scanned(company_id: int, condition: Condition) -> Select[int] | None:
    """Ids of the assets that meet a condition on the inside of a text, where one index holds all such texts."""
    return None if condition.negated else _among_values(company_id, condition, lambda how: not _leads(how))


def _among_values(
    company_id: int, condition: Condition, leads: Callable[[TextMatch | Interval], bool]
) -> Select[int] | None:
    match condition:
        case FieldMatch(kept_as="text" | "whole" | "number", default_type=None) if leads(condition.how):
            return select(metadata_value.c.asset_id).where(_value_holds(condition))
        case XmpMatch() if leads(condition.how):
            return select(xmp_property.c.asset_id).where(_xmp_holds(condition, xmp_property.c.company_id == company_id))
    return None


def _leads(how: TextMatch | Interval) -> bool:
    return isinstance(how, Interval) or (how.op in {"Equals", "StartsWith"} and bool(how.text) and not how.folded)


def _holds(condition: Condition) -> ColumnElement[bool]:
    match condition:
        case AnyOf():
            found: ColumnElement[bool] = or_(false(), *map(_positive, condition.conditions))
        case TagMatch():
            return asset.c.id.in_(_tagged(condition))
        case _:
            found = _positive(condition)
    return not_(found) if condition.negated else found


def _positive(condition: TextMatch | Interval | FieldMatch | XmpMatch) -> ColumnElement[bool]:
    """What a negated condition is the opposite of, so that assets without the field match it."""
    match condition:
        case FieldMatch():
            return _field_holds(condition)
        case XmpMatch():
            company = xmp_property.c.company_id == asset.c.company_id
            return exists().where(xmp_property.c.asset_id == asset.c.id, _xmp_holds(condition, company))
    if condition.field == _FOLDER:
        return exists().where(folder.c.id == asset.c.folder_id, _matches(condition, folder.c.path))
    column = _SHARED.get(condition.field)
    if column is not None:
        return _matches(condition, column)
    return exists().where(image_detail.c.asset_id == asset.c.id, _matches(condition, _OF_IMAGES[condition.field]))


def _field_holds(condition: FieldMatch) -> ColumnElement[bool]:
    if condition.kept_as == "tag":
        tags = asset_tag.join(tag, tag.c.id == asset_tag.c.tag_id)
        of_field = tag.c.field_id == condition.field_id
        return (
            exists()
            .select_from(tags)
            .where(asset_tag.c.asset_id == asset.c.id, of_field, _matches(condition.how, tag.c.value))
        )
    own = metadata_value.c.asset_id == asset.c.id
    found: ColumnElement[bool] = exists().where(own, _value_holds(condition))
    if condition.default_type is None:
        return found
    without = not_(exists().where(own, metadata_value.c.field_id == condition.field_id))
    suits = true() if condition.default_type == EVERY_TYPE else asset.c.type == condition.default_type
    return or_(found, and_(suits, without))


def _value_holds(condition: FieldMatch) -> ColumnElement[bool]:
    """Of the rows of values; walks the index of the form that the value is looked at in."""
    own = metadata_value.c.field_id == condition.field_id
    if isinstance(condition.how, Interval):
        return own & _matches(condition.how, metadata_value.c[condition.kept_as])
    return own & _head_and_text(condition.how, metadata_value.c.head, metadata_value.c.text)


def _xmp_holds(condition: XmpMatch, company: ColumnElement[bool]) -> ColumnElement[bool]:
    own = company & (xmp_property.c.name == condition.name)
    return own & _head_and_text(condition.how, xmp_property.c.head, xmp_property.c.text)


def _head_and_text(how: TextMatch, head: ColumnElement[Any], text: ColumnElement[Any]) -> ColumnElement[bool]:
    """The head alone decides where it is the whole text, so that the row itself is seldom read."""
    op = "within" if how.folded else how.op.removeprefix("Not")
    if op in {"Equals", "StartsWith"}:
        shorter = _matches(replace(how, text=how.text[:HEAD]), head)
        return shorter if len(how.text) + (op == "Equals") <= HEAD else shorter & _matches(how, text)
    whole = func.length(head) < HEAD
    return or_(whole & _matches(how, head), not_(whole) & _matches(how, text))


def _tagged(condition: TagMatch) -> Select[int]:
    """Ids of assets that have one of the tags, or every one; walks tag_value, then asset_tag_by_tag."""
    values = dict.fromkeys(condition.values)
    ids = select(tag.c.id).where(tag.c.field_id == condition.field_id, tag.c.value.in_(values))
    found = select(asset_tag.c.asset_id).where(asset_tag.c.tag_id.in_(ids))
    if not condition.every:
        return found
    return found.group_by(asset_tag.c.asset_id).having(func.count() == len(values))


def _matches(condition: TextMatch | Interval, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if isinstance(condition, Interval):
        return _within(condition, column)
    if condition.folded:
        column, text = func.lower(column), ascii_lower(condition.text)
    else:
        text = condition.text
    match condition.op.removeprefix("Not"):
        case "Contains":
            return contains(column, text)
        case "StartsWith":
            return starts_with(column, text)
        case "EndsWith":
            return ends_with(column, text)
    return column == text


def _within(interval: Interval, column: ColumnElement[Any]) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if interval.low is not None:
        parts.append(column >= interval.low)
    if interval.high is not None:
        parts.append(column <= interval.high)
    return and_(*parts)
