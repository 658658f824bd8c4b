"""uploadDirectoryJob: files from a folder of the server, and from nowhere else."""

import os

import pytest
import runs

from harness import Refused


@pytest.fixture
def folder(upload_root, request):
    made = upload_root / request.node.name
    made.mkdir()
    return made


def upload(server, folder, name="Job", **options):
    wanted = {**runs.UPLOAD, "serverDir": str(folder), "includeSubfolders": True, "processMetadataFiles": False}
    return runs.submit(server, "uploadDirectoryJob", name, **{**wanted, **options})


def fill(folder, *paths):
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(runs.picture())


def test_each_file_goes_to_its_place_below_the_destination(server, folder):
    fill(folder, "a.jpg", "deep/b.jpg", "deep/er/c.jpg")
    upload(server, folder, destFolder="/Season/One/")
    server.run_jobs()
    assert set(runs.assets(server)) == {"Season/One/a.jpg", "Season/One/deep/b.jpg", "Season/One/deep/er/c.jpg"}


def test_without_a_destination_files_go_to_the_root_of_the_company(server, folder):
    fill(folder, "a.jpg", "deep/b.jpg")
    upload(server, folder)
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg", "deep/b.jpg"}


@pytest.mark.documented
def test_subfolders_are_left_out_where_they_are_not_wanted(server, folder):
    fill(folder, "a.jpg", "deep/b.jpg")
    upload(server, folder, includeSubfolders=False)
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg"}


def test_hidden_files_are_passed_over(server, folder):
    fill(folder, "a.jpg", ".hidden.jpg", ".git/b.jpg")
    upload(server, folder)
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg"}


def test_files_stay_where_they_are(server, folder):
    fill(folder, "a.jpg")
    before = (folder / "a.jpg").read_bytes()
    upload(server, folder)
    server.run_jobs()
    assert (folder / "a.jpg").read_bytes() == before


def test_what_is_no_picture_is_an_error_line(server, folder):
    fill(folder, "a.jpg")
    (folder / "notes.txt").write_text("no picture")
    handle = upload(server, folder)
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "notes.txt was not processed" in line.logMessage
    assert runs.log(server).logType == "BeginUpload"


@pytest.mark.parametrize("path", ["/etc", "/", "relative", ""])
def test_a_folder_that_no_setting_opens_is_refused(server, path):
    with pytest.raises(Refused) as refusal:
        upload(server, path)
    assert refusal.value.code == 20005


def test_a_way_up_and_out_is_refused(server, folder):
    with pytest.raises(Refused) as refusal:
        upload(server, f"{folder}/../../..")
    assert refusal.value.code == 20005


def test_a_folder_that_is_not_there_is_a_fatal_line(server, folder):
    handle = upload(server, folder / "missing")
    server.run_jobs()
    (line,) = runs.lines(server, handle, "FatalError")
    assert "no such file" in line.logMessage
    assert runs.log(server).fatalError


def test_a_folder_that_leads_out_is_a_fatal_line(server, folder, tmp_path):
    fill(tmp_path, "secret.jpg")
    (folder / "out").symlink_to(tmp_path)
    handle = upload(server, folder / "out")
    server.run_jobs()
    (line,) = runs.lines(server, handle, "FatalError")
    assert "leads out" in line.logMessage
    assert runs.assets(server) == {}


def test_a_link_that_leads_out_is_an_error_line(server, folder, tmp_path):
    fill(tmp_path, "secret.jpg")
    fill(folder, "a.jpg")
    (folder / "b.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "c").symlink_to(tmp_path)
    handle = upload(server, folder)
    server.run_jobs()
    assert [line.assetName for line in runs.lines(server, handle, "UploadError")] == ["b.jpg", "c"]
    assert set(runs.assets(server)) == {"a.jpg"}


def test_a_link_that_stays_inside_is_followed(server, folder):
    fill(folder, "a.jpg")
    (folder / "b.jpg").symlink_to(folder / "a.jpg")
    upload(server, folder)
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg", "b.jpg"}


def test_a_pipe_is_an_error_line_and_nobody_waits_for_it(server, folder):
    os.mkfifo(folder / "pipe.jpg")
    handle = upload(server, folder)
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "no file" in line.logMessage


@pytest.mark.documented
def test_metadata_files_are_not_built(server, folder):
    with pytest.raises(Refused, match="processMetadataFiles is not built"):
        upload(server, folder, processMetadataFiles=True)
