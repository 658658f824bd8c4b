"""`/metrics` for Prometheus: what this installation's processes counted."""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY
from starlette.requests import Request
from starlette.responses import Response

CALLS = Counter(
    "safelight_calls_total", "Calls answered, by operation and fault code (0 = none)", ("operation", "code")
)
CALL_SECONDS = Histogram("safelight_call_seconds", "Time to answer a call, seconds", ("operation",))


def count_call(operation: str, code: int, seconds: float) -> None:
    CALLS.labels(operation, str(code)).inc()
    CALL_SECONDS.labels(operation).observe(seconds)


def show(_request: Request) -> Response:
    """All processes together where `PROMETHEUS_MULTIPROC_DIR` is set, as `safelight serve` does."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library has no types here
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
