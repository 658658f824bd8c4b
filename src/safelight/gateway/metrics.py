"""`/metrics` for Prometheus: what the processes counted, and how work stands.

How work stands is the same at every server of an installation: take its maximum over them, not its sum. The database
is asked at most once in five seconds.
"""

import os
import threading
import time
from collections.abc import Iterator
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector
from starlette.requests import Request
from starlette.responses import Response

from safelight.adapters import disk
from safelight.adapters.response_cache import ResponseCache
from safelight.domain.standing import Group, Standing
from safelight.services import meters, standing
from safelight.services.context import Parts
from safelight.services.runs import DatabaseTrouble

log = structlog.get_logger()

KEPT_S: Final = 5.0
GAUGES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "safelight_runs_under_way": (
        "Runs that have not ended, by kind and the state clients are shown",
        ("kind", "state"),
    ),
    "safelight_queue_items": (
        "Items that are not done, of runs that may go on; those of runs nobody has begun are not known yet",
        ("kind", "company"),
    ),
    "safelight_queue_oldest_seconds": (
        "How long nothing was done for the run that waits longest, seconds",
        ("kind", "company"),
    ),
    "safelight_items_in_hand": ("Items that workers are at", ()),
    "safelight_workers": ("Workers: living, and dead with their slot not taken over yet", ("state",)),
    "safelight_notices_waiting": ("Mails and completion calls still to be sent", ()),
    "safelight_database_reachable": ("Whether the database answers, 0 or 1; with 0 the other gauges are left out", ()),
    "safelight_cache_bytes": ("Disk that the response cache of this machine takes, bytes", ()),
    "safelight_disk_free_bytes": ("Free disk below the data folder of this machine, bytes", ()),
}
"""Help and labels, by name; `docs/operations.md` lists them."""


class Metrics:
    """The address of one server process."""

    def __init__(self, parts: Parts, cache: ResponseCache) -> None:
        self._standing = CollectorRegistry()
        self._standing.register(_Standing(parts, cache))

    def show(self, _request: Request) -> Response:
        content = _counted() + generate_latest(self._standing)
        return Response(content, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _counted() -> bytes:
    """By all processes together where `PROMETHEUS_MULTIPROC_DIR` is set, as `safelight serve` does."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library has no types here
    return generate_latest(registry)


class _Standing(Collector):
    def __init__(self, parts: Parts, cache: ResponseCache) -> None:
        self._parts = parts
        self._cache = cache
        self._lock = threading.Lock()
        self._read_at = 0.0
        self._known: list[Metric] = []

    def describe(self) -> list[Metric]:
        """Nothing, so that to be registered asks no database."""
        return []

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            if not self._known or time.monotonic() - self._read_at >= KEPT_S:
                self._known = self._looked()
                self._read_at = time.monotonic()
            yield from self._known

    def _looked(self) -> list[Metric]:
        """Without its database a server still tells what it counted."""
        try:
            return list(self._asked())
        except DatabaseTrouble:
            log.exception("metrics.database_failed")
            return [_alone("safelight_database_reachable", 0)]

    def _asked(self) -> Iterator[Metric]:
        now = standing.read(self._parts)
        yield _alone("safelight_database_reachable", 1)
        yield from _queue(now, self._parts.clock.now_ms())
        yield _alone("safelight_items_in_hand", now.in_hand)
        workers = _family("safelight_workers")
        workers.add_metric(["living"], now.living_workers)
        workers.add_metric(["dead"], now.dead_workers)
        yield workers
        yield _alone("safelight_notices_waiting", now.notices)
        yield _alone("safelight_cache_bytes", self._cache.taken_bytes())
        yield _alone("safelight_disk_free_bytes", disk.free_bytes(self._parts.settings.data))


def _queue(now: Standing, now_ms: int) -> Iterator[Metric]:
    runs: dict[tuple[str, ...], int] = {}
    items: dict[tuple[str, ...], int] = {}
    ages: dict[tuple[str, ...], float] = {}
    named = _named(now)
    for group in now.groups:
        state = group.element, group.shown_state
        runs[state] = runs.get(state, 0) + group.runs
        if group.oldest_ms is not None:
            who = group.element, str(group.company_id) if group.company_id in named else meters.OTHERS
            items[who] = items.get(who, 0) + group.items
            ages[who] = max(ages.get(who, 0.0), (now_ms - group.oldest_ms) / 1000)
    for name, values in (
        ("safelight_runs_under_way", runs),
        ("safelight_queue_items", items),
        ("safelight_queue_oldest_seconds", ages),
    ):
        family = _family(name)
        for labels, value in values.items():
            family.add_metric(labels, value)
        yield family


def _named(now: Standing) -> set[int]:
    """The companies shown under their own id: those that wait longest."""
    waiting = sorted((group for group in now.groups if group.oldest_ms is not None), key=_since)
    return set(list(dict.fromkeys(group.company_id for group in waiting))[: meters.COMPANIES])


def _since(group: Group) -> int:
    return group.oldest_ms or 0


def _family(name: str) -> GaugeMetricFamily:
    said, labels = GAUGES[name]
    return GaugeMetricFamily(name, said, labels=labels)


def _alone(name: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, GAUGES[name][0], value=value)
