"""The trash: assets are restored from it, or emptied from it and erased with the next cleanup.

All that is refused or warned of here is assumed; the reference names the counts alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from safelight.domain.assets import IN_EMPTIED_TRASH, IN_TRASH, NOT_IN_TRASH, Asset
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import EmptiedFromTrash, Fault, NotInTrash, OwnerInTrash
from safelight.domain.people import Company
from safelight.services import derived
from safelight.services.assets import HANDLES, changed, named_all
from safelight.store import assets as store
from safelight.store.database import Tx


def restore(tx: Tx, company: Company, texts: Sequence[str], user: str, now_ms: int) -> Batch:
    """Take assets out of the trash, into the folder they were in, or the one above where that was deleted.

    Names stay, since nobody else got them meanwhile, and so do marks for publish. What is derived from an image and
    went into the trash with it comes back with it. One that is outside the trash is a warning; one that was emptied
    from it, or whose owner stays in it, an error.
    raises: InvalidParameter for more than 10000 handles
    """
    found = _sorted(tx, company, texts, NOT_IN_TRASH)
    owners = derived.owners_in_trash(tx, list(found.ready.values()))
    for text, asset in found.named:
        owner = owners.get(asset.id)
        if owner is not None and owner.id not in found.ready and asset.id in found.ready:
            del found.ready[asset.id]
            found.errors.append(Refused(text, OwnerInTrash(HANDLES, text, owner.handle)))
    ready = list(found.ready.values())
    _turn(tx, [*ready, *derived.going_with(tx, ready, IN_TRASH, same_moment=True)], NOT_IN_TRASH, user, now_ms)
    return found.batch()


def empty(tx: Tx, company: Company, texts: Sequence[str], user: str, now_ms: int) -> Batch:
    """Empty assets from the trash, for good, and what is derived from them. One that was is a warning, one outside the
    trash an error.

    raises: InvalidParameter for more than 10000 handles
    """
    found = _sorted(tx, company, texts, IN_EMPTIED_TRASH)
    ready = list(found.ready.values())
    _turn(tx, [*ready, *derived.going_with(tx, ready, IN_TRASH)], IN_EMPTIED_TRASH, user, now_ms)
    return found.batch()


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What a call names, with its handles: such as are ready to be turned, by id, and such as are not."""

    named: list[tuple[str, Asset]]
    errors: list[Refused]
    warnings: list[Refused] = field(default_factory=list)
    ready: dict[int, Asset] = field(default_factory=dict)

    def batch(self) -> Batch:
        return Batch(len(self.ready), tuple(self.warnings), tuple(self.errors))


def _sorted(tx: Tx, company: Company, texts: Sequence[str], wanted: str) -> _Sorted:
    found = _Sorted(*named_all(tx, company, texts, HANDLES))
    for text, asset in found.named:
        if asset.trash_state == wanted or asset.id in found.ready:
            found.warnings.append(Refused(text, _not_in_trash(wanted, text)))
        elif asset.trash_state != IN_TRASH:
            found.errors.append(Refused(text, _not_in_trash(asset.trash_state, text)))
        else:
            found.ready[asset.id] = asset
    return found


def _turn(tx: Tx, found: Sequence[Asset], state: str, user: str, now_ms: int) -> None:
    store.set_trash_state(tx, [asset.id for asset in found], state, user, now_ms)
    changed(tx, found, now_ms)


def _not_in_trash(state: str, handle: str) -> Fault:
    return EmptiedFromTrash(HANDLES, handle) if state == IN_EMPTIED_TRASH else NotInTrash(HANDLES, handle)
