"""Assets that no file stands behind: sets and templates."""

from safelight.domain import asset_names
from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.faults import NameTaken
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.services import folders, publishing
from safelight.store import assets, assets_write
from safelight.store.database import Tx


def create(
    tx: Tx, company: Company, folder: Folder, type_: str, name: str, *, sub_type: str | None, user: str, now_ms: int
) -> int:
    """A new asset without a file name, not marked for publish (assumed); returns its id.

    raises: InvalidParameter for a name that cannot be, NameTaken where a picture URL has it, the trash included;
            source of its words: wire-facts, Faults
    """
    name = asset_names.asset_name("name", name)
    assets_write.lock_names(tx, company.id)
    if assets.catalog_id_taken(tx, company.id, name, 0):
        raise NameTaken("name", name, "Asset ID")
    changed = {"modified_ms": now_ms, "modified_by": user, "created_ms": now_ms, "created_by": user}
    values = {"company_id": company.id, "folder_id": folder.id, "type": type_, "sub_type": sub_type, "name": name}
    kept = {"file_name": "", "catalog_id": name, "trash_state": NOT_IN_TRASH, "file_size_bytes": 0}
    asset_id = assets_write.insert_asset(tx, {**values, **kept, **changed})
    contexts = [context.id for context in publishing.contexts(tx, company.id)]
    publishing.mark(tx, [asset_id], contexts, False)
    folders.children_changed(tx, [folder.id], now_ms)
    return asset_id
