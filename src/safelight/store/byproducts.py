"""What was made from what."""

from collections.abc import Sequence

from sqlalchemy import select, true

from safelight.domain.associations import Making
from safelight.store.database import Tx
from safelight.store.tables import byproduct

_MAKING = (byproduct.c.originator_id, byproduct.c.generated_id, byproduct.c.engine)


def listed(tx: Tx, *, originator_id: int | None, generated_id: int | None, engine: str | None) -> Sequence[Making]:
    """What was made of one asset, or of what another was made; by the asset made.

    None means any; walks byproduct_by_originator, or the primary key.
    """
    wanted = (
        true() if originator_id is None else byproduct.c.originator_id == originator_id,
        true() if generated_id is None else byproduct.c.generated_id == generated_id,
        true() if engine is None else byproduct.c.engine == engine,
    )
    return [Making(*row) for row in tx.execute(select(*_MAKING).where(*wanted).order_by(byproduct.c.generated_id))]
