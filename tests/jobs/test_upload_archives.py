"""Archives among uploads: kept as they are, or opened and their files taken in instead."""

import pytest
import runs

import made_files
from file_uploads import all_assets, broken, log_of, png, upload_files
from looks.steps import ask

OPENED = {"unCompressOptions": {"process": "UnCompress"}}
FILES = {"deep/": b"", "deep/red.png": png(), "style.css": b"p {}", ".hidden.png": png(), "words.txt": b"words"}


@pytest.mark.documented
@pytest.mark.parametrize("options", [{}, {"unCompressOptions": {"process": "None"}}])
def test_an_archive_is_an_asset_unless_it_is_to_be_opened(options, server):
    (line,) = upload_files(server, {"in/all.zip": made_files.zipped(FILES)}, **options)
    assert line.logType == "UploadSuccess"
    assert {path: asset.type for path, asset in all_assets(server).items()} == {"in/all.zip": "Zip"}


@pytest.mark.documented
@pytest.mark.parametrize(("name", "make"), [("all.zip", made_files.zipped), ("all.tar", made_files.tarred)])
def test_the_files_of_an_opened_archive_become_assets_with_a_line_each(name, make, server):
    files = {path: data for path, data in FILES.items() if not path.endswith("/")}
    lines = upload_files(server, {f"in/{name}": make(files)}, **OPENED)
    found = all_assets(server)
    assert {path: asset.type for path, asset in found.items()} == {"in/deep/red.png": "Image", "in/style.css": "Css"}
    assert sorted(line.logType for line in lines) == ["UploadError", "UploadSuccess", "UploadSuccess"]
    log = log_of(server, "add")
    assert (log.fileSuccessCount, log.fileErrorCount, log.totalFileCount) == (2, 1, 3)
    assert broken(server) == []


def test_other_files_of_the_job_are_taken_in_as_ever(server):
    upload_files(server, {"a.zip": made_files.zipped({"b.css": b"p {}"}), "c.png": png()}, **OPENED)
    assert sorted(all_assets(server)) == ["b.css", "c.png"]


def test_an_archive_in_an_archive_is_kept(server):
    inner = made_files.zipped({"x.css": b"p {}"})
    upload_files(server, {"outer.zip": made_files.zipped({"inner.zip": inner})}, **OPENED)
    assert {path: asset.type for path, asset in all_assets(server).items()} == {"inner.zip": "Zip"}


def test_an_empty_archive_brings_nothing(server):
    assert upload_files(server, {"none.zip": made_files.zipped({})}, **OPENED) == []
    assert (all_assets(server), log_of(server, "add").totalFileCount) == ({}, 0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made_files.zipped({"good.css": b"p {}", "../evil.css": b"p {}"}), "it names a file '../evil.css'"),
        (made_files.zipped({"bomb.css": bytes(70 * 2**20)}), "its files have 73400320 bytes"),
        (made_files.zipped({"a.css": b"p {}"})[:-20], "it is damaged"),
    ],
    ids=["name", "bomb", "damage"],
)
def test_an_archive_that_is_not_opened_is_one_error_line(data, reason, server):
    (line,) = upload_files(server, {"evil.zip": data}, **OPENED)
    assert line.logType == "UploadError"
    assert f"evil.zip was not processed: the archive cannot be opened: {reason}" in line.logMessage
    assert all_assets(server) == {}
    assert broken(server) == []


def test_an_archive_from_an_address_is_opened(server, web):
    address = web.serve("/all.zip", made_files.zipped({"deep/style.css": b"p {}"}))
    runs.upload(server, (address, "in/all.zip"), **OPENED)
    server.run_jobs()
    assert sorted(all_assets(server)) == ["in/deep/style.css"]


def test_an_archive_by_post_is_opened(server):
    archive = made_files.zipped({"style.css": b"p {}", "red.png": png()})
    _post(server, archive)
    server.run_jobs()
    assert sorted(all_assets(server)) == ["red.png", "style.css"]
    logs = ask(server, "getJobLogs").jobLogArray
    assert [(log.fileSuccessCount, log.totalFileCount) for log in logs] == [(2, 2)]


def _post(server, archive):
    header = server.auth_header()
    options = "<overwrite>true</overwrite><readyForPublish>true</readyForPublish><createMask>false</createMask>"
    options += "<emailSetting>None</emailSetting><unCompressOptions><process>UnCompress</process></unCompressOptions>"
    inner = f"<companyHandle>{server.company}</companyHandle><jobName>Up</jobName><endJob>true</endJob>"
    space = "http://www.scene7.com/IpsApi/xsd/2014-04-03"
    params = f'<uploadPostParam xmlns="{space}">{inner}<uploadParams>{options}</uploadParams></uploadPostParam>'
    parts = [
        ("auth", (None, header.encode(), "text/plain")),
        ("uploadParams", (None, params.encode(), "text/plain")),
        ("file", ("all.zip", archive, "application/zip")),
    ]
    response = server.http.post("/scene7/UploadFile", files=parts)
    assert response.status_code == 200, response.text
