"""Settings of viewers: attached to presets and to the assets that viewers show. A publish takes them along."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from safelight.domain import handles
from safelight.domain.assets import Asset
from safelight.domain.config_settings import ConfigSetting
from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.domain.viewer_configs import VIEWER_PRESET, VIEWER_TYPES, ViewerConfig, once
from safelight.services import asset_changes, assets, authorisation
from safelight.services.context import Context
from safelight.store import assets as rows
from safelight.store import viewer_configs as store
from safelight.store.database import Tx

FIELD: Final = "configSettingArray/items"
MOST: Final = 1_000
LONGEST_NAME: Final = 255
LONGEST_VALUE: Final = 8_192


def company_of(ctx: Context, company_handle: str | None, asset_handle: str, roles: Collection[str] | None) -> Company:
    """The company of a call: the one it names; where its version names none, that of the asset, if the caller may.

    roles:  those the operation is open to
    raises: as `Context.company` and `authorisation.check`; InvalidParameter for a handle of nothing
    """
    if company_handle:
        return ctx.company(company_handle)
    found = rows.by_ids(ctx.tx, [handles.asset_id("assetHandle", asset_handle)])
    if not found:
        raise InvalidParameter("assetHandle", asset_handle, "the handle of an asset that is there")
    company = ctx.company(handles.company_handle(found[0].company_id), "assetHandle")
    authorisation.check(ctx.tx, ctx.caller, roles, company_id=company.id, operation=ctx.operation, now_ms=ctx.now_ms)
    return company


def of(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, ViewerConfig]:
    """Those of some assets that have one, by id."""
    return store.of(tx, asset_ids)


def of_asset(tx: Tx, company: Company, handle: str) -> ViewerConfig:
    """raises: InvalidParameter for a handle of nothing or of an asset without one, ForeignCompany"""
    found = assets.by_handles(tx, company, [handle], "assetHandle")
    config = store.of(tx, [found[0].id]).get(found[0].id) if found else None
    if config is None:
        raise InvalidParameter("assetHandle", handle, "the handle of an asset that has viewer settings")
    return config


def checked(tx: Tx, company: Company, type_: str, settings: Sequence[ConfigSetting]) -> ViewerConfig:
    """A config of what a caller gives; of two settings of one name the last counts (assumed).

    raises: InvalidParameter for no type, a name or value that cannot be, a handle of no asset; ForeignCompany
    """
    word = type_.strip()
    if not 0 < len(word) <= LONGEST_NAME or not word.isprintable():
        raise InvalidParameter("type", type_, f"a viewer type such as {VIEWER_TYPES[0]}, or a word of your own")
    _refuse_unfit(settings)
    named = [each.handle for each in settings if each.handle]
    there = {each.handle for each in assets.by_handles(tx, company, named, f"{FIELD}/handle")}
    for number, each in enumerate(settings, start=1):
        field = f"{FIELD}[{number}]/handle"
        if each.handle and handles.asset_handle(handles.asset_id(field, each.handle)) not in there:
            raise InvalidParameter(field, each.handle, "the handle of an asset that is there")
    return ViewerConfig(word, once(settings))


def attach(tx: Tx, asset: Asset, name: str, config: ViewerConfig, *, user: str, now_ms: int) -> None:
    """Give an asset settings in place of those it has.

    name:   of the asset; a preset is called so from now on, another asset must be (assumed)
    raises: InvalidParameter, NameTaken
    """
    if asset.type == VIEWER_PRESET:
        if name != asset.name:
            assets.rename(tx, asset, name, must_be_free=True, rename_file=False, user=user, now_ms=now_ms)
    elif name != asset.name:
        raise InvalidParameter("name", name, f"the name of the asset, {asset.name}")
    store.put(tx, asset.id, config)
    asset_changes.changed(tx, asset, user, now_ms)


def update(
    tx: Tx, company: Company, asset: Asset, settings: Sequence[ConfigSetting], *, user: str, now_ms: int
) -> None:
    """Set those settings that are named, the others stay (assumed). Raises as `checked` and `of_asset`."""
    known = of_asset(tx, company, asset.handle)
    wanted = known.merged(checked(tx, company, known.type, settings).settings)
    if len(wanted.settings) > MOST:
        raise InvalidParameter("configSettingArray", f"{len(wanted.settings)} settings in all", f"at most {MOST}")
    store.put(tx, asset.id, wanted)
    asset_changes.changed(tx, asset, user, now_ms)


def _refuse_unfit(settings: Sequence[ConfigSetting]) -> None:
    if len(settings) > MOST:
        raise InvalidParameter("configSettingArray", f"{len(settings)} items", f"at most {MOST}")
    for number, each in enumerate(settings, start=1):
        field, name = f"{FIELD}[{number}]", each.name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or "=" in name or "??" in name:
            raise InvalidParameter(f"{field}/name", each.name, f"1 to {LONGEST_NAME} characters without = and ??")
        if len(each.value) > LONGEST_VALUE:
            raise InvalidParameter(f"{field}/value", each.value, f"at most {LONGEST_VALUE} characters")
