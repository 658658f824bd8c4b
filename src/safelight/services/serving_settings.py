"""The attributes a company publishes with: those of picture serving, and those of image rendering.

Each publish context has its own. A publish takes those of its context along; nothing acts before.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from safelight.domain import handles
from safelight.domain.attributes import Reader, written
from safelight.domain.config_settings import ConfigSetting
from safelight.domain.faults import ForeignCompany, InvalidParameter, NotBuilt
from safelight.domain.people import Company
from safelight.domain.publishing import IMAGE_SERVING, PublishContext
from safelight.domain.records import ServingSettings
from safelight.domain.rendering_attributes import ATTRIBUTES as RENDERING
from safelight.domain.rendering_attributes import PICTURES as RENDERING_PICTURES
from safelight.domain.serving_attributes import ATTRIBUTES, NOT_BUILT, PICTURES, WITHOUT_EFFECT, Attribute
from safelight.services.companies import SHARED_ID
from safelight.store import assets
from safelight.store import serving_settings as store
from safelight.store.database import Tx

FIELD: Final = "publishSettingArray/items"
MOST: Final = 1_000
"""Settings one call may name (assumed)."""


def listed(tx: Tx, context: PublishContext) -> list[ConfigSetting]:
    """Every attribute of the context's type, by name, with the value in force."""
    stored = {each.name: each for each in store.of_context(tx, context.id)}
    return [_shown(name, value, stored.get(name)) for name, value in sorted(_defaults(context).items())]


def change(tx: Tx, company: Company, context: PublishContext, wanted: Sequence[ConfigSetting]) -> None:
    """Set the attributes that are named, the others stay; an empty value means the default again (assumed).

    raises: InvalidParameter for an attribute there is none of or that is named twice, for a value that is none, and for
            a handle of what is no picture; ForeignCompany for another company's; NotBuilt for what serving cannot obey
    """
    if len(wanted) > MOST:
        raise InvalidParameter("publishSettingArray", f"{len(wanted)} items", f"at most {MOST}")
    names = [each.name for each in wanted]
    for number, each in enumerate(wanted, start=1):
        _refuse_unknown(f"{FIELD}[{number}]/name", each.name, _defaults(context), names[: number - 1])
    for number, each in enumerate(wanted, start=1):
        _set(tx, company, context, each, f"{FIELD}[{number}]")


def in_force(tx: Tx, context: PublishContext) -> ServingSettings:
    """What picture serving obeys once it is published."""
    facts: dict[str, Any] = {}
    for each in store.of_context(tx, context.id):
        if each.name in ATTRIBUTES:
            facts |= _facts(ATTRIBUTES[each.name], each.name, _text(each))
    return ServingSettings(**facts)


def texts(tx: Tx, context: PublishContext) -> dict[str, str]:
    """What is set in a context, as texts by name."""
    return {each.name: _text(each) for each in store.of_context(tx, context.id)}


def shown(settings: ServingSettings) -> dict[str, str]:
    """Settings of serving as the texts of their attributes."""
    return {name: _written(attribute, settings) for name, attribute in ATTRIBUTES.items()}


def _defaults(context: PublishContext) -> Mapping[str, str]:
    if context.type != IMAGE_SERVING:
        return dict.fromkeys(RENDERING, "")
    return {**shown(ServingSettings()), **{name: text for name, (_, text) in WITHOUT_EFFECT.items()}, **NOT_BUILT}


def _shown(name: str, default: str, stored: store.Stored | None) -> ConfigSetting:
    if stored is None:
        return ConfigSetting(name, default)
    handle = handles.asset_handle(stored.asset_id) if stored.asset_id is not None and stored.catalog_id else None
    return ConfigSetting(name, _text(stored), handle)


def _text(stored: store.Stored) -> str:
    return stored.value if stored.asset_id is None else stored.catalog_id or ""


def _refuse_unknown(field: str, name: str, known: Collection[str], before: Collection[str]) -> None:
    if name not in known:
        raise InvalidParameter(field, name, "an attribute that getImage...PublishSettings lists")
    if name in before:
        raise InvalidParameter(field, name, "each attribute once")


def _set(tx: Tx, company: Company, context: PublishContext, wanted: ConfigSetting, field: str) -> None:
    asset_id = _picture(tx, company, context, wanted, f"{field}/handle") if wanted.handle else None
    if asset_id is None and not wanted.value.strip():
        store.remove(tx, context.id, [wanted.name])
    elif asset_id is not None or _fit(context, wanted, f"{field}/value"):
        store.put(tx, context.id, wanted.name, "" if asset_id is not None else wanted.value.strip(), asset_id)


def _fit(context: PublishContext, wanted: ConfigSetting, field: str) -> bool:
    """Whether the value must be kept: False for the one that an attribute that is not built has anyway."""
    name, text = wanted.name, wanted.value
    if context.type != IMAGE_SERVING:
        RENDERING[name].value(field, text)
    elif name in NOT_BUILT:
        if text.strip() != NOT_BUILT[name]:
            raise NotBuilt(f"publish setting {name}")
        return False
    else:
        _reader(name).value(field, text)
    return True


def _reader(name: str) -> Reader:
    return ATTRIBUTES[name].reader if name in ATTRIBUTES else WITHOUT_EFFECT[name][0]


def _picture(tx: Tx, company: Company, context: PublishContext, wanted: ConfigSetting, field: str) -> int:
    handle = wanted.handle or ""
    if wanted.name not in (PICTURES if context.type == IMAGE_SERVING else RENDERING_PICTURES):
        raise InvalidParameter(field, handle, f"no handle, since {wanted.name} names no picture")
    found = assets.by_ids(tx, [handles.asset_id(field, handle)])
    if found and found[0].company_id not in {company.id, SHARED_ID}:
        raise ForeignCompany(field, handle)
    if not found or found[0].catalog_id is None or found[0].company_id != company.id:
        raise InvalidParameter(field, handle, "the handle of a picture of the company")
    return found[0].id


def _facts(attribute: Attribute, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    value = attribute.reader.value(name, text)
    return dict(zip(attribute.fields, value if len(attribute.fields) > 1 else (value,), strict=True))


def _written(attribute: Attribute, settings: ServingSettings) -> str:
    values = [getattr(settings, name) for name in attribute.fields]
    value = values[0] if len(values) == 1 else tuple(values)
    return attribute.shown.get(value) or ("" if value in attribute.shown else written(value))
