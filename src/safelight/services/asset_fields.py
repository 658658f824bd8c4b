"""What people note of pictures, fonts and profiles, in many assets at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safelight.domain.assets import FONT, ICC_PROFILE, Asset, Detail, FontDetail, IccDetail, ImageDetail
from safelight.domain.batches import Batch
from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.services import asset_batches, asset_changes
from safelight.store import details
from safelight.store.database import Tx

FIELD = "updateArray/items"
LONGEST_TEXT = 10_000
MOST_DPI = 100_000.0
"""Characters of a text and pixels an inch that are taken (assumed)."""


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be noted of one asset; a field without a value stays as it is.

    fields: by column of the detail: name on the wire, and value
    """

    handle: str
    fields: Mapping[str, tuple[str, str | int | float | None]]

    @property
    def given(self) -> dict[str, str | int | float]:
        return {column: value for column, (_, value) in self.fields.items() if value is not None}


def set_images(tx: Tx, company: Company, updates: Sequence[Update], user: str, now_ms: int) -> Batch:
    """Resolution, anchor and user data of pictures; live ones show it after the next publish.

    An anchor outside of its picture and a resolution below 0 are errors (assumed).

    raises: InvalidParameter for more than 10000
    """

    def change(asset: Asset, place: int) -> None:
        _check_picture(asset, updates[place])
        _change(tx, asset, ImageDetail, updates[place], user, now_ms)

    return asset_batches.each(tx, company, [update.handle for update in updates], FIELD, change)


def set_fonts(tx: Tx, company: Company, updates: Sequence[Update], user: str, now_ms: int) -> Batch:
    """Names, style and type of fonts, in place of what their files say. Raises as `set_images`."""
    return _set_all(tx, company, FONT, FontDetail, updates, user, now_ms)


def set_profiles(tx: Tx, company: Company, updates: Sequence[Update], user: str, now_ms: int) -> Batch:
    """Class and colour spaces of ICC profiles, in place of what their files say. Raises as `set_images`."""
    return _set_all(tx, company, ICC_PROFILE, IccDetail, updates, user, now_ms)


def _set_all(
    tx: Tx, company: Company, type_: str, kind: type[Detail], updates: Sequence[Update], user: str, now_ms: int
) -> Batch:
    def change(asset: Asset, place: int) -> None:
        if asset.type != type_:
            raise _wrong(asset, f"an asset of type {type_}")
        _change(tx, asset, kind, updates[place], user, now_ms)

    return asset_batches.each(tx, company, [update.handle for update in updates], FIELD, change)


def _change(tx: Tx, asset: Asset, kind: type[Detail], update: Update, user: str, now_ms: int) -> None:
    for name, value in update.fields.values():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise InvalidParameter(f"{FIELD}/{name}", value, f"at most {LONGEST_TEXT} characters")
    if update.given:
        details.change(tx, kind, asset.id, update.given)
    asset_changes.changed(tx, asset, user, now_ms)


def _check_picture(asset: Asset, update: Update) -> None:
    if asset.image is None:
        raise _wrong(asset, "an asset with a picture")
    sides = {"anchor_x": asset.image.width, "anchor_y": asset.image.height, "resolution_dpi": MOST_DPI}
    for column, value in update.given.items():
        least_beyond = sides.get(column)
        if least_beyond is None or isinstance(value, str):
            continue
        if not (math.isfinite(value) and 0 <= value < least_beyond):
            raise InvalidParameter(f"{FIELD}/{update.fields[column][0]}", value, f"0 to below {least_beyond:g}")


def _wrong(asset: Asset, want: str) -> InvalidParameter:
    return InvalidParameter(f"{FIELD}/assetHandle", asset.handle, f"{want}, which this {asset.type} is not")
