"""Catalogs of the pages of a document. Source: IPS API reference, PDFOptions, pdfCatalog."""

from collections.abc import Sequence

from safelight.domain.asset_names import file_stem, first_free
from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.people import Company
from safelight.domain.sets import CATALOG, Member
from safelight.services import asset_changes, folders, publishing, unfiled
from safelight.store import asset_sets, assets, assets_write
from safelight.store.database import Tx


def bind(
    tx: Tx,
    company: Company,
    document_path: str,
    document_id: int,
    page_ids: Sequence[int],
    engine: str,
    *,
    ready: bool,
    user: str,
    now_ms: int,
) -> None:
    """Put the pages of a document into the Catalog that was made of it before, or into a new one beside it.

    A new one has the document's name, or the first free one of `name_1`, `name_2`, ... (assumed).

    ready: a new one is marked for publish
    """
    found = _of(tx, document_id)
    if found is None:
        found = _new(tx, company, document_path, ready=ready, user=user, now_ms=now_ms)
        assets_write.put_byproduct(tx, found.id, document_id, engine)
    asset_sets.put_members(tx, found.id, [Member(page_id, page_reset=True) for page_id in page_ids])
    asset_changes.changed(tx, found, user, now_ms)


def _of(tx: Tx, document_id: int) -> Asset | None:
    made = assets.by_ids(tx, assets_write.made_from(tx, document_id))
    return next((one for one in made if one.type == CATALOG and one.trash_state == NOT_IN_TRASH), None)


def _new(tx: Tx, company: Company, document_path: str, *, ready: bool, user: str, now_ms: int) -> Asset:
    folder_path, _, file_name = document_path.rpartition("/")
    stem = file_stem(file_name)
    folder = folders.ensure(tx, company, folder_path, now_ms, "destPath")
    name = first_free(stem, assets_write.taken_catalog_ids(tx, company.id, stem).__contains__)
    catalog_id = unfiled.create(tx, company, folder, CATALOG, name, sub_type=None, user=user, now_ms=now_ms)
    asset_sets.add(tx, catalog_id, None)
    if ready:
        publishing.mark(tx, [catalog_id], [context.id for context in publishing.contexts(tx, company.id)], True)
    (made,) = assets.by_ids(tx, [catalog_id])
    return made
