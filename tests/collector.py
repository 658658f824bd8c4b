"""A collector of OpenTelemetry on this machine: it takes spans over OTLP/HTTP, and keeps them."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from answering import answering

SERVER = Span.SpanKind.SPAN_KIND_SERVER


@dataclass(frozen=True)
class Told:
    """One span as it came; ids in hex, times in ns."""

    name: str
    trace: str
    id: str
    parent: str
    kind: int
    began: int
    ended: int
    wrong: bool
    facts: dict[str, Any]
    resource: dict[str, Any]


class Collector:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.spans: list[Told] = []
        self.paths: set[str] = set()
        self.asked = 0
        self.let_go = threading.Event()

    def named(self, name: str) -> list[Told]:
        return sorted((span for span in self.spans if span.name == name), key=lambda span: span.began)

    def one(self, name: str) -> Told:
        (span,) = self.named(name)
        return span

    def below(self, parent: Told) -> list[str]:
        """Names of the children of a span, by when they began."""
        children = [span for span in self.spans if (span.trace, span.parent) == (parent.trace, parent.id)]
        return [span.name for span in sorted(children, key=lambda span: span.began)]


@contextmanager
def collecting(*, hangs: bool = False) -> Iterator[Collector]:
    """hangs: it takes what comes, and does not answer before the end"""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    collector = Collector(server.server_port)
    collector.let_go.set()
    if hangs:
        collector.let_go.clear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.asked += 1
            body = self.rfile.read(int(self.headers["Content-Length"]))
            collector.let_go.wait()
            collector.paths.add(self.path)
            collector.spans += _read(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server.RequestHandlerClass = Handler
    with answering(server):
        try:
            yield collector
        finally:
            collector.let_go.set()


def _read(body: bytes) -> Iterator[Told]:
    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield Told(
                    name=span.name,
                    trace=span.trace_id.hex(),
                    id=span.span_id.hex(),
                    parent=span.parent_span_id.hex(),
                    kind=span.kind,
                    began=span.start_time_unix_nano,
                    ended=span.end_time_unix_nano,
                    wrong=span.status.code == Status.StatusCode.STATUS_CODE_ERROR,
                    facts=_facts(span.attributes),
                    resource=_facts(resource.resource.attributes),
                )


def _facts(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}
