"""A company, and pictures placed in it."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, update

from safelight.domain.assets import Asset
from safelight.domain.blobs import Blob
from safelight.domain.images import NO_CROP, Crop, Facts
from safelight.domain.people import Company
from safelight.services import companies, company_settings, folders, ingest, publishing
from safelight.services.ingest import Made, Placed, Placement
from safelight.store import assets, tables
from safelight.store.database import Database

FACTS = Facts(
    format="JPEG",
    suffix=".jpg",
    width=301,
    height=200,
    bands=3,
    color_space="RGB",
    depth=8,
    has_alpha=False,
    has_icc=False,
    resolution_dpi=72.0,
    frames=1,
)
ADA, BOB = "ada@example.com", "bob@example.com"


@dataclass
class House:
    """A company, and what one does with it. The clock goes on a second with each placing."""

    database: Database
    company: Company
    now_ms: int = 1_000

    def place(self, path: str, *, facts: Facts = FACTS, crop: Crop = NO_CROP, **options: Any) -> Placed:
        """Place a picture of new bytes; by default nothing is overwritten, and it is to be published."""
        return self.place_made(path, Made(facts, blob(), blob(), crop), **options)

    def place_made(self, path: str, made: Made, *, user: str = ADA, **options: Any) -> Placed:
        self.now_ms += 1_000
        wanted = Placement(**{"overwrite": False, "ready_for_publish": True} | options)
        with self.database.write() as tx:
            return ingest.place(tx, self.company, path, made, wanted, user=user, now_ms=self.now_ms)

    def asset(self, placed: Placed) -> Asset:
        with self.database.read() as tx:
            return assets.by_ids(tx, [placed.asset_id])[0]

    def count(self) -> int:
        with self.database.read() as tx:
            mine = tables.asset.c.company_id == self.company.id
            return len(tx.execute(select(tables.asset.c.id).where(mine)).all())

    def crop_for(self, path: str, **options: Any) -> Crop:
        with self.database.read() as tx:
            return ingest.crop_for(tx, self.company, path, Placement(**{"ready_for_publish": True} | options))

    def configure(self, **settings: Any) -> None:
        with self.database.write() as tx:
            now = company_settings.of(tx, self.company.id)
            company_settings.change(tx, self.company, replace(now, **settings))

    def change(self, placed: Placed, **detail: Any) -> None:
        """Write into the detail row, as later operations will."""
        with self.database.write() as tx:
            row = tables.image_detail
            tx.execute(update(row).where(row.c.asset_id == placed.asset_id).values(**detail))

    def trash(self, placed: Placed) -> None:
        with self.database.write() as tx:
            assets.set_trash_state(tx, [placed.asset_id], "InTrash", ADA, self.now_ms)

    def states(self, placed: Placed) -> dict[str, tuple[bool, bool]]:
        """Marked and changed, by type of context."""
        state, context = tables.publish_state.c, tables.publish_context.c
        with self.database.read() as tx:
            rows = tx.execute(
                select(context.type, state.marked, state.changed).where(
                    state.asset_id == placed.asset_id, context.id == state.context_id
                )
            )
            return {row.type: (row.marked, row.changed) for row in rows}

    def publish(self) -> None:
        """Say of all that it is as it was published."""
        with self.database.write() as tx:
            ids = [context.id for context in publishing.contexts(tx, self.company.id)]
            state = tables.publish_state
            tx.execute(update(state).where(state.c.context_id.in_(ids)).values(changed=False))

    def folder_changed_ms(self, path: str) -> int:
        with self.database.read() as tx:
            found = folders.by_path(tx, self.company, path)
            assert found is not None
            return found.child_modified_ms


def new_house(database: Database) -> House:
    with database.write() as tx:
        return House(database, companies.create(tx, f"Shop {secrets.token_hex(6)}", None, None, 0))


def blob() -> Blob:
    """Bytes nobody has seen before."""
    return Blob(secrets.token_hex(32), 12_345)
