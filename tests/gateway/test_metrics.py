"""/metrics, scraped as Prometheus scrapes it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape

import pytest

import pictures
from asgi import AsgiClient
from file_uploads import upload_files
from harness import BASE, Refused
from looks.steps import publish, upload
from safelight.contract.model import NEWEST
from safelight.gateway.app import build_app
from safelight.services import meters
from safelight.store import tables
from scrapes import Scrape

PNG = b"\x89PNG\r\n\x1a\n broken"
UPLOAD = "uploadDirectoryJob"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    pictures.corners(60, 40).save(out, kind)
    return out.getvalue()


@pytest.fixture
def scrape(server):
    return lambda: Scrape(server.get("/metrics").text)


@contextmanager
def grown(scrape, name: str, by: float, **labels: str) -> Iterator[None]:
    before = scrape().value(name, **labels)
    yield
    assert scrape().value(name, **labels) - before == pytest.approx(by), (name, labels)


@pytest.fixture
def standing(parts):
    """A scrape of a server process that has not asked its database yet."""

    def fresh() -> Scrape:
        with AsgiClient(build_app(parts)) as client:
            return Scrape(client.get("/metrics").text)

    return fresh


def company(server) -> str:
    return server.company.removeprefix("c|")


def change_run(server, **values):
    from sqlalchemy import update

    run = tables.job_run
    with server.parts.database.write() as tx:
        tx.execute(update(run).where(run.c.company_id == int(company(server))).values(**values))


def test_calls_are_counted_by_operation_and_fault(server, scrape):
    with (
        grown(scrape, "safelight_calls_total", 1, operation="getFolders", code="0"),
        grown(scrape, "safelight_calls_total", 1, operation="getFolders", code="20006"),
        grown(scrape, "safelight_call_seconds_count", 2, operation="getFolders"),
    ):
        server.call("getFolders", companyHandle=server.company)
        with pytest.raises(Refused):
            server.call("getFolders", companyHandle=server.other_company().company)


def post_file(server, content: bytes, password: str | None = None):
    user, secret = escape(server.email), escape(password or server.password)
    auth = f'<authHeader xmlns="{BASE}"><user>{user}</user><password>{secret}</password></authHeader>'
    options = "<overwrite>true</overwrite><readyForPublish>true</readyForPublish><createMask>false</createMask>"
    params = (
        f'<uploadPostParam xmlns="{NEWEST.namespace}"><companyHandle>{server.company}</companyHandle>'
        f"<jobName>Up</jobName><endJob>true</endJob><uploadParams>{options}<emailSetting>None</emailSetting>"
        "</uploadParams></uploadPostParam>"
    )
    parts = [("auth", (None, auth)), ("uploadParams", (None, params)), ("file", ("a.png", content))]
    return server.http.post("/scene7/UploadFile", files=parts)


def test_uploads_are_calls_and_their_bytes_are_counted(server, scrape):
    with (
        grown(scrape, "safelight_calls_total", 1, operation="UploadFile", code="0"),
        grown(scrape, "safelight_calls_total", 1, operation="UploadFile", code="10001"),
        grown(scrape, "safelight_taken_in_bytes_total", len(PNG), kind="uploadPostJob"),
    ):
        assert post_file(server, PNG).status_code == 200
        assert post_file(server, PNG, "wrong").status_code == 500
    server.run_jobs()


def published(server):
    """A picture `boot` that can be rendered."""
    upload(server, "boot.png", readyForPublish=True)
    publish(server)


def test_pictures_are_counted_by_what_became_of_them(server, scrape):
    published(server)
    address = f"/is/image/{server.root}/boot"
    with (
        grown(scrape, "safelight_pictures_total", 1, outcome="rendered"),
        grown(scrape, "safelight_pictures_total", 2, outcome="cached"),
        grown(scrape, "safelight_pictures_total", 1, outcome="told"),
        grown(scrape, "safelight_pictures_total", 1, outcome="refused"),
        grown(scrape, "safelight_picture_seconds_count", 5),
    ):
        for query in ("?wid=7", "?wid=7", "?wid=7", "?req=exists,text"):
            assert server.get(address + query).status_code == 200
        assert server.get(f"/is/image/{server.root}/none").status_code == 403


def test_runs_and_items_are_counted_by_kind_company_and_outcome(server, scrape):
    mine = {"kind": UPLOAD, "company": company(server)}
    with (
        grown(scrape, "safelight_items_total", 1, outcome="done", **mine),
        grown(scrape, "safelight_items_total", 1, outcome="failed", **mine),
        grown(scrape, "safelight_item_seconds_count", 2, kind=UPLOAD),
        grown(scrape, "safelight_runs_total", 1, outcome="failed", **mine),
        grown(scrape, "safelight_run_seconds_count", 1, kind=UPLOAD),
        grown(scrape, "safelight_run_wait_seconds_count", 1, kind=UPLOAD),
    ):
        upload_files(server, {"a.png": picture("PNG"), "b.png": PNG})


def test_a_run_without_failures_is_done_and_one_that_is_stopped_is_stopped(server, scrape):
    publish, mine = {"publishType": "Full", "emailSetting": "None"}, {"kind": "imageServingPublishJob"}
    with (
        grown(scrape, "safelight_runs_total", 1, outcome="done", company=company(server), **mine),
        grown(scrape, "safelight_runs_total", 1, outcome="stopped", company=company(server), **mine),
    ):
        for stops in (False, True):
            reply = server.call(
                "submitJob", companyHandle=server.company, jobName=f"Publish {stops}", imageServingPublishJob=publish
            )
            if stops:
                server.call("stopJob", companyHandle=server.company, jobHandle=reply.jobHandle)
            server.run_jobs()


def submitted(server, name="Job"):
    publish = {"publishType": "Full", "emailSetting": "None"}
    server.call("submitJob", companyHandle=server.company, jobName=name, imageServingPublishJob=publish)
    return {"kind": "imageServingPublishJob", "company": company(server)}


def test_what_waits_is_shown_with_its_age(server, standing):
    mine = submitted(server)
    change_run(server, trigger_ms=server.parts.clock.now_ms() - 90_000)
    now = standing()
    assert now.value("safelight_queue_oldest_seconds", **mine) == pytest.approx(90, abs=5)
    assert now.value("safelight_runs_under_way", kind=mine["kind"], state="New") >= 1
    server.run_jobs()
    assert mine not in standing().labels("safelight_queue_oldest_seconds")


def test_items_that_are_not_done_are_the_depth_of_the_queue(server, standing):
    mine = submitted(server)
    now_ms = server.parts.clock.now_ms()
    change_run(server, state="Running", total_items=10, done_items=3, progressed_ms=now_ms - 30_000)
    now = standing()
    assert now.value("safelight_queue_items", **mine) == 7
    assert now.value("safelight_queue_oldest_seconds", **mine) == pytest.approx(30, abs=5)
    change_run(server, state="New", total_items=0, done_items=0)
    server.run_jobs()


def test_a_paused_run_does_not_count_as_waiting(server, standing):
    mine = submitted(server)
    change_run(server, paused=True)
    now = standing()
    assert mine not in now.labels("safelight_queue_items")
    assert now.value("safelight_runs_under_way", kind=mine["kind"], state="WaitingCoordinator") >= 1
    change_run(server, paused=False)
    server.run_jobs()


def test_the_database_is_asked_once_in_some_seconds(server, scrape):
    def runs(now):
        return now.value("safelight_runs_under_way")

    with AsgiClient(build_app(server.parts)) as client:
        first = Scrape(client.get("/metrics").text)
        submitted(server)
        assert runs(Scrape(client.get("/metrics").text)) == runs(first)
    with AsgiClient(build_app(server.parts)) as client:
        assert runs(Scrape(client.get("/metrics").text)) == runs(first) + 1
    server.run_jobs()


def test_the_cache_and_the_disk_are_measured(server, standing):
    published(server)
    before = standing().value("safelight_cache_bytes")
    size = len(server.get(f"/is/image/{server.root}/boot?wid=9").content)
    assert standing().value("safelight_cache_bytes") - before > size
    assert standing().value("safelight_disk_free_bytes") > 0
    assert standing().value("safelight_database_reachable") == 1


def test_companies_beyond_a_number_share_a_label(monkeypatch):
    monkeypatch.setattr(meters, "_companies", set())
    monkeypatch.setattr(meters, "COMPANIES", 2)
    assert [meters.company_label(number) for number in (1, 2, 3, 1)] == ["1", "2", "others", "1"]
