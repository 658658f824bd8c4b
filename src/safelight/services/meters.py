"""What the processes of an installation count, for Prometheus. `docs/operations.md` lists it, and a test compares.

Every label is bounded: operations, kinds and outcomes by the contract, companies by `COMPANIES`.
"""

from typing import Final

from prometheus_client import Counter, Histogram

COMPANIES: Final = 200
"""Companies that a process counts under their own id; those it meets later are counted together."""
OTHERS: Final = "others"
DONE, FAILED, RETRIED, STOPPED = "done", "failed", "retried", "stopped"
CACHED, RENDERED, TOLD, REFUSED, BROKEN = "cached", "rendered", "told", "refused", "broken"
UPLOAD_FILE: Final = "UploadFile"

_SHORT_S = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
_LONG_S = (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3600, 10800, 36000)

CALLS = Counter(
    "safelight_calls_total",
    "Calls answered, by operation and fault code (0 = none); UploadFile is one of them",
    ("operation", "code"),
)
CALL_SECONDS = Histogram("safelight_call_seconds", "Time to answer a call, seconds", ("operation",), buckets=_SHORT_S)
PICTURES = Counter(
    "safelight_pictures_total",
    "Picture requests: cached, rendered, told (facts and texts), refused, broken (our fault)",
    ("outcome",),
)
PICTURE_SECONDS = Histogram(
    "safelight_picture_seconds", "Time to answer a picture request, seconds", ("outcome",), buckets=_SHORT_S
)
RUNS = Counter(
    "safelight_runs_total",
    "Runs of jobs ended: done, failed (a fatal error, or files that failed), stopped",
    ("kind", "company", "outcome"),
)
RUN_SECONDS = Histogram(
    "safelight_run_seconds", "Time from the beginning of a run to its end, seconds", ("kind",), buckets=_LONG_S
)
RUN_WAIT_SECONDS = Histogram(
    "safelight_run_wait_seconds", "Time a run waited until it was taken up, seconds", ("kind",), buckets=_LONG_S
)
ITEMS = Counter(
    "safelight_items_total",
    "Items of runs: done, failed (an error line), retried (an attempt that may pass)",
    ("kind", "company", "outcome"),
)
ITEM_SECONDS = Histogram(
    "safelight_item_seconds", "Time at work on one item, its attempts together, seconds", ("kind",), buckets=_LONG_S
)
TAKEN_IN = Counter("safelight_taken_in_bytes_total", "Bytes of files that came in, by the kind of their job", ("kind",))

_companies: set[str] = set()


def count_call(operation: str, code: int, seconds: float) -> None:
    CALLS.labels(operation, str(code)).inc()
    CALL_SECONDS.labels(operation).observe(seconds)


def count_picture(outcome: str, seconds: float) -> None:
    PICTURES.labels(outcome).inc()
    PICTURE_SECONDS.labels(outcome).observe(seconds)


def count_begun(kind: str, waited_ms: int) -> None:
    RUN_WAIT_SECONDS.labels(kind).observe(max(0, waited_ms) / 1000)


def count_ended(kind: str, company_id: int, outcome: str, took_ms: int) -> None:
    RUNS.labels(kind, company_label(company_id), outcome).inc()
    RUN_SECONDS.labels(kind).observe(max(0, took_ms) / 1000)


def count_item(kind: str, company_id: int, outcome: str, seconds: float) -> None:
    ITEMS.labels(kind, company_label(company_id), outcome).inc()
    ITEM_SECONDS.labels(kind).observe(seconds)


def count_retry(kind: str, company_id: int) -> None:
    ITEMS.labels(kind, company_label(company_id), RETRIED).inc()


def count_bytes(kind: str, size_bytes: int) -> None:
    TAKEN_IN.labels(kind).inc(size_bytes)


def company_label(company_id: int) -> str:
    """The id of a company, or `others` where a process has met too many."""
    label = str(company_id)
    if label not in _companies:
        if len(_companies) >= COMPANIES:
            return OTHERS
        _companies.add(label)
    return label
