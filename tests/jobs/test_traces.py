"""What a collector of OpenTelemetry is told of calls, pictures, runs and items."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import runs
import structlog
from processes import TIMEOUT_S
from sqlalchemy import select

from asgi import AsgiClient
from collector import SERVER, collecting
from harness import Refused, Server, new_server
from live import LiveServer
from looks.steps import NEVER_SOON, publish
from safelight import bootstrap
from safelight.gateway.app import build_app
from safelight.settings import traces_wanted
from safelight.store import tables

TRACE, CALLER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
TRACEPARENT = f"00-{TRACE}-{CALLER}-01"
PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
PUBLISH = {"publishType": "Full", "emailSetting": "None"}


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch):
    for name in [name for name in os.environ if name.startswith("OTEL_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def collector():
    with collecting() as running:
        yield running


@pytest.fixture
def watched(parts, collector, monkeypatch):
    """A fresh company, of whose calls and jobs the collector is told once the test says `close`."""
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    monkeypatch.setenv("OTEL_SERVICE_NAME", "images")
    telling = replace(parts, traces=bootstrap.traces())
    with AsgiClient(build_app(telling)) as client:
        yield new_server(telling, client)
    telling.traces.close()
    told = {name for span in collector.spans for name in facts(span)}
    assert {name for name in told if f"`{name}`" not in PAGE} == set()


def close(server):
    server.parts.traces.close()


def facts(span):
    return {name.removeprefix("safelight."): value for name, value in span.facts.items()}


def submit(server, **options):
    """A call that comes with a place in a trace."""
    values = {"companyHandle": server.company, "jobName": "Job", **options}
    assert server.post(server.envelope("submitJob", server.version, values), traceparent=TRACEPARENT).status_code == 200


def urls(server, *listed):
    return {**runs.UPLOAD, "urlArray": [{"sourceUrl": url, "destPath": path} for url, path in listed]}


def test_a_job_is_one_trace_from_its_call_to_its_files(watched, collector, web):
    content = runs.picture()
    job = urls(watched, (web.serve("/a.jpg", content), "a.jpg"), (web.url("/none.jpg"), "b.jpg"))
    submit(watched, uploadUrlsJob=job)
    watched.run_jobs()
    close(watched)
    asked, run = collector.one("submitJob"), collector.one("run uploadUrlsJob")
    assert (asked.trace, asked.parent, asked.kind) == (TRACE, CALLER, SERVER)
    assert (run.trace, run.parent) == (TRACE, asked.id)
    good, bad = sorted(collector.named("item uploadUrlsJob"), key=lambda item: item.facts["safelight.target"])
    assert {(item.trace, item.parent) for item in (good, bad)} == {(TRACE, run.id)}
    assert (collector.below(good), collector.below(bad)) == (["fetch", "decode", "place"], ["fetch"])
    assert run.began <= good.began < good.ended <= run.ended + 1_000_000
    company, row = int(watched.company.removeprefix("c|")), runs.row(watched)
    mine = {"kind": "uploadUrlsJob", "company": company, "run": row.id}
    assert facts(good).items() >= {**mine, "outcome": "done", "attempts": 1, "bytes": len(content)}.items()
    assert facts(bad).items() >= {**mine, "outcome": "failed", "attempts": 1, "target": "b.jpg"}.items()
    told = {**mine, "job": row.name, "outcome": "failed", "items": 2, "files_done": 1, "files_failed": 1}
    assert facts(run).items() >= told.items()
    assert [span.wrong for span in (asked, run, good, bad)] == [False, True, False, True]
    assert {span.resource["service.name"] for span in collector.spans} == {"images"}
    assert collector.paths == {"/v1/traces"}


def test_attempts_are_counted(watched, collector, web, monkeypatch):
    monkeypatch.setattr("safelight.jobs.attempts.RETRY_PAUSE_S", 0.01)
    submit(watched, uploadUrlsJob=urls(watched, (web.serve("/busy.jpg", b"", 503), "busy.jpg")))
    watched.run_jobs()
    close(watched)
    item = collector.one("item uploadUrlsJob")
    assert (item.facts["safelight.attempts"], collector.below(item)) == (3, ["fetch"] * 3)


def test_a_run_that_was_executed_is_below_that_call_and_one_by_the_clock_has_its_own_trace(watched, collector):
    submit(watched, imageServingPublishJob=PUBLISH, execSchedule=NEVER_SOON)
    (job,) = watched.call("getScheduledJobs", companyHandle=watched.company).jobArray
    watched.call("executeJob", companyHandle=watched.company, jobHandle=job.jobHandle)
    watched.run_jobs()
    runs.change(watched, tables.job_definition, definition(watched), next_fire_ms=1)
    watched.run_jobs()
    close(watched)
    executed, fired = sorted(collector.named("run imageServingPublishJob"), key=lambda run: not run.parent)
    assert (executed.parent, executed.trace) == (collector.one("executeJob").id, collector.one("executeJob").trace)
    assert fired.parent == ""
    assert fired.trace not in {TRACE, executed.trace}
    assert collector.below(executed) == collector.below(fired) == ["item imageServingPublishJob"]


def definition(server):
    wanted = tables.job_definition.c.company_id == int(server.company.removeprefix("c|"))
    with server.parts.database.read() as tx:
        return tx.execute(select(tables.job_definition.c.id).where(wanted)).scalar_one()


def test_a_job_that_follows_is_in_the_trace_of_the_first(watched, collector, web):
    job = urls(watched, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    submit(watched, uploadUrlsJob={**job, "postImageServingPublishJob": PUBLISH})
    watched.run_jobs()
    close(watched)
    first, second = collector.one("run uploadUrlsJob"), collector.one("run imageServingPublishJob")
    assert (second.trace, second.parent) == (TRACE, first.id)


def test_a_call_tells_its_operation_version_company_and_fault(watched, collector):
    with pytest.raises(Refused) as refused:
        watched.call("deleteFolder", companyHandle=watched.company, folderHandle="nonsense")
    watched.post(b"<nonsense/>", traceparent="nonsense")
    close(watched)
    told, nonsense = collector.one("deleteFolder"), collector.one("unknown")
    company = int(watched.company.removeprefix("c|"))
    said = {"operation": "deleteFolder", "version": watched.version, "company": company, "code": refused.value.code}
    assert facts(told).items() >= said.items()
    assert (told.parent, told.wrong, nonsense.parent) == ("", False, "")
    assert nonsense.facts["safelight.code"] > 0


def test_a_picture_tells_its_status_and_whether_it_was_at_hand(watched, collector, web):
    runs.upload(watched, (web.serve("/boot.jpg", runs.picture()), "boot.jpg"))
    watched.run_jobs()
    publish(watched)
    for path in ("boot?wid=20", "boot?wid=20", "none"):
        watched.get(f"/is/image/{watched.root}/{path}", traceparent=TRACEPARENT)
    close(watched)
    told = [
        (one.facts["safelight.status"], one.facts["safelight.outcome"])
        for one in collector.named("picture")
        if one.parent == CALLER
    ]
    assert told == [(200, "rendered"), (200, "cached"), (403, "refused")]


def test_the_sampler_of_the_environment_decides(parts, collector, monkeypatch):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    telling = replace(parts, traces=bootstrap.traces())
    with AsgiClient(build_app(telling)) as client:
        server = new_server(telling, client)
        publish(server)
    telling.traces.close()
    assert collector.spans == []


@pytest.mark.parametrize("hangs", [False, True])
def test_a_collector_that_is_away_costs_nobody_anything(parts, monkeypatch, web, hangs):
    with collecting(hangs=True) as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url if hangs else "http://127.0.0.1:1")
        complaints = _complaints_at_work(parts, monkeypatch, web)
        assert bool(collector.asked) is hangs
        assert complaints == 1 or (hangs and not complaints)


def _complaints_at_work(parts, monkeypatch, web):
    monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "8")
    monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4")
    monkeypatch.setattr("safelight.adapters.otlp.CLOSE_S", 0.2)
    telling = replace(parts, traces=bootstrap.traces())
    with structlog.testing.capture_logs() as told, AsgiClient(build_app(telling)) as client:
        server = new_server(telling, client)
        runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
        server.run_jobs()
        for _ in range(20):
            server.call("getFolders", companyHandle=server.company)
        began = time.monotonic()
        telling.traces.close()
        assert time.monotonic() - began < 1
        assert list(runs.assets(server)) == ["a.jpg"]
    return [event["event"] for event in told].count("traces.failed")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "images", "OTEL_TRACES_SAMPLER": "always_on"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://c:4318/v1/traces"}, True),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, False),
        ({"OTEL_SDK_DISABLED": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, False),
    ],
)
def test_traces_are_told_where_a_collector_is_named(monkeypatch, said, wanted):
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert traces_wanted() is wanted


@pytest.mark.parametrize(
    "said",
    [
        {"OTEL_TRACES_EXPORTER": "zipkin"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4317", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4317", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "http/json"},
    ],
)
def test_a_way_to_tell_that_is_not_spoken_stops_the_start(monkeypatch, said):
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=f"^{list(said)[-1].replace('TRACES_PROTOCOL', 'PROTOCOL')}: got"):
        traces_wanted()


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.database("sqlite")
def test_nothing_of_the_library_is_loaded_where_nobody_is_told():
    program = (
        "import sys; from safelight import bootstrap; bootstrap.load_plugins(); "
        "import safelight.gateway.app, safelight.jobs.worker, safelight.cli.commands.serve; bootstrap.traces(); "
        "sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.database("sqlite")
def test_what_was_not_sent_is_sent_at_sigterm(tmp_path, web):
    settings = {"SAFELIGHT_SERVER_PROCESSES": "1", "OTEL_BSP_SCHEDULE_DELAY": "600000"}
    with collecting() as collector:
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.url
        with LiveServer(tmp_path / "data", settings) as running, httpx.Client(base_url=running.base_url) as http:
            server = live_client(running, http)
            runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
            until(lambda: runs.logs(server) and runs.log(server).endDate)
            assert collector.spans == []
            assert running.stop() == 0
        assert collector.one("run uploadUrlsJob").parent == collector.one("submitJob").id


def live_client(running, http):
    first = Server(None, http, "", "", running.email, running.password)
    company = first.call("getCompanyInfo", companyName=running.company).companyInfo
    return Server(None, http, company.companyHandle, company.rootPath.strip("/"), running.email, running.password)


def until(what):
    deadline = time.monotonic() + TIMEOUT_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)
