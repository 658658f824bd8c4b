"""Templates and watermarks."""

from collections.abc import Mapping, Sequence

from safelight.domain import handles
from safelight.domain.assets import Asset
from safelight.domain.choices import one_of
from safelight.domain.faults import InvalidParameter
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.domain.templates import LONGEST_MODIFIER, TEMPLATE_TYPES, Template
from safelight.services import asset_changes, unfiled
from safelight.store import templates as store
from safelight.store.database import Tx


def create(
    tx: Tx, company: Company, folder: Folder, type_: str, name: str, template: Template, *, user: str, now_ms: int
) -> str:
    """A new template; returns its handle. Raises InvalidParameter, NameTaken.

    Commands that serving refuses are taken all the same, as presets are: a request is where they fault.
    """
    wanted = one_of("type", type_, TEMPLATE_TYPES, "")
    check(template)
    asset_id = unfiled.create(tx, company, folder, wanted, name, sub_type=None, user=user, now_ms=now_ms)
    store.put(tx, asset_id, template)
    return handles.asset_handle(asset_id)


def change(tx: Tx, asset: Asset, template: Template, *, user: str, now_ms: int) -> None:
    """Give a template other commands. Raises InvalidParameter."""
    check(template)
    store.put(tx, asset.id, template)
    asset_changes.changed(tx, asset, user, now_ms)


def of(tx: Tx, asset_ids: Sequence[int]) -> Mapping[int, Template]:
    """The templates among some assets, by id."""
    return store.of(tx, asset_ids)


def put(tx: Tx, asset_id: int, template: Template) -> None:
    """Write down the commands of an asset that is new."""
    store.put(tx, asset_id, template)


def check(template: Template) -> None:
    """Raises InvalidParameter for commands that are too long."""
    texts = {"urlModifier": template.url_modifier, "urlPostApplyModifier": template.url_post_modifier}
    for field, text in texts.items():
        if len(text) > LONGEST_MODIFIER:
            raise InvalidParameter(field, text, f"at most {LONGEST_MODIFIER} characters")
