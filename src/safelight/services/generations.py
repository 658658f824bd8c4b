"""How a publish writes its generation: begin, add the changes in pieces, turn the head.

Each step is one short transaction. All may be repeated by the same run after a kill, and none of it is seen before
the head turns. A generation whose run ended without turning is abandoned, and cleared away by the next one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.faults import PublishUnderWay
from safelight.domain.file_records import CARRIED, ELSEWHERE
from safelight.domain.publishing import (
    ABANDONED,
    BUILDING,
    CLEARING,
    COPIED,
    COPYING,
    IMAGE_SERVING,
    SETTLED,
    SETTLING,
    Generation,
    Outcome,
    Piece,
    PublishContext,
)
from safelight.domain.records import Record
from safelight.services import catalog_fields, file_publishing, serving_settings
from safelight.services.companies import SHARED_ID
from safelight.store import generations as store
from safelight.store import publish_history, publish_states, published
from safelight.store.database import Tx
from safelight.store.published import Live

PIECE = 1_000
SETTLE_PIECE = 2_000


def begin(tx: Tx, context_id: int, run_id: int, now_ms: int) -> Generation:
    """The generation of a run in a context: a new one with the presets and settings of now, or the one it has begun.

    raises: PublishUnderWay while another unfinished run is at work on the context; try again later
    """
    publish_states.lock_context(tx, context_id)
    own = store.of_run(tx, context_id, run_id)
    if own is not None:
        return own
    context = publish_states.context(tx, context_id)
    assert context is not None, f"no publish context {context_id}"
    other = store.building_run(tx, context_id, BUILDING)
    if other is not None:
        raise PublishUnderWay(context.handle, other)
    new = Generation(context_id, store.highest(tx, context_id) + 1, run_id, CLEARING, 0)
    store.add(tx, new, _contents(tx, context, now_ms), now_ms)
    return new


def presets(tx: Tx, company_id: int) -> dict[str, str]:
    """URL modifiers by preset name: those of the shared company, and over them the company's own (assumed)."""
    rows = store.presets(tx, {SHARED_ID, company_id})
    return {name: modifier for owner, name, modifier in sorted(rows, key=lambda row: row[0] != SHARED_ID)}


def _contents(tx: Tx, context: PublishContext, now_ms: int) -> store.Contents:
    """Presets and settings of now, with the time of the live generation while they are the same as its own."""
    now = store.Contents(presets(tx, context.company_id), _settings(tx, context), now_ms)
    live = store.contents(tx, context.id, store.live_number(tx, context.id))
    same = live is not None and replace(live, changed_ms=now_ms) == now
    return live if live is not None and same else now


def _settings(tx: Tx, context: PublishContext) -> dict[str, Any]:
    """Those of serving by the names of `ServingSettings`; those of other contexts as the texts that were set."""
    if context.type != IMAGE_SERVING:
        return dict(serving_settings.texts(tx, context))
    facts = asdict(serving_settings.in_force(tx, context))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}


def add_changes(tx: Tx, generation: Generation, *, full: bool, limit: int = PIECE) -> Piece:
    """Take the next assets into a generation; call it, a transaction each, until the piece says `done`.

    full:    look at every asset that is marked, live or changed, else only at those changed since the last publish
    limit:   assets looked at
    returns: what became of them, each asset once a generation, in order of their ids. Pieces that clear up after an
             earlier run, and pieces in which nothing needed to change, are empty
    """
    now = store.locked(tx, generation.context_id, generation.number)
    if now.stage == CLEARING:
        if _cleared(tx, now, limit):
            return Piece((), done=False)
        now = replace(now, stage=COPYING)
    if now.stage == COPYING:
        return _copy(tx, now, full, limit)
    _refuse_abandoned(now)
    return Piece((), done=True)


def turn(tx: Tx, generation: Generation, now_ms: int, limit: int = SETTLE_PIECE) -> bool:
    """Make a generation live, then settle which assets are live, in pieces; call it until it says True.

    The first call turns the head: one row, seen by the next request. Settling that is cut short is finished by the
    next generation.
    limit: assets settled
    """
    now = store.locked(tx, generation.context_id, generation.number)
    _refuse_abandoned(now)
    assert now.stage not in {CLEARING, COPYING}, f"generation {now} has changes to add before it can turn"
    if now.stage == COPIED:
        now = replace(now, stage=SETTLING, cursor=0)
        store.turn_head(tx, now)
        store.advance(tx, now, turned_ms=now_ms)
    return now.stage == SETTLED or _settle(tx, now, limit)


def _cleared(tx: Tx, generation: Generation, limit: int) -> bool:
    """Clear up a piece of what an earlier generation left; False where nothing is left."""
    left = store.in_stages(tx, generation.context_id, (*BUILDING, SETTLING), generation.number)
    if left is None:
        return False
    if left.stage == SETTLING:
        _settle(tx, left, limit)
    else:
        _discard(tx, left, limit)
    return True


def _settle(tx: Tx, turned: Generation, limit: int) -> bool:
    """Set the live fact of the next assets whose pictures a generation changed, and when they were published.

    returns: True when all are done
    """
    owners, concerned = _concerned(tx, turned, limit)
    head = store.live_number(tx, turned.context_id)
    publish_states.set_live(tx, turned.context_id, concerned, published.is_live(turned.context_id, head))
    publish_history.note(tx, turned.context_id, turned.number, owners)
    done = len(owners) < limit
    store.advance(tx, replace(turned, stage=SETTLED if done else SETTLING, cursor=max(owners, default=turned.cursor)))
    return done


def _discard(tx: Tx, left: Generation, limit: int) -> None:
    """Erase the next rows of an abandoned generation; what it had taken up is changed again."""
    owners, concerned = _concerned(tx, replace(left, cursor=0), limit)
    publish_states.set_changed(tx, left.context_id, concerned, changed=True)
    published.erase(tx, left.context_id, left.number, owners)
    if len(owners) < limit:
        store.advance(tx, replace(left, stage=ABANDONED))


def _concerned(tx: Tx, generation: Generation, limit: int) -> tuple[list[int], list[int]]:
    """(the next assets a generation has rows of, the same and those whose catalog ids they took)."""
    owners = published.owners(tx, generation.context_id, generation.number, generation.cursor, limit)
    earlier = published.earlier_owners(tx, generation.context_id, generation.number, owners)
    return owners, sorted({*owners, *earlier})


def _refuse_abandoned(generation: Generation) -> None:
    assert generation.stage != ABANDONED, f"generation {generation} was abandoned, and its run must not go on"


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a generation says of one asset."""

    outcome: Outcome | None
    shown: Sequence[Live] = ()
    ended: Sequence[Live] = ()


def _copy(tx: Tx, generation: Generation, full: bool, limit: int) -> Piece:
    context_id, number = generation.context_id, generation.number
    ids = publish_states.walk(tx, context_id, generation.cursor, full, limit)
    live: defaultdict[int, list[Live]] = defaultdict(list)
    for one in published.live_of(tx, context_id, store.live_number(tx, context_id), ids):
        live[one.asset_id].append(one)
    verdicts = _judged(tx, context_id, ids, live)
    published.put(tx, context_id, number, _news(tx, generation, verdicts, _unchanged(tx, context_id, live)))
    published.put_gone(tx, context_id, number, [one for verdict in verdicts for one in verdict.ended])
    publish_states.set_changed(tx, context_id, ids, changed=False)
    publish_states.drop_ended(tx, context_id, ids)
    done = len(ids) < limit
    store.advance(
        tx, replace(generation, stage=COPIED if done else COPYING, cursor=max(ids, default=generation.cursor))
    )
    return Piece(tuple(verdict.outcome for verdict in verdicts if verdict.outcome), done)


def _judged(tx: Tx, context_id: int, ids: Sequence[int], live: Mapping[int, Sequence[Live]]) -> list[_Verdict]:
    context = publish_states.context(tx, context_id)
    assert context is not None, f"no publish context {context_id}"
    if context.type in CARRIED:
        files = published.files(tx, context_id, ids)
        return [_Verdict(*file_publishing.judge(context.type, row, live.get(row["asset_id"], ()))) for row in files]
    rows = catalog_fields.filled(tx, published.candidates(tx, context_id, ids))
    return [_judge(row, live.get(row["asset_id"], ())) for row in rows]


def _judge(row: Mapping[str, Any], live: Sequence[Live]) -> _Verdict:
    asset_id, marked = row["asset_id"], row["marked"] and row["trash_state"] == NOT_IN_TRASH
    if not marked:
        name = row["name"] or (live[0].catalog_id if live else "")
        return _Verdict(Outcome(asset_id, name, row["type"] or "", "removed") if live else None, ended=live)
    facts = asset_id, row["name"], row["type"]
    if row["type"] in ELSEWHERE or row["catalog_id"] is None:
        return _Verdict(None, ended=live)
    if row["pyramid_digest"] is None:
        return _Verdict(Outcome(*facts, "error", "the asset has no picture that could be served"))
    shown = Live(asset_id, row["catalog_id"], asdict(record_of(row)))
    return _Verdict(Outcome(*facts, "published"), [shown], [one for one in live if one.catalog_id != shown.catalog_id])


def _unchanged(tx: Tx, context_id: int, live: Mapping[int, Sequence[Live]]) -> Mapping[int, Sequence[Live]]:
    """Without what was changed, which is written again even where it came to nothing: it is published anew."""
    changed = publish_states.changed_among(tx, context_id, list(live))
    return {asset_id: shown for asset_id, shown in live.items() if asset_id not in changed}


def _news(
    tx: Tx, generation: Generation, verdicts: Sequence[_Verdict], live: Mapping[int, Sequence[Live]]
) -> list[Live]:
    """What must be written: all but what is live in just that form, unless the generation has said otherwise."""
    shown = [one for verdict in verdicts for one in verdict.shown]
    same = {one.catalog_id for one in shown if one in live.get(one.asset_id, ())}
    same -= published.said(tx, generation.context_id, generation.number, list(same))
    return [one for one in shown if one.catalog_id not in same]


def record_of(row: Mapping[str, Any]) -> Record:
    """What is served of an asset, from its columns as `catalog_fields.filled` gives them."""
    return Record(
        catalog_id=row["catalog_id"],
        asset_id=row["asset_id"],
        digest=row["pyramid_digest"],
        width=row["width"],
        height=row["height"],
        has_alpha=row["has_alpha"],
        color_space=row["color_space"],
        resolution_dpi=row["resolution_dpi"],
        anchor_x=row["anchor_x"],
        anchor_y=row["anchor_y"],
        modifier=row["url_modifier"],
        post_modifier=row["url_post_modifier"],
        user_data=row["user_data"],
        modified_ms=row["modified_ms"],
        image_set=row["image_set"],
        asset_type=row["asset_type"],
        targets=row["targets"],
        map=row["map"],
    )
