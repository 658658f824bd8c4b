"""What companies keep on disk. Every figure walks one index of the company that holds all it needs."""

from functools import cache

from sqlalchemy import Select, bindparam, func, select

from safelight.domain.assets import IMAGE, IN_EMPTIED_TRASH, IN_TRASH, NOT_IN_TRASH
from safelight.domain.disk_usage import Kept
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import asset, blob, derived_size, image_detail

_STATES = (NOT_IN_TRASH, IN_TRASH, IN_EMPTIED_TRASH)


def kept(tx: Tx, company_id: int) -> Kept:
    """Of every asset that is not erased, in the trash or not; walks the four indexes of the queries below."""
    sums = (images(company_id), originals(company_id), derived(company_id))
    ends = [last_changed(company_id, state) for state in _STATES]
    found = tx.execute(select(*[query.scalar_subquery() for query in (*sums, *ends)])).one()
    changed = [moment_ms for moment_ms in found[len(sums) :] if moment_ms is not None]
    return Kept(int(found[0]), int(found[1]), int(found[2]), modified_ms=max(changed, default=None))


def images(company_id: int) -> Select[int]:
    """Walks asset_by_type."""
    wanted = (asset.c.company_id == company_id) & asset.c.trash_state.in_(_STATES) & (asset.c.type == IMAGE)
    return select(func.count()).select_from(asset).where(wanted)


def originals(company_id: int) -> Select[int]:
    """Walks asset_by_size."""
    wanted = (asset.c.company_id == company_id) & asset.c.trash_state.in_(_STATES)
    return select(func.coalesce(func.sum(asset.c.file_size_bytes), 0)).where(wanted)


def derived(company_id: int) -> Select[int]:
    """Walks derived_size_by_company."""
    size = derived_size.c.size_bytes
    return select(func.coalesce(func.sum(size), 0)).where(derived_size.c.company_id == company_id)


def last_changed(company_id: int, trash_state: str) -> Select[int]:
    """The end of a stretch of asset_by_modified."""
    wanted = (asset.c.company_id == company_id) & (asset.c.trash_state == trash_state)
    return select(func.max(asset.c.modified_ms)).where(wanted)


def note_derived(tx: Tx, asset_id: int) -> None:
    """Keep the size of the file made of an Image's original, after its detail was written; walks primary keys."""
    tx.execute(_noting(tx.dialect.name), {"of_asset": asset_id})


@cache
def _noting(dialect: str) -> upserts.Insert:
    """Made once: to make it takes longer than to carry it out."""
    source = asset.join(image_detail, image_detail.c.asset_id == asset.c.id)
    source = source.join(blob, blob.c.digest == image_detail.c.pyramid_digest)
    sizes = select(asset.c.id, asset.c.company_id, blob.c.size_bytes).select_from(source)
    sizes = sizes.where(asset.c.id == bindparam("of_asset"))
    new = upserts.of(dialect, derived_size).from_select(["asset_id", "company_id", "size_bytes"], sizes)
    changed = {"size_bytes": new.excluded.size_bytes}
    return new.on_conflict_do_update(index_elements=["asset_id"], set_=changed)
