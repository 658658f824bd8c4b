"""A company with pictures in a database, published by the service itself: no server, no job engine."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import delete, func, insert, select, update

from safelight.domain.people import Company
from safelight.domain.publishing import Generation, Outcome
from safelight.services import companies, publishing
from safelight.store import tables
from safelight.store.database import Database, Tx

NOW_MS = 1_700_000_000_000
_marks = itertools.count(1)


@dataclass
class World:
    """One fresh company; every method is a transaction of its own, like a call or a step of a job."""

    database: Database
    company: Company = field(init=False)
    context_id: int = field(init=False)
    account_id: int = field(init=False)
    folder_id: int = field(init=False)

    def __post_init__(self) -> None:
        mark = next(_marks)
        with self.database.write() as tx:
            self.company = companies.create(tx, f"Publisher {mark}", None, None, NOW_MS)
            self.context_id = publishing.serving_context(tx, self.company.id, None).id
            self.folder_id = tx.execute(
                select(tables.folder.c.id).where(tables.folder.c.company_id == self.company.id)
            ).scalar_one()
            self.account_id = _add(
                tx,
                tables.account,
                email=f"p{mark}@example.com",
                email_key=f"p{mark}@example.com",
                first_name="",
                last_name="",
                password_hash="",
                valid=True,
                ips_admin=False,
                created_ms=NOW_MS,
            )

    @contextmanager
    def shared_company(self) -> Iterator[int]:
        """The company whose presets all others have too; they are gone afterwards, so that other tests see none."""
        table, shared = tables.company, companies.SHARED_ID
        facts = {"id": shared, "name": "Shared", "root": "Shared", "expires_ms": 2 * NOW_MS, "created_ms": NOW_MS}
        with self.database.write() as tx:
            if tx.execute(select(table.c.id).where(table.c.id == shared)).one_or_none() is None:
                tx.execute(insert(table).values(facts))
        yield shared
        with self.database.write() as tx:
            tx.execute(delete(tables.image_format).where(tables.image_format.c.company_id == shared))

    def contexts(self) -> dict[str, int]:
        with self.database.read() as tx:
            return {context.type: context.id for context in publishing.contexts(tx, self.company.id)}

    def place(self, name: str, pixels: str = "one", *, marked: bool = True) -> int:
        """A picture asset; `pixels` stands for the digest of its pyramid."""
        with self.database.write() as tx:
            asset_id = _add(tx, tables.asset, **_asset(self.company.id, self.folder_id, name))
            tx.execute(insert(tables.image_detail).values(asset_id=asset_id, **_detail(tx, pixels)))
            if marked:
                publishing.mark(tx, [asset_id], list(self._context_ids(tx)), marked=True)
        return asset_id

    def place_many(self, count: int) -> None:
        """Many marked pictures at once, named p0, p1, ..."""
        with self.database.write() as tx:
            rows = [_asset(self.company.id, self.folder_id, f"p{number}") for number in range(count)]
            tx.execute(insert(tables.asset), rows)
            ids = tx.execute(select(tables.asset.c.id).where(tables.asset.c.company_id == self.company.id)).scalars()
            details = [{"asset_id": asset_id, **_detail(tx, "many")} for asset_id in ids]
            tx.execute(insert(tables.image_detail), details)
            publishing.mark(tx, [row["asset_id"] for row in details], [self.context_id], marked=True)

    def mark(self, *asset_ids: int, marked: bool = True, context_id: int | None = None) -> None:
        with self.database.write() as tx:
            publishing.mark(tx, asset_ids, [context_id or self.context_id], marked=marked)

    def rename(self, asset_id: int, name: str) -> None:
        self._change(asset_id, tables.asset, name=name, catalog_id=name)

    def trash(self, asset_id: int, state: str = "InTrash") -> None:
        self._change(asset_id, tables.asset, trash_state=state)

    def repaint(self, asset_id: int, pixels: str) -> None:
        with self.database.write() as tx:
            digest = _detail(tx, pixels)["pyramid_digest"]
            _update(tx, tables.image_detail, tables.image_detail.c.asset_id == asset_id, pyramid_digest=digest)
            publishing.touched(tx, [asset_id])

    def erase(self, asset_id: int) -> None:
        """Take the rows of an asset away, as emptying the trash does."""
        with self.database.write() as tx:
            publishing.forget(tx, [asset_id])
            tx.execute(delete(tables.image_detail).where(tables.image_detail.c.asset_id == asset_id))
            tx.execute(delete(tables.asset).where(tables.asset.c.id == asset_id))

    def erase_picture(self, asset_id: int) -> None:
        with self.database.write() as tx:
            tx.execute(delete(tables.image_detail).where(tables.image_detail.c.asset_id == asset_id))
            publishing.touched(tx, [asset_id])

    def rows(self) -> int:
        """How many rows all generations hold."""
        mine = tables.published.c.context_id == self.context_id
        with self.database.read() as tx:
            return tx.execute(select(func.count()).select_from(tables.published).where(mine)).scalar_one()

    def preset(self, name: str, modifier: str, company_id: int | None = None) -> None:
        values = {
            "company_id": self.company.id if company_id is None else company_id,
            "name": name,
            "url_modifier": modifier,
        }
        with self.database.write() as tx:
            tx.execute(insert(tables.image_format).values(values))

    def new_run(self) -> int:
        """A job run to publish for."""
        mark = next(_marks)
        with self.database.write() as tx:
            return _add(tx, tables.job_run, **_run(self.company.id, self.account_id, mark))

    def end_run(self, run_id: int) -> None:
        with self.database.write() as tx:
            _update(tx, tables.job_run, tables.job_run.c.id == run_id, finished_ms=NOW_MS, state="Done")

    def begin(self, run_id: int, now_ms: int = NOW_MS) -> Generation:
        with self.database.write() as tx:
            return publishing.begin(tx, self.context_id, run_id, now_ms)

    def add_changes(self, generation: Generation, *, full: bool = False, limit: int = 100) -> tuple[Outcome, ...]:
        """Every piece that is left."""
        outcomes: list[Outcome] = []
        done = False
        while not done:
            with self.database.write() as tx:
                piece = publishing.add_changes(tx, generation, full=full, limit=limit)
            outcomes += piece.outcomes
            done = piece.done
        return tuple(outcomes)

    def turn(self, generation: Generation, limit: int = 100) -> None:
        done = False
        while not done:
            with self.database.write() as tx:
                done = publishing.turn(tx, generation, NOW_MS, limit)

    def publish(self, *, full: bool = False, limit: int = 100, now_ms: int = NOW_MS) -> dict[str, str]:
        """A whole publish; what became of each asset by name."""
        run_id = self.new_run()
        generation = self.begin(run_id, now_ms)
        outcomes = self.add_changes(generation, full=full, limit=limit)
        self.turn(generation, limit)
        self.end_run(run_id)
        return {outcome.name: outcome.result for outcome in outcomes}

    def live(self, *names: str) -> dict[str, tuple[int, str]]:
        """What serving shows: (asset, pixels) by catalog id."""
        with self.database.read() as tx:
            head = publishing.head(tx, self.company.root)
            found = publishing.records(tx, head, names) if head else {}
            single = {name: publishing.record(tx, head, name) for name in names} if head else {}
        assert found == {name: record for name, record in single.items() if record}
        return {name: (record.asset_id, record.digest) for name, record in found.items()}

    def states(self) -> dict[int, tuple[bool, bool, bool]]:
        """(marked, changed, live) of each asset in the ImageServing context."""
        state = tables.publish_state.c
        wanted = select(state.asset_id, state.marked, state.changed, state.live)
        with self.database.read() as tx:
            rows = tx.execute(wanted.where(state.context_id == self.context_id)).all()
        return {row.asset_id: (row.marked, row.changed, row.live) for row in rows}

    def _change(self, asset_id: int, table: object, **values: object) -> None:
        with self.database.write() as tx:
            _update(tx, table, tables.asset.c.id == asset_id, **values)
            publishing.touched(tx, [asset_id])

    def _context_ids(self, tx: Tx) -> tuple[int, ...]:
        return tuple(context.id for context in publishing.contexts(tx, self.company.id))


def _add(tx: Tx, table, **values) -> int:
    return tx.execute(insert(table).values(**values)).inserted_primary_key[0]


def _update(tx: Tx, table, where, **values) -> None:
    tx.execute(update(table).where(where).values(**values))


def _asset(company_id: int, folder_id: int, name: str) -> dict[str, object]:
    times = {"created_ms": NOW_MS, "created_by": "p", "modified_ms": NOW_MS, "modified_by": "p"}
    names = {"type": "Image", "name": name, "file_name": name + ".jpg", "catalog_id": name}
    place = {"company_id": company_id, "folder_id": folder_id, "trash_state": "NotInTrash", "file_size_bytes": 1}
    return place | names | times


def _detail(tx: Tx, pixels: str) -> dict[str, object]:
    known = tx.execute(select(tables.blob.c.digest).where(tables.blob.c.digest == pixels)).one_or_none()
    if known is None:
        tx.execute(insert(tables.blob).values(digest=pixels, size_bytes=1, created_ms=NOW_MS))
    texts = dict.fromkeys(
        ("stem", "suffix", "description", "comments", "user_data", "sku", "url_modifier", "url_post_modifier"), ""
    )
    sizes = {"width": 400, "height": 300, "bands": 3, "anchor_x": 200, "anchor_y": 150, "resolution_dpi": 72.0}
    facts = {"original_digest": pixels, "pyramid_digest": pixels, "color_space": "RGB", "has_alpha": False}
    return texts | sizes | facts


def _run(company_id: int, account_id: int, mark: int) -> dict[str, object]:
    who = {"company_id": company_id, "account_id": account_id, "server_name": "here", "locale": "en"}
    what = {"key": f"publish-test-{mark}", "name": f"Publish_{mark}", "original_name": "Publish", "description": ""}
    job = {"element": "imageServingPublishJob", "options": {}, "state": "Running", "message": ""}
    flags = dict.fromkeys(("paused", "stopping", "deleted"), False)
    counts = dict.fromkeys(("total_items", "done_items", "total_bytes"), 0)
    return who | what | job | flags | counts | {"trigger_ms": NOW_MS, "progressed_ms": NOW_MS}
