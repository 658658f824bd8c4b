"""A company with pictures, published by the services themselves, without jobs; and what one sees of them over HTTP."""

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Hashable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pyvips
from sqlalchemy import insert, update

from safelight.domain.images import IngestOptions, Limits
from safelight.domain.people import Company
from safelight.domain.records import ServingSettings
from safelight.imaging import ingest
from safelight.services import companies, image_formats, publishing
from safelight.services.context import Parts
from safelight.services.ingest import Made, Placement, place
from safelight.store import tables

LIMITS = Limits(max_pixels=400_000_000, max_bytes=2**31, timeout_s=60, memory_bytes=2**32)
NOW_MS = 1_700_000_000_000
LARGE = 4_000_000
_numbers = itertools.count(1)
_made: dict[Hashable, Made] = {}


@dataclass
class Gallery:
    """One fresh company. `add` and `preset` change what is there, `publish` makes it live, `get` looks."""

    parts: Parts
    http: Any
    company: Company = field(init=False)
    assets: dict[str, int] = field(default_factory=dict)
    runs: int = 0

    def __post_init__(self) -> None:
        with self.parts.database.write() as tx:
            self.company = companies.create(tx, f"Gallery {next(_numbers)}", None, None, NOW_MS)

    @property
    def root(self) -> str:
        return self.company.root

    def add(self, name: str, image: Any, suffix: str = ".png", **columns: Any) -> int:
        """Take an image in as an upload would; columns are those of `image_detail`."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{name}{suffix}"
            image.write_to_file(str(source))
            return self.add_file(name, source, **columns)

    def add_drawn(self, name: str, what: Hashable, draw: Callable[[], Any]) -> int:
        """An image that is drawn and taken in once a test process, however often it is asked for."""
        store = self.parts.blobs
        if (store, what) not in _made:
            with tempfile.TemporaryDirectory() as folder:
                image = draw()
                large = image.width * image.height > LARGE
                source = Path(folder) / ("drawn.jpg" if large else "drawn.png")
                image.write_to_file(str(source))
                _made[store, what] = self._prepared(source)
        return self._place(name, ".png", _made[store, what], {})

    def add_file(self, name: str, source: Path, **columns: Any) -> int:
        return self._place(name, source.suffix, self._prepared(source), columns)

    def _prepared(self, source: Path) -> Made:
        with tempfile.TemporaryDirectory() as folder:
            prepared = ingest.prepare(source, Path(folder), LIMITS, IngestOptions())
            original, pyramid = self.parts.blobs.put_file(source), self.parts.blobs.take_file(prepared.pyramid)
        return Made(prepared.facts, original, pyramid)

    def _place(self, name: str, suffix: str, made: Made, columns: dict[str, Any]) -> int:
        target = f"{self.root}/{name}{suffix}"
        with self.parts.database.write() as tx:
            for blob in {made.original.digest: made.original, made.pyramid.digest: made.pyramid}.values():
                _keep(tx, blob)
            options = Placement(overwrite=True, ready_for_publish=True)
            placed = place(tx, self.company, target, made, options, user="t@example.com", now_ms=NOW_MS)
            self.assets[name] = placed.asset_id
            if columns:
                self._describe(tx, placed.asset_id, columns)
        return self.assets[name]

    def describe(self, name: str, **columns: Any) -> None:
        with self.parts.database.write() as tx:
            self._describe(tx, self.assets[name], columns)

    def preset(self, name: str, modifier: str) -> None:
        with self.parts.database.write() as tx:
            known = {each.name: each for each in image_formats.listed(tx, self.company)}
            if name in known:
                image_formats.change(tx, known[name], name, modifier)
            else:
                image_formats.create(tx, self.company, name, modifier)

    def publish(
        self, settings: ServingSettings | None = None, records: dict[str, dict[str, Any]] | None = None
    ) -> None:
        """Everything; records: facts of published records that assets do not have, by catalog id."""
        with self.parts.database.write() as tx:
            context = publishing.serving_context(tx, self.company.id, None)
            run_id = self._run(tx)
            generation = publishing.begin(tx, context.id, run_id, NOW_MS)
            while not publishing.add_changes(tx, generation, full=True).done:
                pass
            own = (tables.generation.c.context_id == context.id) & (tables.generation.c.number == generation.number)
            tx.execute(update(tables.generation).where(own).values(settings=asdict(settings or ServingSettings())))
            for catalog_id, facts in (records or {}).items():
                self._overwrite(tx, context.id, catalog_id, facts)
            while not publishing.turn(tx, generation, NOW_MS):
                pass

    def get(self, request: str = "", name: str = "img", **headers: str) -> httpx.Response:
        """request: modifiers, without the question mark"""
        return self.at(f"/is/image/{self.root}/{name}?{request}", **headers)

    def at(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers={key.replace("_", "-"): value for key, value in headers.items()})

    def picture(self, request: str = "", name: str = "img") -> Any:
        """The picture of a reply that must be one."""
        response = self.get(request, name)
        assert response.status_code == 200, response.text
        return decoded(response.content)

    def _describe(self, tx: Any, asset_id: int, columns: dict[str, Any]) -> None:
        tx.execute(update(tables.image_detail).where(tables.image_detail.c.asset_id == asset_id).values(columns))
        publishing.touched(tx, [asset_id])

    def _overwrite(self, tx: Any, context_id: int, catalog_id: str, facts: dict[str, Any]) -> None:
        with_name = (tables.published.c.context_id == context_id) & (tables.published.c.catalog_id == catalog_id)
        known = tx.execute(tables.published.select().where(with_name)).mappings().all()[-1]["record"]
        tx.execute(update(tables.published).where(with_name).values(record=known | facts))

    def _run(self, tx: Any) -> int:
        self.runs += 1
        account = tx.execute(tables.account.select().limit(1)).mappings().first()
        account_id = account["id"] if account else _account(tx)
        name = f"publish-{self.root}-{self.runs}"
        run = {
            **dict.fromkeys(("original_name", "locale", "description", "server_name", "message"), ""),
            **dict.fromkeys(("paused", "stopping", "deleted"), False),
            **dict.fromkeys(("trigger_ms", "progressed_ms", "total_items", "done_items", "total_bytes"), 0),
            "company_id": self.company.id,
            "account_id": account_id,
            "key": name,
            "name": name,
            "options": {},
            "element": "imageServingPublishJob",
            "state": "Done",
        }
        return int(tx.execute(insert(tables.job_run).values(run)).inserted_primary_key[0])


def decoded(content: bytes) -> Any:
    """An image in memory, so that many pixels can be looked at."""
    return pyvips.Image.new_from_buffer(content, "").copy_memory()


def at(image: Any, x: int, y: int) -> list[int]:
    return [round(value) for value in image.getpoint(x, y)]


def same(one: Any, other: Any, most: float = 0.0) -> bool:
    """Whether no sample differs by more than `most`."""
    alike = (one.width, one.height, one.bands) == (other.width, other.height, other.bands)
    return alike and bool((one - other).abs().max() <= most)


def solid(width: int, height: int, colour: str = "ff0000") -> Any:
    canvas = pyvips.Image.black(width, height, bands=3) + list(bytes.fromhex(colour))
    return canvas.cast("uchar").copy(interpretation="srgb")


def halves(width: int, height: int, first: str, second: str, *, across: bool = True) -> Any:
    if across:
        left = width // 2
        return solid(left, height, first).join(solid(width - left, height, second), "horizontal")
    top = height // 2
    return solid(width, top, first).join(solid(width, height - top, second), "vertical")


def quadrants(width: int, height: int) -> Any:
    """Red, green above blue, white."""
    top = halves(width, height // 2, "ff0000", "00ff00")
    return top.join(halves(width, height - height // 2, "0000ff", "ffffff"), "vertical")


def photo(width: int, height: int, seed: int = 1) -> Any:
    """Something with edges, gradients and grain, the same at each call; a large one is coarse."""
    if width * height > LARGE:
        factor = 8
        coarse = photo(-(-width // factor), -(-height // factor), seed)
        return coarse.zoom(factor, factor).crop(0, 0, width, height)
    x = pyvips.Image.xyz(width, height)
    waves = [
        (x[0] / (width / (3 + band)) * 6.28).sin() * 60 + (x[1] / (height / (5 - band)) * 6.28).cos() * 60
        for band in range(3)
    ]
    grain = pyvips.Image.gaussnoise(width, height, sigma=8, mean=128, seed=seed)
    return waves[0].bandjoin(waves[1:]).__add__(grain).rint().cast("uchar").copy(interpretation="srgb").copy_memory()


def with_alpha(image: Any, alpha: Any) -> Any:
    return image.bandjoin(alpha.cast("uchar")).copy(interpretation="srgb")


def clear_right_half(width: int, height: int, colour: str = "ff0000") -> Any:
    """Opaque on the left, transparent on the right, of one colour throughout."""
    mask = halves(width, height, "ffffff", "000000")[0]
    return with_alpha(solid(width, height, colour), mask)


def disc(side: int, colour: str = "ff0000") -> Any:
    x = pyvips.Image.xyz(side, side) - side / 2 + 0.5
    mask = ((x[0] ** 2 + x[1] ** 2) < (side / 2) ** 2).ifthenelse(255, 0)
    return with_alpha(solid(side, side, colour), mask)


def serving(**changes: Any) -> ServingSettings:
    return replace(ServingSettings(max_pix=(0, 0), use_last_modified=False), **changes)


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _keep(tx: Any, blob: Any) -> None:
    known = tx.execute(tables.blob.select().where(tables.blob.c.digest == blob.digest)).first()
    if known is None:
        tx.execute(insert(tables.blob).values(digest=blob.digest, size_bytes=blob.size_bytes, created_ms=NOW_MS))


def _account(tx: Any) -> int:
    facts = dict.fromkeys(("email", "email_key", "first_name", "last_name", "password_hash"), "runner")
    row = insert(tables.account).values(**facts, valid=True, ips_admin=False, created_ms=NOW_MS)
    return int(tx.execute(row).inserted_primary_key[0])
