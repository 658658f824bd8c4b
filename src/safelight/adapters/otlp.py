"""Spans sent to a collector by OpenTelemetry, over OTLP/HTTP; its own variables OTEL_* say where to, and how many.

Imported only where they ask for it: that takes 0.1 s and 3 MB. Spans go out in batches by a thread of the library;
with the collector away or slow they are dropped once 2048 of them wait.
"""

import hashlib
import logging
import os
import platform
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Final

import structlog
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from safelight.adapters.tracing import CLOSE_S, Fact

NAME: Final = "safelight"
COMPLAINT_S: Final = 60.0
_NS_A_MS: Final = 1_000_000
_W3C: Final = TraceContextTextMapPropagator()
log = structlog.get_logger()


class Otlp:
    """One in a process, made after any fork."""

    on: Final = True

    def __init__(self) -> None:
        _hear_complaints()
        self._ids = _Ids()
        self._provider = TracerProvider(resource=_resource(), id_generator=self._ids, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer(NAME, version(NAME))

    @contextmanager
    def span(self, name: str, parent: str | None = None, *, serves: bool = False, **facts: Fact) -> Iterator[None]:
        with self._tracer.start_as_current_span(
            name,
            None if parent is None else _read(parent),
            SpanKind.SERVER if serves else SpanKind.INTERNAL,
            _attributes(facts),
            record_exception=False,
            set_status_on_exception=False,
        ):
            yield

    def tell(self, name: str | None = None, *, error: str | None = None, **facts: Fact) -> None:
        span = trace.get_current_span()
        if name is not None:
            span.update_name(name)
        span.set_attributes(_attributes(facts))
        if error is not None:
            span.set_status(Status(StatusCode.ERROR, error))

    def place(self) -> str | None:
        return _written(trace.get_current_span().get_span_context())

    def promised(self, seed: str, parent: str | None) -> str | None:
        return _written(self._promise(seed, parent))

    def keep_promise(
        self, name: str, seed: str, parent: str | None, times_ms: tuple[int, int], error: str | None, **facts: Fact
    ) -> None:
        with self._ids.given(self._promise(seed, parent)):
            span = self._tracer.start_span(
                name, _read(parent or ""), attributes=_attributes(facts), start_time=times_ms[0] * _NS_A_MS
            )
        if error is not None:
            span.set_status(Status(StatusCode.ERROR, error))
        span.end(max(times_ms) * _NS_A_MS)

    def close(self) -> None:
        """In a thread, since the library would wait for half a minute where the collector hangs."""
        thread = threading.Thread(target=self._provider.shutdown, name="traces", daemon=True)
        thread.start()
        thread.join(CLOSE_S)

    def _promise(self, seed: str, parent: str | None) -> SpanContext:
        digest = hashlib.sha256(seed.encode()).digest()
        span_id, trace_id = int.from_bytes(digest[:8]), int.from_bytes(digest[8:24])
        above = trace.get_current_span(_read(parent or "")).get_span_context()
        if above.is_valid:
            return SpanContext(above.trace_id, span_id, is_remote=True, trace_flags=above.trace_flags)
        sampled = self._provider.sampler.should_sample(None, trace_id, NAME).decision is Decision.RECORD_AND_SAMPLE
        flags = TraceFlags(TraceFlags.SAMPLED if sampled else TraceFlags.DEFAULT)
        return SpanContext(trace_id, span_id, is_remote=True, trace_flags=flags)


class _Ids(RandomIdGenerator):
    """Random ids, but those of a promise where one is being kept in this thread."""

    def __init__(self) -> None:
        self._local = threading.local()

    @contextmanager
    def given(self, promise: SpanContext) -> Iterator[None]:
        self._local.promise = promise
        try:
            yield
        finally:
            self._local.promise = None

    def generate_span_id(self) -> int:
        promise: SpanContext | None = getattr(self._local, "promise", None)
        return super().generate_span_id() if promise is None else promise.span_id

    def generate_trace_id(self) -> int:
        promise: SpanContext | None = getattr(self._local, "promise", None)
        return super().generate_trace_id() if promise is None else promise.trace_id


class _Complaints(logging.Handler):
    """What the library says goes to our log, once a minute at most: it would say the same every few seconds."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._silent_until = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        now = time.monotonic()
        if now >= self._silent_until:
            self._silent_until = now + COMPLAINT_S
            log.warning("traces.failed", reason=record.getMessage())


def _hear_complaints() -> None:
    logger = logging.getLogger("opentelemetry")
    logger.propagate = False
    logger.handlers = [_Complaints()]


def _resource() -> Resource:
    """Who tells; what the environment says of it goes before what we say."""
    ours: dict[str, str | int] = {
        "service.name": NAME,
        "service.version": version(NAME),
        "host.name": platform.node(),
        "process.pid": os.getpid(),
    }
    return Resource.create(ours).merge(OTELResourceDetector().detect())


def _attributes(facts: Mapping[str, Fact]) -> dict[str, str | int | float | bool]:
    return {f"{NAME}.{name}": value for name, value in facts.items() if value is not None}


def _read(place: str) -> Context:
    return _W3C.extract({"traceparent": place}, Context())


def _written(where: SpanContext) -> str | None:
    if not where.is_valid:
        return None
    return f"00-{where.trace_id:032x}-{where.span_id:016x}-{where.trace_flags:02x}"
