"""Generations, and the head that says which of them is live."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Result, bindparam, func, insert, select, update

from safelight.domain.publishing import Generation
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import company, generation, image_format, job_run, publish_context, publish_head

# Built once: building it for each request would cost more than asking it.
_HEAD = select(publish_head.c.context_id, publish_head.c.number, publish_head.c.purged).where(
    publish_head.c.root == bindparam("at"), publish_head.c.type == bindparam("of")
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a generation holds beside pictures, as stored; `changed_ms` is when it last differed from the one before."""

    presets: Mapping[str, str]
    settings: Mapping[str, Any]
    changed_ms: int


_FACTS = (
    generation.c.context_id,
    generation.c.number,
    generation.c.run_id,
    generation.c.stage,
    generation.c.cursor,
)


def of_run(tx: Tx, context_id: int, run_id: int) -> Generation | None:
    """The generation a run has begun; walks generation_by_run."""
    own = (generation.c.run_id == run_id) & (generation.c.context_id == context_id)
    return _one(tx.execute(select(*_FACTS).where(own)))


def locked(tx: Tx, context_id: int, number: int) -> Generation:
    """One generation as it is now, locked until the transaction ends; walks the primary key."""
    this = (generation.c.context_id == context_id) & (generation.c.number == number)
    return Generation(**tx.execute(select(*_FACTS).where(this).with_for_update()).mappings().one())


def in_stages(tx: Tx, context_id: int, stages: Collection[str], below: int) -> Generation | None:
    """A generation below a number in one of some stages; walks generation_by_stage."""
    there = (generation.c.context_id == context_id) & generation.c.stage.in_(stages) & (generation.c.number < below)
    return _one(tx.execute(select(*_FACTS).where(there).order_by(generation.c.stage, generation.c.number).limit(1)))


def building_run(tx: Tx, context_id: int, stages: Collection[str]) -> str | None:
    """Name of an unfinished run with a generation in one of some stages; walks generation_by_stage, job_run by key."""
    there = (generation.c.context_id == context_id) & generation.c.stage.in_(stages) & job_run.c.finished_ms.is_(None)
    wanted = select(job_run.c.name).select_from(generation.join(job_run)).where(there).limit(1)
    return tx.execute(wanted).scalar_one_or_none()


def highest(tx: Tx, context_id: int) -> int:
    """The highest number given out, 0 before the first; walks the primary key."""
    found = tx.execute(select(func.max(generation.c.number)).where(generation.c.context_id == context_id)).scalar_one()
    return int(found or 0)


def add(tx: Tx, new: Generation, contents: Contents, now_ms: int) -> None:
    """A new generation with what it holds beside pictures."""
    facts = {field.name: getattr(new, field.name) for field in fields(new)}
    tx.execute(insert(generation).values(**facts, **asdict(contents), started_ms=now_ms))


def advance(tx: Tx, moved: Generation, **more: int) -> None:
    """Store the stage and the cursor a generation has come to."""
    this = (generation.c.context_id == moved.context_id) & (generation.c.number == moved.number)
    tx.execute(update(generation).where(this).values(stage=moved.stage, cursor=moved.cursor, **more))


def presets(tx: Tx, company_ids: Collection[int]) -> list[tuple[int, str, str]]:
    """(company, name, URL modifier) of every image format of some companies; walks image_format_name."""
    wanted = select(image_format.c.company_id, image_format.c.name, image_format.c.url_modifier)
    return [tuple(row) for row in tx.execute(wanted.where(image_format.c.company_id.in_(company_ids)))]


def turn_head(tx: Tx, to: Generation) -> None:
    """Make a generation the live one of its context; walks primary keys."""
    source = select(company.c.root, publish_context.c.type).select_from(publish_context.join(company))
    root, type_ = tx.execute(source.where(publish_context.c.id == to.context_id)).one()
    new = upserts.insert(tx, publish_head).values(root=root, context_id=to.context_id, type=type_, number=to.number)
    tx.execute(new.on_conflict_do_update(index_elements=["root", "context_id"], set_={"number": to.number}))


def live_number(tx: Tx, context_id: int) -> int:
    """The number of the live generation of a context, 0 before the first publish; walks primary keys."""
    at = (publish_head.c.root == company.c.root) & (publish_head.c.context_id == publish_context.c.id)
    source = publish_context.join(company).join(publish_head, at)
    wanted = select(publish_head.c.number).select_from(source).where(publish_context.c.id == context_id)
    return int(tx.execute(wanted).scalar_one_or_none() or 0)


def head(tx: Tx, root: str, type_: str) -> tuple[int, int] | None:
    """(context, number) of what is live at a root; walks publish_head_by_root."""
    found = head_and_purge(tx, root, type_)
    return None if found is None else found[:2]


def head_and_purge(tx: Tx, root: str, type_: str) -> tuple[int, int, int] | None:
    """(context, number, number of the last purge of addresses) of what is live at a root; walks the same."""
    row = tx.execute(_HEAD, {"at": root, "of": type_}).one_or_none()
    return None if row is None else (row.context_id, row.number, row.purged)


def contents(tx: Tx, context_id: int, number: int) -> Contents | None:
    """What one generation holds beside pictures, None where there is none; walks the primary key."""
    this = (generation.c.context_id == context_id) & (generation.c.number == number)
    columns = select(generation.c.presets, generation.c.settings, generation.c.changed_ms)
    row = tx.execute(columns.where(this)).mappings().one_or_none()
    return None if row is None else Contents(**row)


def _one(rows: Result[Any]) -> Generation | None:
    row = rows.mappings().one_or_none()
    return None if row is None else Generation(**row)
