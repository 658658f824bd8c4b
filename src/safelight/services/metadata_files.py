"""Metadata of a file that was taken in, as another file says it."""

from collections.abc import Iterable
from datetime import tzinfo

from safelight.domain.assets import Asset
from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.domain.permissions import READ, WRITE
from safelight.services import access, folders, ingest, mapped_metadata, metadata, permissions
from safelight.store import assets, assets_write
from safelight.store.database import Tx

FILE = "file"


def put(
    tx: Tx, company: Company, path: str, values: Iterable[tuple[str, str]], zone: tzinfo, *, user: str, now_ms: int
) -> Asset:
    """Give the newest asset of a path the values of fields, each by its name: all of them, or none.

    zone:   of dates without an offset
    user:   email of who must be allowed to write there
    raises: InvalidParameter where no asset has the path, for a field that it lacks, and a value that is refused;
            UnknownTag, MissingPermission
    """
    folder_path, file_name = ingest.split_path(path, FILE)
    folder = folders.by_path(tx, company, folder_path, FILE)
    named = assets.by_ids(tx, assets_write.ids_of_file(tx, company.id, file_name, any_extension=False))
    found = [asset for asset in named if folder is not None and asset.folder_id == folder.id]
    if not found:
        raise InvalidParameter(FILE, path, "the path of a file that was taken in")
    asset = max(found, key=lambda one: one.id)
    writer = access.of_worker(tx, user, company.id)
    permissions.require(tx, writer, [asset.permission_set_id], (READ, WRITE), FILE, path)
    changes = mapped_metadata.changes(tx, company, asset, values)
    metadata.set_one(tx, company, asset.handle, changes, zone, user=user, now_ms=now_ms, place="field[{}]")
    return asset
