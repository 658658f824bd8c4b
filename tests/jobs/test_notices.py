"""Who is told that a job has ended: by mail, by an address; and that nothing is lost or told twice."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
import runs
from sqlalchemy import select

from harness import Server
from inbox import Inbox, relay
from safelight.jobs import drain
from safelight.services import notices
from safelight.store import tables


@pytest.fixture
def inbox(parts) -> Iterator[Inbox]:
    with relay(parts, Inbox()) as taken:
        yield taken


@pytest.fixture
def good(web):
    return web.serve("/a.jpg", runs.picture()), "a.jpg"


@pytest.fixture
def bad(web):
    return web.url("/none.jpg"), "b.jpg"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("setting", "on_success", "on_error"),
    [
        ("All", True, True),
        ("JobCompletion", True, True),
        ("Error", False, True),
        ("ErrorAndWarning", False, True),
        ("None", False, False),
    ],
)
def test_the_email_setting_decides_who_gets_a_mail(server, inbox, good, bad, setting, on_success, on_error):
    runs.upload(server, good, name="Good", emailSetting=setting)
    runs.upload(server, bad, name="Bad", emailSetting=setting)
    server.run_jobs()
    told = {mail["Subject"] for _, mail in inbox.mails}
    assert told == ({"Safelight: Good ended"} if on_success else set()) | (
        {"Safelight: Bad ended with errors"} if on_error else set()
    )


def test_a_mail_goes_to_who_submitted_and_tells_the_counts(server, inbox, good, bad):
    runs.upload(server, good, bad, emailSetting="All")
    server.run_jobs()
    ((recipients, mail),) = inbox.mails
    assert recipients == [server.email]
    text = mail.get_content()
    assert "Successful: 1" in text
    assert "Errors: 1" in text
    assert "b.jpg was not processed" in text


@pytest.mark.documented
def test_a_mail_goes_to_the_user_the_job_names(server, inbox, good):
    other = server.as_user("IpsUser")
    handle = other.call("checkLogin", companyHandle=server.company, email=other.email, password=other.password)
    assert handle.status == "ValidLogin"
    with server.parts.database.read() as tx:
        wanted = select(tables.account.c.id).where(tables.account.c.email == other.email)
        user = f"u|{tx.execute(wanted).scalar_one()}|{other.email}"
    job = {**runs.UPLOAD, "emailSetting": "All", "urlArray": [{"sourceUrl": good[0], "destPath": good[1]}]}
    server.call("submitJob", companyHandle=server.company, userHandle=user, jobName="J", uploadUrlsJob=job)
    server.run_jobs()
    assert [recipients for recipients, _ in inbox.mails] == [[other.email]]


def test_a_mail_is_in_the_language_of_the_job(server, inbox, good):
    job = {**runs.UPLOAD, "emailSetting": "All", "urlArray": [{"sourceUrl": good[0], "destPath": good[1]}]}
    server.call("submitJob", companyHandle=server.company, locale="de", jobName="Schuhe", uploadUrlsJob=job)
    server.run_jobs()
    ((_, mail),) = inbox.mails
    assert mail["Subject"] == "Safelight: Schuhe ist beendet"
    assert "Erfolgreich: 1" in mail.get_content()


def test_a_relay_that_is_down_does_not_hold_up_the_job_and_gets_the_mail_later(server, inbox, good):
    inbox.refusals = 1
    runs.upload(server, good, emailSetting="All")
    server.run_jobs()
    assert runs.row(server).state == "Done"
    assert inbox.mails == []
    _let_time_pass(server)
    notices.send_due(server.parts)
    assert len(inbox.mails) == 1


def test_a_notice_is_sent_once(server, inbox, good):
    runs.upload(server, good, emailSetting="All")
    server.run_jobs()
    _let_time_pass(server)
    notices.send_due(server.parts)
    drain.drain(server.parts)
    assert len(inbox.mails) == 1


@pytest.mark.parametrize("element", ["uploadUrlsJob", "imageServingPublishJob"])
def test_an_address_is_told_of_the_end(server, web, good, element):
    address = web.serve("/ended", b"thanks")
    if element == "uploadUrlsJob":
        runs.upload(server, good, postHttpUrl=address)
    else:
        options = {"publishType": "Full", "emailSetting": "None", "httpCompletionUrl": address}
        runs.submit(server, element, **options)
    server.run_jobs()
    ((method, _, body, headers),) = [asked for asked in web.asked if asked[1] == "/ended"]
    told = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert (method, headers["Content-Type"]) == ("POST", "application/x-www-form-urlencoded")
    assert (told["originalJobName"], told["companyHandle"], told["fatalError"]) == ("Job", server.company, "false")
    assert told["jobHandle"].startswith(f"j|{server.company[2:]}||Job_")


def test_an_address_inside_is_not_told(server, web, good):
    runs.upload(server, good, postHttpUrl=web.url("/ended", "localhost"))
    server.run_jobs()
    assert web.count("/ended") == 0
    (notice,) = _notices(server)
    assert notice.next_try_ms is None
    assert "private network" in notice.error


def test_an_address_that_answers_trouble_is_told_again(server, web, good):
    address = web.serve("/ended", b"", 503)
    runs.upload(server, good, postHttpUrl=address)
    server.run_jobs()
    web.serve("/ended", b"thanks")
    _let_time_pass(server)
    notices.send_due(server.parts)
    assert web.count("/ended") == 2
    assert [(notice.next_try_ms, notice.error) for notice in _notices(server)] == [(None, None)]


def test_an_address_that_never_answers_is_given_up(server, web, good):
    runs.upload(server, good, postHttpUrl=web.serve("/ended", b"", 500))
    server.run_jobs()
    for _ in range(notices.ATTEMPTS + 3):
        _let_time_pass(server)
        notices.send_due(server.parts)
    assert web.count("/ended") == notices.ATTEMPTS
    assert "500" in _notices(server)[0].error


def _notices(server: Server):
    notice = tables.notice
    with server.parts.database.read() as tx:
        return tx.execute(select(notice).where(notice.c.run_id == runs.row(server).id)).all()


def _let_time_pass(server: Server) -> None:
    for notice in _notices(server):
        if notice.next_try_ms is not None:
            runs.change(server, tables.notice, notice.id, next_try_ms=0)
