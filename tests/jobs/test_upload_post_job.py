"""UploadFile and uploadPost: files by POST into a job of one or several requests."""

import gzip
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pytest
import runs
from lxml import etree
from sqlalchemy import func, select, update

from harness import BASE, Refused
from safelight.contract.model import NEWEST
from safelight.services import invariants
from safelight.store import tables

OPTIONS = "<overwrite>true</overwrite><readyForPublish>true</readyForPublish><createMask>false</createMask>"
OPTIONS += "<emailSetting>None</emailSetting>"


@dataclass
class Entry:
    """The upload entry as its clients see it."""

    server: object

    def auth(self, password=None, more=""):
        user, secret = escape(self.server.email), escape(password or self.server.password)
        return f'<authHeader xmlns="{BASE}"><user>{user}</user><password>{secret}</password>{more}</authHeader>'

    def params(self, *, name="Up", handle=None, options=OPTIONS, company=None, namespace=NEWEST.namespace, **values):
        told = {"jobHandle": handle} if handle else {"jobName": name}
        told |= values
        inner = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in told.items())
        given = f"<uploadParams>{options}</uploadParams>" if options else ""
        return (
            f'<uploadPostParam xmlns="{namespace}"><companyHandle>{company or self.server.company}</companyHandle>'
            f"{inner}{given}</uploadPostParam>"
        )

    def text(self, name, content):
        return name, (None, content.encode(), "text/plain")

    def file(self, path, content=None, name="file"):
        return name, (path, runs.picture() if content is None else content, "application/octet-stream")

    def send(self, *parts, **headers):
        return self.server.http.post("/scene7/UploadFile", files=list(parts), headers=headers)

    def post(self, *files, auth=None, **params):
        return self.send(
            self.text("auth", auth or self.auth()), self.text("uploadParams", self.params(**params)), *files
        )


@pytest.fixture
def entry(server):
    return Entry(server)


def handle(response):
    assert response.status_code == 200, response.text
    return re.search("<jobHandle>(.*)</jobHandle>", response.text)[1]


def fault(response):
    root = etree.fromstring(response.content)
    assert etree.QName(root).namespace == BASE
    return etree.QName(root).localname, int(root.findtext(f"{{{BASE}}}code")), root.findtext(f"{{{BASE}}}reason")


def runs_of(server):
    run = tables.job_run
    wanted = select(func.count()).where(run.c.company_id == int(server.company[2:]))
    with server.parts.database.read() as tx:
        return tx.execute(wanted).scalar_one()


@pytest.mark.documented
def test_a_file_becomes_an_asset(server, entry):
    response = entry.post(entry.file("Shoes/red.jpg"), endJob="true")
    assert response.headers["Content-Type"] == "text/xml;charset=utf-8"
    server.run_jobs()
    assert set(runs.assets(server)) == {"Shoes/red.jpg"}
    assert runs.row(server, "Up").state == "Done"


@pytest.mark.recorded
def test_the_answer_is_a_bare_document_with_the_handle_of_the_run(server, entry):
    response = entry.post(entry.file("a.jpg"), endJob="true")
    run = runs.row(server, "Up")
    assert response.text == (
        f"<?xml version='1.0' encoding='UTF-8'?><uploadPostReturn xmlns=\"{NEWEST.namespace}\">"
        f"<jobHandle>j|{server.company[2:]}||{run.name}|{run.id}</jobHandle></uploadPostReturn>"
    )


@pytest.mark.parametrize("namespace", [BASE, f"{BASE}/2010-01-31", f"{BASE}/2013-08-29-beta", NEWEST.namespace])
def test_the_answer_is_in_the_namespace_of_the_parameter(server, entry, namespace):
    response = entry.post(entry.file("a.jpg"), endJob="true", namespace=namespace)
    assert f'<uploadPostReturn xmlns="{namespace}">' in response.text
    server.run_jobs()


@pytest.mark.parametrize("order", ["auth uploadParams file", "file auth uploadParams", "uploadParams file auth"])
def test_parts_come_in_any_order(server, entry, order):
    parts = {
        "auth": entry.text("auth", entry.auth()),
        "uploadParams": entry.text("uploadParams", entry.params(endJob="true")),
        "file": entry.file("a.jpg"),
    }
    handle(entry.send(*(parts[name] for name in order.split())))
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg"}


def test_parts_nobody_knows_are_passed_over(server, entry):
    more = entry.text("Filename", "x"), entry.text("Upload", "Submit Query")
    handle(entry.post(*more, entry.file("a.jpg"), endJob="true"))
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg"}


@pytest.mark.recorded
def test_a_stray_quote_behind_the_parameter_is_passed_over(server, entry):
    params = entry.text("uploadParams", entry.params(endJob="true") + '"')
    handle(entry.send(entry.text("auth", entry.auth()), params, entry.file("a.jpg")))
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg"}


@pytest.mark.documented
def test_several_requests_go_to_one_job(server, entry):
    first = handle(entry.post(entry.file("a.jpg"), entry.file("b.jpg", name="file2")))
    server.run_jobs()
    job = server.call("getActiveJobs", companyHandle=server.company, originalName="Up").jobArray[0]
    assert (job.state, job.jobHandle) == ("WaitingClient", first)
    assert handle(entry.post(entry.file("c.jpg"), handle=first, options=None)) == first
    handle(entry.post(handle=first, options=None, endJob="true"))
    server.run_jobs()
    log = runs.log(server, "Up")
    assert (log.fileSuccessCount, log.totalFileCount) == (3, 3)
    assert [line.assetName for line in runs.lines(server, first, "UploadSuccess")] == ["a", "b", "c"]
    assert runs.row(server, "Up").total_items == 3


@pytest.mark.documented
def test_options_of_later_requests_are_ignored(server, entry):
    first = handle(entry.post(entry.file("a.jpg")))
    other = OPTIONS.replace("<readyForPublish>true", "<readyForPublish>false")
    handle(entry.post(entry.file("b.jpg"), handle=first, options=other, endJob="true"))
    server.run_jobs()
    assert {asset.readyForPublish for asset in runs.assets(server).values()} == {True}


@pytest.mark.documented
@pytest.mark.parametrize(
    ("part", "params", "path"),
    [
        ("a.jpg", {"destFolder": "/Season/"}, "Season/a.jpg"),
        ("deep//er/a.jpg", {"destFolder": "Season"}, "Season/deep/er/a.jpg"),
        ("a.jpg", {"fileName": "other/b.jpg"}, "other/b.jpg"),
        ("a.jpg", {"fileName": "b.jpg", "destFolder": "Season"}, "Season/b.jpg"),
        ("C:\\Users\\ada\\a.jpg", {}, "a.jpg"),
        ("deep\\a.jpg", {}, "deep/a.jpg"),
        ("Größe.jpg", {}, "Größe.jpg"),
    ],
)
def test_names_and_folders_make_the_path(server, entry, part, params, path):
    handle(entry.post(entry.file(part), endJob="true", **params))
    server.run_jobs()
    assert set(runs.assets(server)) == {path}


def test_a_path_that_begins_with_the_company_is_a_whole_one(server, entry):
    handle(entry.post(entry.file(f"{server.root}/Shoes//a.jpg"), endJob="true"))
    server.run_jobs()
    assert set(runs.assets(server)) == {"Shoes/a.jpg"}


def test_a_broken_file_is_one_error_line_and_the_rest_goes_on(server, entry):
    job = handle(
        entry.post(entry.file("a.jpg"), entry.file("b.jpg", b"no picture"), entry.file("c.jpg"), endJob="true")
    )
    server.run_jobs()
    assert [line.assetName for line in runs.lines(server, job, "UploadError")] == ["b.jpg"]
    assert set(runs.assets(server)) == {"a.jpg", "c.jpg"}


def test_an_upload_without_files_and_an_end_is_done(server, entry):
    handle(entry.post(endJob="true"))
    server.run_jobs()
    assert (runs.row(server, "Up").state, runs.log(server, "Up").totalFileCount) == ("Done", 0)


@pytest.mark.documented
def test_an_upload_nobody_ends_closes_by_itself(server, entry):
    handle(entry.post(entry.file("a.jpg")))
    server.run_jobs()
    run = runs.row(server, "Up")
    idle_s = server.parts.settings.upload_idle_s
    assert run.open_until_ms - run.trigger_ms == idle_s * 1000 == 1_800_000
    runs.change(server, tables.job_run, run.id, open_until_ms=server.parts.clock.now_ms() - 1)
    server.run_jobs()
    assert runs.row(server, "Up").state == "Done"


def test_each_request_keeps_the_upload_open_for_longer(server, entry):
    first = handle(entry.post(entry.file("a.jpg")))
    runs.change(server, tables.job_run, runs.row(server, "Up").id, open_until_ms=5)
    handle(entry.post(entry.file("b.jpg"), handle=first, options=None))
    assert runs.row(server, "Up").open_until_ms > server.parts.clock.now_ms()
    handle(entry.post(handle=first, options=None, endJob="true"))
    server.run_jobs()


@pytest.mark.documented
def test_requests_from_another_address_are_refused(server, entry):
    first = handle(entry.post(entry.file("a.jpg")))
    with server.parts.database.write() as tx:
        run = tables.job_run
        tx.execute(update(run).where(run.c.id == runs.row(server, "Up").id).values(client_address="192.0.2.7"))
    element, code, reason = fault(entry.post(entry.file("b.jpg"), handle=first, options=None))
    assert (element, code) == ("ipsApiFault", 30001)
    assert "address" in reason
    server.call("stopJob", companyHandle=server.company, jobHandle=first)
    server.run_jobs()


def test_a_job_that_was_ended_takes_no_more_files(server, entry):
    first = handle(entry.post(entry.file("a.jpg"), endJob="true"))
    server.run_jobs()
    element, code, reason = fault(entry.post(entry.file("b.jpg"), handle=first, options=None))
    assert (element, code) == ("ipsApiFault", 30000)
    assert "Done" in reason


def test_a_job_of_another_kind_takes_no_files(server, entry, web):
    job = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    assert fault(entry.post(entry.file("b.jpg"), handle=job, options=None))[1] == 30000
    server.run_jobs()


def test_a_wrong_password_is_a_bare_fault_and_nothing_is_kept(server, entry):
    before = invariants.unreferenced(server.parts)
    response = entry.post(entry.file("a.jpg", b"unheard of bytes"), auth=entry.auth("wrong"))
    assert response.status_code == 500
    assert fault(response)[:2] == ("authenticationFault", 10001)
    assert runs_of(server) == 0
    assert invariants.unreferenced(server.parts) == before


def test_a_file_that_came_before_a_wrong_password_is_dropped(server, entry):
    before = invariants.unreferenced(server.parts)
    parts = entry.file("a.jpg", b"came first"), entry.text("auth", entry.auth("wrong"))
    response = entry.send(*parts, entry.text("uploadParams", entry.params()))
    assert fault(response)[:2] == ("authenticationFault", 10001)
    assert invariants.unreferenced(server.parts) == before
    assert list((server.parts.settings.data / "blobs" / "incoming").iterdir()) == []


@pytest.mark.documented
def test_the_status_of_a_fault_is_the_one_asked_for(server, entry):
    auth = entry.auth("wrong", "<faultHttpStatusCode>200</faultHttpStatusCode>")
    response = entry.post(entry.file("a.jpg"), auth=auth)
    assert (response.status_code, fault(response)[1]) == (200, 10001)


def test_a_request_without_credentials_is_refused(server, entry):
    response = entry.send(entry.text("uploadParams", entry.params()), entry.file("a.jpg"))
    assert fault(response)[:2] == ("authenticationFault", 10000)


def test_http_basic_will_do(server, entry):
    import base64

    token = base64.b64encode(f"{server.email}:{server.password}".encode()).decode()
    params = entry.text("uploadParams", entry.params(endJob="true"))
    handle(entry.send(params, entry.file("a.jpg"), Authorization=f"Basic {token}"))
    server.run_jobs()


def test_another_company_is_refused(server, entry):
    response = entry.post(entry.file("a.jpg"), company=server.other_company().company)
    assert fault(response)[:2] == ("authorizationFault", 20006)


def test_a_role_that_may_not_upload_is_refused(server):
    portal = Entry(server.as_user("ImagePortalUser"))
    assert fault(portal.post(portal.file("a.jpg")))[:2] == ("authorizationFault", 20003)


@pytest.mark.parametrize(
    ("params", "code", "word"),
    [
        ({"name": ""}, 30002, "jobName"),
        ({"name": "a|b"}, 30001, "jobName"),
        ({"options": None}, 30002, "uploadParams"),
        ({"options": "<overwrite>true</overwrite>"}, 30002, "readyForPublish"),
        ({"options": OPTIONS.replace("None", "Sometimes")}, 30001, "emailSetting"),
        ({"handle": "j|1|x||", "options": None}, 20006, "jobHandle"),
        ({"handle": "nonsense", "options": None}, 30001, "jobHandle"),
        ({"stranger": "x"}, 30003, "stranger"),
    ],
)
def test_what_is_wrong_is_named(server, entry, params, code, word):
    _, got, reason = fault(entry.post(entry.file("a.jpg"), **params))
    assert got == code
    assert word in reason
    assert runs_of(server) == 0


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/xml", b"<x/>"),
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b"nothing of the kind"),
        ("multipart/form-data; boundary=x", b""),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="auth"\r\n\r\n<a>&</a>\r\n--x--',
        ),
    ],
)
def test_what_is_no_form_is_a_fault_and_no_stack_trace(server, content_type, body):
    response = server.http.post("/scene7/UploadFile", content=body, headers={"Content-Type": content_type})
    assert fault(response)[0] in {"ipsApiFault", "authenticationFault"}
    assert b"Traceback" not in response.content


@pytest.mark.parametrize("header", ['name="file"; filename="a\0.jpg"', 'name="fi\0le"; filename="a.jpg"'])
def test_a_name_that_no_text_can_hold_is_refused(server, entry, header):
    parts = [f'name="auth"\r\n\r\n{entry.auth()}', f'name="uploadParams"\r\n\r\n{entry.params()}', f"{header}\r\n\r\nx"]
    body = "".join(f"--x\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--x--"
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    response = server.http.post("/scene7/UploadFile", content=body.encode(), headers=form)
    assert fault(response)[1] == 30003
    assert "NUL" in fault(response)[2]
    assert runs_of(server) == 0


def test_a_doctype_is_refused(server, entry):
    params = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + entry.params(endJob="true")
    response = entry.send(entry.text("auth", entry.auth()), entry.text("uploadParams", params))
    assert fault(response)[1] == 30003


def test_a_file_over_the_largest_size_is_refused(server, entry, tune):
    tune(upload_max_bytes=1000)
    response = entry.post(entry.file("a.jpg", bytes(1001)))
    assert fault(response)[1] == 30000
    assert "1000" in fault(response)[2]
    handle(entry.post(entry.file("a.jpg", bytes(1000)), endJob="true"))
    server.run_jobs()


def test_answers_are_compressed_where_that_is_wanted(server, entry):
    auth = entry.auth(more="<gzipResponse>true</gzipResponse>")
    response = entry.post(entry.file("a.jpg"), auth=auth, endJob="true")
    assert response.headers["Content-Encoding"] == "gzip"
    assert "<jobHandle>" in response.text
    assert gzip.compress(b"") != response.content
    server.run_jobs()


@pytest.mark.documented
def test_upload_post_begins_and_ends_a_job_without_files(server, entry):
    options = {**runs.UPLOAD}
    job = server.call(
        "uploadPost",
        companyHandle=server.company,
        jobName="Soap",
        locale="de",
        description="told",
        uploadParams=options,
    ).jobHandle
    handle(entry.post(entry.file("a.jpg"), handle=job, options=None, destFolder="x"))
    again = server.call("uploadPost", companyHandle=server.company, jobHandle=job, endJob=True).jobHandle
    server.run_jobs()
    assert (again, runs.log(server, "Soap").description) == (job, "told")
    assert "verarbeitet" in runs.lines(server, job, "UploadSuccess")[0].logMessage


def test_who_is_bound_by_permissions_goes_on_with_nobody_else_s_job(server):
    """Files come in by what the one may who began it."""
    given = {"overwrite": True, "readyForPublish": False, "createMask": False, "emailSetting": "None"}
    job = server.call("uploadPost", companyHandle=server.company, jobName="Up", uploadParams=given).jobHandle
    with pytest.raises(Refused, match="jobHandle") as refused:
        server.as_user("ImagePortalContrib").call("uploadPost", companyHandle=server.company, jobHandle=job)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20004)
    assert server.as_user("IpsUser").call("uploadPost", companyHandle=server.company, jobHandle=job).jobHandle == job


def test_upload_post_refuses_a_name_that_is_scheduled(server):
    publish = {"publishType": "Full", "emailSetting": "None"}
    schedule = {"execSchedule": "0 0 3 * * ?"}
    server.call("submitJob", companyHandle=server.company, jobName="N", **schedule, imageServingPublishJob=publish)
    with pytest.raises(Refused, match="already in use"):
        server.call("uploadPost", companyHandle=server.company, jobName="N", uploadParams=runs.UPLOAD)


def test_a_name_in_the_call_is_that_of_a_file_that_comes_with_it(server):
    job = server.call(
        "uploadPost",
        companyHandle=server.company,
        jobName="N",
        fileName="a.jpg",
        destFolder="x",
        endJob=True,
        uploadParams=runs.UPLOAD,
    )
    server.run_jobs()
    assert job.jobHandle.startswith("j|")
    assert runs.log(server, "N").totalFileCount == 0
