"""Exports: assets put into one archive, which a signed link opens until it ends.

Source for what is exported: IPS API reference, ExportJob. The link and how long it lasts are ours (assumed).
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.blobs import Blob
from safelight.domain.exports import NOT_EXPORTED, Export, ExportFile
from safelight.domain.faults import (
    AlreadyInTrash,
    InvalidParameter,
    LinkRefused,
    MissingPermission,
    NoFile,
    NotExported,
)
from safelight.domain.items import Item
from safelight.domain.people import Company
from safelight.domain.permissions import READ
from safelight.domain.running import Running
from safelight.services import access, assets, origins, permissions, preview
from safelight.services.context import Parts
from safelight.services.preview import Link
from safelight.store import assets_write, items
from safelight.store import exports as rows
from safelight.store.database import Tx

PATH: Final = "/exports"
DAY_S: Final = 86_400
_FIELD: Final = "assetHandleArray/items"
_UNFIT: Final = re.compile(r"[^\w.-]+")
_NAME_CHARACTERS: Final = 100


def find(tx: Tx, company: Company, handle: str, user: str) -> Asset:
    """The asset of a handle, if it may be exported, and read by a user, an email.

    raises: InvalidParameter, AlreadyInTrash, NotExported, MissingPermission
    """
    found = assets.by_handles(tx, company, [handle], _FIELD)
    if not found:
        raise InvalidParameter(_FIELD, handle, "the handle of an asset that is there")
    if found[0].trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(_FIELD, handle)
    if found[0].type in NOT_EXPORTED:
        raise NotExported(found[0].name, found[0].type)
    if not permissions.readable(tx, access.of_worker(tx, user, company.id), found):
        raise MissingPermission(_FIELD, handle, READ)
    return found[0]


def original(asset: Asset) -> str:
    """The digest of the file an asset came as. Raises NoFile."""
    detail = asset.image or asset.file
    if detail is None:
        raise NoFile(asset.name, asset.type)
    return detail.original_digest


def put(tx: Tx, item: Item, name: str, blob: Blob, now_ms: int) -> None:
    """Note the file that an item of an export has made."""
    assets_write.keep_blob(tx, blob, now_ms)
    rows.put_file(tx, item.run_id, item.position, ExportFile(name, blob.digest))


def others_open(parts: Parts, item: Item) -> bool:
    """Whether an item of the run besides this one is not at its end."""
    with parts.database.read() as tx:
        return items.others_open(tx, item)


def files(parts: Parts, run_id: int) -> Sequence[ExportFile]:
    with parts.database.read() as tx:
        return rows.files(tx, run_id)


def archive_name(job_name: str) -> str:
    """A file name that any system takes, of the name of a job."""
    return (_UNFIT.sub("_", job_name).strip("_.")[:_NAME_CHARACTERS] or "export") + ".zip"


def finish(tx: Tx, parts: Parts, run: Running, archive: Blob) -> str:
    """The archive of a run is made; returns the address where it may be fetched until its link ends."""
    now_ms = parts.clock.now_ms()
    expires_ms = (now_ms // 1000 + round(parts.settings.export_days * DAY_S)) * 1000
    made = Export(run.id, archive_name(run.original_name), archive.digest, expires_ms)
    assets_write.keep_blob(tx, archive, now_ms)
    rows.put(tx, run.company_id, made)
    rows.drop_files(tx, run.id)
    base_url = origins.base_url(tx, parts, run.company_id)
    query = preview.sign(preview.secret(tx), _root(run.id), made.name, expires_ms // 1000)
    return f"{base_url}{PATH}/{run.id}/{quote(made.name)}?{query}"


def opened(parts: Parts, run_id: int, name: str, link: Link) -> Export:
    """The archive behind a link. Raises LinkRefused where that is not signed here, has ended, or leads to nothing."""
    with parts.database.read() as tx:
        known, found = preview.secret(tx), rows.of_run(tx, run_id)
    if not known:
        raise LinkRefused("this server signs none")
    preview.check(known, _root(run_id), name, link, parts.clock.now_ms())
    if found is None or found.name != name:
        raise LinkRefused("what it led to is gone")
    return found


def forget_ended(parts: Parts) -> int:
    """Let go of archives whose links have ended, and of what jobs left that made none; returns how many archives."""
    with parts.database.write() as tx:
        rows.drop_left_files(tx)
        return rows.drop_ended(tx, parts.clock.now_ms())


def _root(run_id: int) -> str:
    """What is signed in place of a company, whose own root holds no colon."""
    return f"export:{run_id}"
