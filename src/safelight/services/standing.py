"""How work stands, for who watches the installation."""

from safelight.domain.standing import Standing
from safelight.services.context import Parts
from safelight.services.slots import is_stale
from safelight.store import slots
from safelight.store import standing as rows


def read(parts: Parts) -> Standing:
    """Five short questions, each of which walks an index over what has not ended."""
    with parts.database.read() as tx:
        now_ms = parts.database.now_ms(tx)
        stale = [is_stale(parts, slot, now_ms) for slot in slots.every(tx)]
        return Standing(
            groups=rows.groups(tx),
            in_hand=rows.in_hand(tx),
            living_workers=stale.count(False),
            dead_workers=stale.count(True),
            notices=rows.notices(tx),
        )
