"""Addresses that are told of the end of a job: what they get, when, and how often."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import runs
from sqlalchemy import select

from safelight.services import notices
from safelight.store import tables

JOBS = Path(__file__).parents[2] / "docs" / "jobs.md"


@pytest.fixture
def good(web):
    return web.serve("/a.jpg", runs.picture()), "a.jpg"


def notice(server):
    told = tables.notice
    with server.parts.database.read() as tx:
        return tx.execute(select(told).where(told.c.run_id == runs.row(server).id)).one()


def test_an_address_gets_the_fields_that_the_document_lists(server, web, good):
    runs.upload(server, good, postHttpUrl=web.serve("/ended", b""))
    server.run_jobs()
    ((_, _, body, _),) = [asked for asked in web.asked if asked[1] == "/ended"]
    section = JOBS.read_text(encoding="utf-8").partition("## When a job has ended")[2].partition("\n## ")[0]
    listed = {
        name for cell in re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE) for name in re.findall(r"\w+", cell)
    }
    assert set(parse_qs(body.decode())) == listed


def test_a_job_has_ended_before_its_address_is_told(server, web, good):
    seen = []

    def answer(handler):
        seen.append(runs.row(server).state)
        handler.send_response(204)
        handler.end_headers()

    runs.upload(server, good, postHttpUrl=web.handle("/ended", answer))
    server.run_jobs()
    assert seen == ["Done"]


@pytest.mark.parametrize("status", [302, 400, 404, 410])
def test_what_cannot_pass_is_not_told_again(server, web, good, status):
    runs.upload(server, good, postHttpUrl=web.serve("/ended", b"", status, Location=web.url("/elsewhere")))
    server.run_jobs()
    assert (notice(server).next_try_ms, web.count("/ended"), web.count("/elsewhere")) == (None, 1, 0)
    assert str(status) in notice(server).error


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_what_may_pass_is_told_again_later(server, web, good, status):
    runs.upload(server, good, postHttpUrl=web.serve("/ended", b"", status))
    before_ms = server.parts.clock.now_ms()
    server.run_jobs()
    assert notice(server).next_try_ms >= before_ms + notices.FIRST_RETRY_MS
    assert notice(server).attempts == 1
    web.serve("/ended", b"")
    runs.change(server, tables.notice, notice(server).id, next_try_ms=0)
    notices.send_due(server.parts)
    assert (notice(server).next_try_ms, notice(server).error) == (None, None)
