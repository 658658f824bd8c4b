"""The commands that an asset is always shown with: before those of a request, and after them."""

from safelight.domain.assets import Asset
from safelight.domain.faults import InvalidParameter
from safelight.domain.templates import Template
from safelight.services import asset_changes, templates
from safelight.services.templates import AFTER, BEFORE
from safelight.store import url_modifiers as store
from safelight.store.database import Tx


def change(tx: Tx, asset: Asset, before: str | None, after: str | None, *, user: str, now_ms: int) -> None:
    """Set the commands of a picture or a template, from the next publish on.

    before, after: None leaves what is there, empty takes it away (assumed)
    raises:        InvalidParameter for what is no query string, and for an asset that is shown by no commands
    """
    known = _known(tx, asset)
    wanted = Template(
        known.url_modifier if before is None else templates.tidied(BEFORE, before),
        known.url_post_modifier if after is None else templates.tidied(AFTER, after),
    )
    if asset.image is None:
        templates.change(tx, asset, wanted, user=user, now_ms=now_ms)
    else:
        store.put(tx, asset.id, wanted.url_modifier, wanted.url_post_modifier)
        asset_changes.changed(tx, asset, user, now_ms)


def _known(tx: Tx, asset: Asset) -> Template:
    if asset.image is not None:
        return Template(asset.image.url_modifier, asset.image.url_post_modifier)
    found = templates.of(tx, [asset.id]).get(asset.id)
    if found is None:
        raise InvalidParameter("assetHandle", asset.handle, "the handle of a picture or a template")
    return found
