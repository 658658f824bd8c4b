"""Copies of pictures, and pictures with new pixels: by commands of a picture URL, whose answer is the new original.

Commands are applied to the pixels of the asset, and not after those it is always shown with: these stay with it.
Source: IPS API reference, copyImage, replaceImage. What a copy takes along is assumed.
"""

import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from safelight.domain import asset_names, handles
from safelight.domain.assets import Asset, ImageDetail
from safelight.domain.blobs import Blob
from safelight.domain.exports import EXTENSIONS
from safelight.domain.faults import ForeignCompany, InvalidParameter, NameTaken
from safelight.domain.folders import Folder
from safelight.domain.images import ColorSpace, Facts, IngestOptions, Limits
from safelight.domain.people import Company
from safelight.domain.presets import tidy_modifier
from safelight.imaging import ingest as pixels
from safelight.imaging.drawn import draw
from safelight.services import asset_changes, assets, copied_facts, ingest, publishing, renewal
from safelight.services.arrivals import Made
from safelight.services.context import Context, Parts
from safelight.services.ingest import Placement
from safelight.store import assets as asset_rows
from safelight.store import assets_write, details
from safelight.store.database import Tx

TEXTS: Final = ("comments", "user_data", "sku", "url_modifier", "url_post_modifier")
PLACES: Final = ("anchor_x", "anchor_y")
_TURN: Final = threading.Semaphore(1)
"""One picture at a time in a process, which answers others meanwhile."""


def copy(ctx: Context, company: Company, handle: str, folder: Folder, name: str, commands: str) -> str:
    """A new Image of what the commands make of another; without any, of the same bytes. Returns its handle.

    Its texts, modifiers and metadata are those of the other; so is, without commands, what is drawn on it. It is not
    marked for publish.
    raises: InvalidParameter for what is no picture, a name or commands that cannot be; NameTaken; what picture URLs
            raise for their commands
    """
    wanted, query = asset_names.asset_name("name", name), _query(commands)
    source = _picture(ctx.tx, company, handle)
    _refuse_taken(ctx.tx, company, wanted)
    came, suffix = _rendered(ctx.parts, source, query) if query else _same(source)

    def write(tx: Tx) -> int:
        assets_write.lock_names(tx, company.id)
        _refuse_taken(tx, company, wanted)
        target, options = f"{folder.path}{wanted}{suffix}", Placement(overwrite=False, ready_for_publish=False)
        user, now_ms = ctx.caller.account.email, ctx.parts.clock.now_ms()
        placed = ingest.place(tx, company, target, came, options, user=user, now_ms=now_ms)
        taken = TEXTS if query else (*TEXTS, *PLACES)
        details.change(tx, ImageDetail, placed.asset_id, {column: getattr(source.image, column) for column in taken})
        made_with = _plainly(came) if query else renewal.options_of(tx, source)
        renewal.note(tx, placed.asset_id, made_with)
        copied_facts.take_along(tx, source, placed.asset_id, now_ms, drawn=not query)
        return placed.asset_id

    return handles.asset_handle(ctx.parts.database.transact(write))


def replace_pixels(ctx: Context, company: Company, handle: str, commands: str) -> None:
    """Give an Image the pixels that the commands make of it; without any, nothing changes.

    Its handle, names, texts, modifiers and marks stay. Of two who do so at once, the last one counts.
    raises: as `copy`
    """
    query = _query(commands)
    source = _picture(ctx.tx, company, handle)
    if not query:
        return
    came, _ = _rendered(ctx.parts, source, query)

    def write(tx: Tx) -> None:
        asset = assets.by_handle(tx, company, handle)
        now_ms = ctx.parts.clock.now_ms()
        for blob in came.blobs:
            assets_write.keep_blob(tx, blob, now_ms)
        size = {"file_size_bytes": came.original.size_bytes}
        assets_write.replace_asset(tx, asset.id, size, *came.details(asset.file_name, asset))
        renewal.note(tx, asset.id, _plainly(came))
        asset_changes.changed(tx, asset, ctx.caller.account.email, now_ms)

    ctx.parts.database.transact(write)


def _picture(tx: Tx, company: Company, handle: str) -> Asset:
    asset = assets.outside_trash(assets.readable_one(tx, company, handle), "assetHandle", handle)
    if asset.company_id != company.id:
        raise ForeignCompany("assetHandle", handle)
    if asset.image is None or asset.catalog_id is None:
        raise InvalidParameter("assetHandle", handle, f"the handle of a picture, which this {asset.type} is not")
    return asset


def _query(commands: str) -> str:
    """Raises InvalidParameter for what is no query string."""
    if not commands.strip():
        return ""
    query = tidy_modifier(commands)
    if query is None:
        raise InvalidParameter("urlModifier", commands, "a query string of image commands such as wid=400&qlt=85")
    return query


def _refuse_taken(tx: Tx, company: Company, name: str) -> None:
    if asset_rows.catalog_id_taken(tx, company.id, name, 0):
        raise NameTaken("name", name, "Asset ID")


def _same(source: Asset) -> tuple[Made, str]:
    """The same bytes once more, and the suffix of their name."""
    image = source.image
    assert image is not None
    facts = Facts(
        format="",
        suffix=image.suffix,
        width=image.width,
        height=image.height,
        bands=image.bands,
        color_space=cast("ColorSpace", image.color_space),
        depth=8,
        has_alpha=image.has_alpha,
        has_icc=False,
        resolution_dpi=image.resolution_dpi,
        frames=1,
    )
    original = Blob(image.original_digest, source.file_size_bytes)
    return Made(facts, original, Blob(image.pyramid_digest, 0), renewal.crop_of(image), source.type), image.suffix


def _rendered(parts: Parts, source: Asset, query: str) -> tuple[Made, str]:
    """What the commands make of a picture, stored; lossless, unless they name a format. Holds no transaction."""
    assert source.image is not None
    assert source.catalog_id is not None
    with parts.database.read() as tx:
        head = publishing.preview_head(tx, source.root)
        record = publishing.preview_record(tx, source.root, source.catalog_id)
    if head is None or record is None:
        raise InvalidParameter("assetHandle", source.handle, "the handle of a picture that is there")
    bare = replace(record, modifier="", post_modifier="")
    usual = f"fmt=tif{'-alpha' if source.image.has_alpha else ''},rgb,zip"
    folder = parts.settings.data.absolute() / "work"
    folder.mkdir(exist_ok=True)
    with _TURN, tempfile.TemporaryDirectory(dir=folder) as work:
        with parts.blobs.local_path(record.digest) as pyramid:
            wanted, media_type = parts.plan(head, bare, f"{usual}&{query}", pyramid, parts.settings.max_pixels, b"")
            made = Path(work) / "made"
            made.write_bytes(draw(pyramid, wanted))
        return _stored(parts, made, source.type), EXTENSIONS[media_type]


def _stored(parts: Parts, made: Path, type_: str) -> Made:
    settings = parts.settings
    limits = Limits(
        max_pixels=settings.max_pixels,
        max_bytes=settings.upload_max_bytes,
        timeout_s=settings.decode_timeout_s,
        memory_bytes=settings.decode_memory_bytes,
    )
    prepared = pixels.prepare(made, made.parent, limits, IngestOptions())
    pyramid = parts.blobs.take_file(prepared.pyramid)
    return Made(prepared.facts, parts.blobs.take_file(made), pyramid, type=type_)


def _plainly(came: Made) -> IngestOptions:
    """The options that a pyramid of our own picture is made with."""
    return IngestOptions(needs_mask=came.facts.has_alpha)
