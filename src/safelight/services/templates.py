"""Templates and watermarks."""

from collections.abc import Mapping, Sequence
from typing import Final

from safelight.domain import handles
from safelight.domain.assets import Asset
from safelight.domain.choices import one_of
from safelight.domain.faults import InvalidParameter
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.domain.presets import tidy_modifier
from safelight.domain.templates import LONGEST_MODIFIER, TEMPLATE_TYPES, Template
from safelight.services import asset_changes, unfiled
from safelight.store import templates as store
from safelight.store.database import Tx

BEFORE, AFTER = "urlModifier", "urlPostApplyModifier"
_WANT: Final = f"a query string of image commands such as wid=400&qlt=85, at most {LONGEST_MODIFIER} characters"


def create(
    tx: Tx, company: Company, folder: Folder, type_: str, name: str, template: Template, *, user: str, now_ms: int
) -> str:
    """A new template; returns its handle. Raises InvalidParameter, NameTaken.

    Commands that serving refuses are taken all the same, as presets are: a request is where they fault.
    """
    wanted = one_of("type", type_, TEMPLATE_TYPES, "")
    template = check(template)
    asset_id = unfiled.create(tx, company, folder, wanted, name, sub_type=None, user=user, now_ms=now_ms)
    store.put(tx, asset_id, template)
    return handles.asset_handle(asset_id)


def change(tx: Tx, asset: Asset, template: Template, *, user: str, now_ms: int) -> None:
    """Give a template other commands. Raises InvalidParameter."""
    store.put(tx, asset.id, check(template))
    asset_changes.changed(tx, asset, user, now_ms)


def of(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Template]:
    """The templates among some assets, by id."""
    return store.of(tx, asset_ids)


def put(tx: Tx, asset_id: int, template: Template) -> None:
    """Write down the commands of an asset that is new."""
    store.put(tx, asset_id, template)


def check(template: Template) -> Template:
    """The commands without what pasting leaves around them. Raises InvalidParameter for what is no query string."""
    return Template(tidied(BEFORE, template.url_modifier), tidied(AFTER, template.url_post_modifier))


def tidied(field: str, text: str) -> str:
    """Commands as `check` returns them; empty stays empty. Raises InvalidParameter naming the field."""
    if not text.strip():
        return ""
    fit = tidy_modifier(text) if len(text) <= LONGEST_MODIFIER else None
    if fit is None:
        raise InvalidParameter(field, text, _WANT)
    return fit
