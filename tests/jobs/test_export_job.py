"""exportJob: files in an archive, whose link opens it until it ends."""

import io
import re
import threading
import time
import zipfile
from urllib.parse import urlsplit

import pytest
import runs
from PIL import Image
from sqlalchemy import select

from harness import Refused
from inbox import Inbox, relay
from made_assets import make
from made_xmp import packet, sent
from safelight.imaging import xmp
from safelight.jobs import workshop
from safelight.services import exports, invariants
from safelight.store import tables

ASKED = {"fmt": "orig", "emailSetting": "None"}
DAY_MS = 86_400_000


def export(server, *handles, name="Export", **options):
    handle = runs.submit(server, "exportJob", name, assetHandleArray=list(handles), **{**ASKED, **options})
    server.run_jobs()
    return handle


@pytest.fixture
def shoes(server, web):
    """Handles of two pictures of one file name and of another, by path."""
    boot, shoe = runs.picture("PNG"), runs.picture("JPEG", 90, 30)
    runs.upload(
        server,
        (web.serve("/boot.png", boot), "a/boot.png"),
        (web.url("/boot.png"), "b/boot.png"),
        (web.serve("/shoe.jpg", shoe), "shoe.jpg"),
    )
    server.run_jobs()
    return {path: asset.assetHandle for path, asset in runs.assets(server).items()}


def link(server, handle):
    (line,) = runs.lines(server, handle, "ZipFileExportJobSuccess")
    return line.assetName


def fetched(server, url):
    parts = urlsplit(url)
    return server.get(f"{parts.path}?{parts.query}")


def archive(server, handle):
    reply = fetched(server, link(server, handle))
    assert reply.status_code == 200, reply.text
    return zipfile.ZipFile(io.BytesIO(reply.content))


@pytest.mark.documented
def test_originals_are_as_they_came(server, shoes, web):
    handle = export(server, *shoes.values())
    with archive(server, handle) as found:
        assert found.testzip() is None
        assert sorted(found.namelist()) == ["boot.png", "boot_1.png", "shoe.jpg"]
        assert found.read("boot.png") == runs.picture("PNG")
        assert found.read("shoe.jpg") == runs.picture("JPEG", 90, 30)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("modifier", "name", "kind", "size"),
    [
        ("&fmt=png&wid=30", "shoe.png", "PNG", (30, 10)),
        ("?wid=45", "shoe.jpg", "JPEG", (45, 15)),
        ("fmt=tif", "shoe.tiff", "TIFF", (90, 30)),
        ("", "shoe.jpg", "JPEG", (90, 30)),
    ],
)
def test_pictures_are_made_by_commands_of_a_picture_url(server, shoes, modifier, name, kind, size):
    handle = export(server, shoes["shoe.jpg"], fmt="convert", is_modifier=modifier)
    with archive(server, handle) as found:
        assert found.namelist() == [name]
        picture = Image.open(io.BytesIO(found.read(name)))
    assert (picture.format, picture.size) == (kind, size)


@pytest.mark.documented
@pytest.mark.parametrize("macro", ["$test$", "test"])
def test_the_format_of_a_macro_counts_before_that_of_the_modifier(server, shoes, macro):
    server.call("saveImageFormat", companyHandle=server.company, name="test", urlModifier="fmt=tif")
    handle = export(server, shoes["shoe.jpg"], fmt="convert", is_modifier="&fmt=png&wid=30", macro=macro)
    with archive(server, handle) as found:
        assert found.namelist() == ["shoe.tiff"]
        assert Image.open(io.BytesIO(found.read("shoe.tiff"))).size == (30, 10)


@pytest.mark.documented
@pytest.mark.parametrize(("fmt", "name"), [("jpeg", "shoe.jpg"), ("png", "shoe.png"), ("tif", "shoe.tiff")])
def test_the_packet_of_the_asset_goes_along_where_the_commands_say_so(server, shoes, fmt, name, tmp_path):
    written = packet("Editor 7", ["blue"])
    values = {"assetHandle": shoes["shoe.jpg"], "compressedPacket": sent(written)}
    server.call("updateXMPPacket", companyHandle=server.company, **values)
    for said, kept in (("xmpEmbed=1", written), ("xmpEmbed=0", None), ("wid=30", None)):
        handle = export(server, shoes["shoe.jpg"], name=said, fmt="convert", is_modifier=f"fmt={fmt}&{said}")
        with archive(server, handle) as found:
            (tmp_path / name).write_bytes(found.read(name))
        assert xmp.packet(tmp_path / name) == kept


def test_an_asset_without_a_packet_is_exported_without_one(server, shoes, tmp_path):
    handle = export(server, shoes["shoe.jpg"], fmt="convert", is_modifier="xmpEmbed=1&fmt=gif")
    other = export(server, shoes["shoe.jpg"], name="Other", fmt="convert", is_modifier="xmpEmbed=1")
    for each, name in ((handle, "shoe.gif"), (other, "shoe.jpg")):
        with archive(server, each) as found:
            (tmp_path / name).write_bytes(found.read(name))
        assert xmp.packet(tmp_path / name) is None


def test_a_word_that_is_no_flag_is_an_error_of_the_file(server, shoes):
    handle = export(server, shoes["shoe.jpg"], fmt="convert", is_modifier="xmpEmbed=maybe")
    assert "xmpEmbed" in runs.lines(server, handle, "ExportJobRenderFileError")[0].logMessage


def test_a_converted_name_is_given_once(server, shoes):
    handle = export(server, shoes["a/boot.png"], shoes["b/boot.png"], fmt="convert", is_modifier="fmt=gif")
    with archive(server, handle) as found:
        assert found.namelist() == ["boot.gif", "boot_1.gif"]


@pytest.mark.documented
@pytest.mark.parametrize(("setting", "mails"), [("All", 1), ("JobCompletion", 1), ("Error", 0), ("None", 0)])
def test_a_mail_holds_the_link(server, shoes, setting, mails):
    with relay(server.parts, Inbox()) as inbox:
        handle = export(server, shoes["shoe.jpg"], emailSetting=setting)
    told = [mail.get_content().replace("=\n", "") for _, mail in inbox.mails]
    assert len(told) == mails
    assert all(link(server, handle) in text for text in told)


@pytest.mark.recorded
def test_the_log_is_as_recorded(server, shoes):
    handle = export(server, shoes["shoe.jpg"])
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginExportJob", "EndExportJob")
    (line,) = [line for line in lines if line.logType == "ExportJobRenderFileSuccess"]
    assert (line.logMessage, line.assetType) == ("shoe.jpg is exported to shoe.jpg", "ExportJobRenderedFile")
    assert line.assetHandle == shoes["shoe.jpg"]
    (made,) = [line for line in lines if line.logType == "ZipFileExportJobSuccess"]
    assert (made.assetType, made.logMessage) == ("ExportJobZip", f"{made.assetName} has been created")
    log = runs.log(server, "Export")
    assert (log.logType, log.fileSuccessCount, log.totalFileCount) == ("BeginExportJob", 2, 0)


def test_the_link_leads_where_the_caller_came_from(server, shoes, tune):
    assert re.match(
        r"http://[^/]+/exports/\d+/My_shoes.zip\?", link(server, export(server, *shoes.values(), name="My/shoes"))
    )
    tune(public_url="https://pictures.example.com/")
    assert link(server, export(server, *shoes.values(), name="Again")).startswith(
        "https://pictures.example.com/exports/"
    )


def test_the_archive_is_named_in_the_reply_and_kept_by_nobody(server, shoes):
    reply = fetched(server, link(server, export(server, shoes["shoe.jpg"], name="My shoes")))
    assert reply.headers["Content-Disposition"] == "attachment; filename*=UTF-8''My_shoes.zip"
    assert reply.headers["Content-Type"] == "application/zip"
    assert reply.headers["Content-Length"] == str(len(reply.content))
    assert "no-store" in reply.headers["Cache-Control"]


@pytest.mark.parametrize("change", [("sig=", "sig=x"), ("expires=", "expires=9"), (".zip", ".zap"), ("sig=", "other=")])
def test_a_link_that_was_changed_opens_nothing(server, shoes, change):
    url = link(server, export(server, shoes["shoe.jpg"]))
    reply = fetched(server, url.replace(*change))
    assert (reply.status_code, "not valid" in reply.text) == (403, True)


def test_a_link_opens_its_own_archive_alone(server, shoes):
    first, second = (link(server, export(server, shoes["shoe.jpg"], name=name)) for name in ("One", "Two"))
    swapped = first.replace(re.search(r"/exports/\d+/", first)[0], re.search(r"/exports/\d+/", second)[0])
    assert fetched(server, swapped).status_code == 403


def test_a_link_ends_and_the_bytes_go(server, shoes, tune):
    tune(export_days=2.0)
    url = link(server, export(server, shoes["shoe.jpg"]))
    ends_s = int(re.search(r"expires=(\d+)", url)[1])
    assert abs(ends_s * 1000 - server.parts.clock.now_ms() - 2 * DAY_MS) < 60_000
    assert fetched(server, url).status_code == 200

    class Later:
        def now_ms(self):
            return ends_s * 1000 + 1

    now = server.parts.clock
    object.__setattr__(server.parts, "clock", Later())
    try:
        assert "has ended" in fetched(server, url).text
        exports.forget_ended(server.parts)
    finally:
        object.__setattr__(server.parts, "clock", now)
    assert "gone" in fetched(server, url).text


def test_the_archive_waits_for_the_files_that_another_worker_has_in_hand(server, shoes):
    """The last item is worked on first, as when a worker takes it while another one is at a file."""
    handle = runs.submit(server, "exportJob", "Export", assetHandleArray=list(shoes.values()), **ASKED)
    runner = workshop.runner(server.parts, "here", leaving=lambda: False)
    runner.work(runs.row(server, "Export").id, -1)
    items = runs.items(server, "Export")
    assert [item.state for item in items] == ["Done", "Waiting", "Waiting", "Waiting"]
    late = 3_600_000 + server.parts.clock.now_ms()
    for item in items[1:3]:
        runs.change(server, tables.job_item, item.id, state="Working", slot="there", lease_until_ms=late)
    runner.work(items[0].run_id, 5.0)
    assert [item.state for item in runs.items(server, "Export")] == ["Done", "Working", "Working", "Waiting"]
    for item in items[1:3]:
        runs.change(server, tables.job_item, item.id, state="Waiting", slot=None, lease_until_ms=None)
    server.run_jobs()
    with archive(server, handle) as found:
        assert len(found.namelist()) == 3


def test_an_export_that_was_stopped_leaves_nothing(server, shoes):
    runs.submit(server, "exportJob", "Export", assetHandleArray=list(shoes.values()), **ASKED)
    workshop.runner(server.parts, "here", leaving=lambda: False).work(runs.row(server, "Export").id, -1)
    server.call("stopJob", companyHandle=server.company, jobHandle=f"j|{server.company[2:]}|Export||")
    server.run_jobs()
    assert runs.row(server, "Export").state == "Done"
    exports.forget_ended(server.parts)
    with server.parts.database.read() as tx:
        left = select(tables.export_file).where(tables.export_file.c.run_id == runs.row(server, "Export").id)
        assert tx.execute(left).all() == []


def test_nothing_in_between_is_kept_of_an_export(server, shoes):
    before = invariants.unreferenced(server.parts)
    export(server, shoes["shoe.jpg"], fmt="convert", is_modifier="wid=17")
    exports.forget_ended(server.parts)
    assert len(invariants.unreferenced(server.parts) - before) == 1


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["ImageSet", "RenderSet", "SpinSet", "AssetSet", "Catalog"])
def test_sets_are_error_lines(server, shoes, type_):
    other = make(server, "set", type=type_, catalog_id=None)
    handle = export(server, other, shoes["shoe.jpg"])
    (line,) = runs.lines(server, handle, "ExportJobRenderFileError")
    assert f"of type {type_}, which cannot be exported" in line.logMessage
    with archive(server, handle) as found:
        assert found.namelist() == ["shoe.jpg"]


def test_where_nothing_could_be_exported_there_is_no_archive(server, shoes):
    trashed = make(server, "old", trash_state="InTrash")
    handle = export(server, trashed, "a|999999999")
    told = [line.logMessage for line in runs.lines(server, handle, "ExportJobRenderFileError")]
    assert len(told) == 3
    assert "is in the trash" in told[0]
    assert "no archive" in told[2]
    assert runs.lines(server, handle, "ZipFileExportJobSuccess") == []


@pytest.mark.parametrize(
    ("modifier", "reason"), [("wid=zero", "wid"), ("req=imageprops", "req"), ("fmt=pdf", "fmt=pdf")]
)
def test_commands_that_make_no_picture_are_error_lines(server, shoes, modifier, reason):
    handle = export(server, shoes["shoe.jpg"], fmt="convert", is_modifier=modifier)
    assert reason in runs.lines(server, handle, "ExportJobRenderFileError")[0].logMessage


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"fmt": "copy"}, "fmt"),
        ({"is_modifier": "fmt=png"}, "is_modifier"),
        ({"macro": "$any$"}, "macro"),
        ({"fmt": "convert", "macro": "$missing$"}, "macro"),
        ({"emailSetting": "Often"}, "emailSetting"),
    ],
)
def test_options_that_cannot_be_are_refused(server, shoes, options, field):
    with pytest.raises(Refused, match=f"exportJob/{field}") as refused:
        export(server, shoes["shoe.jpg"], **options)
    assert refused.value.code == 30001


def test_assets_of_others_and_no_assets_are_refused(server, shoes):
    with pytest.raises(Refused, match="assetHandleArray") as foreign:
        export(server.other_company(), shoes["shoe.jpg"])
    with pytest.raises(Refused, match="assetHandleArray") as none:
        export(server)
    assert (foreign.value.code, none.value.code) == (20006, 30002)


def test_a_client_id_changes_nothing_and_comes_back(server, shoes):
    runs.submit(server, "exportJob", "Told", assetHandleArray=[shoes["shoe.jpg"]], **ASKED, clientId="10.0.0.1")
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert (job.type, job.exportJob.clientId, job.exportJob.fmt) == ("Export", "10.0.0.1", "orig")


@pytest.mark.slow
def test_a_large_picture_in_the_making_is_let_go_of_at_once(server, web):
    """The child that draws it is ended: what is drawn here would take some seconds."""
    picture = io.BytesIO()
    Image.effect_noise((2000, 2000), 60).save(picture, "PNG", compress_level=1)
    runs.upload(server, (web.serve("/large.png", picture.getvalue()), "large.png"))
    server.run_jobs()
    large = runs.assets(server)["large.png"].assetHandle
    handle = runs.submit(
        server, "exportJob", "Export", assetHandleArray=[large], **ASKED | {"fmt": "convert", "is_modifier": "fmt=avif"}
    )
    stopped_at: list[float] = []

    def stop():
        time.sleep(0.3)
        stopped_at.append(time.monotonic())
        server.call("stopJob", companyHandle=server.company, jobHandle=handle)

    stopping = threading.Thread(target=stop)
    stopping.start()
    server.run_jobs()
    assert time.monotonic() - stopped_at[0] < 1
    stopping.join()
    assert runs.lines(server, handle, "ExportJobRenderFileSuccess") == []
    assert "stopped" in runs.lines(server, handle, "EndExportJob")[0].logMessage
