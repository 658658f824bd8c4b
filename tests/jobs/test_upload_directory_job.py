"""uploadDirectoryJob: files from a folder of the server, and from nowhere else."""

import os

import pytest
import runs

import made_metadata as metadata
from harness import Refused
from safelight.jobs import workshop


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


def described(folder, *files, name="metadata.xml"):
    """Writes a metadata file; files: (path, {field: value or values})."""
    told = ""
    for path, values in files:
        pairs = [
            (field, value) for field, some in values.items() for value in ([some] if isinstance(some, str) else some)
        ]
        told += f'<asset file="{path}">' + "".join(f'<field name="{f}">{v}</field>' for f, v in pairs) + "</asset>"
    (folder / name).write_text(f"<metadata>{told}</metadata>")


@pytest.mark.documented
def test_metadata_files_say_metadata_of_the_files_beside_them_before_the_publish(server, folder):
    metadata.field(server, "Season")
    metadata.field(server, "Words", "MultiTag")
    fill(folder, "deep/a.jpg", "deep/b.jpg")
    described(folder / "deep", ("a.jpg", {"Season": "spring", "Words": ["red", "boot"]}), ("b.jpg", {"Season": "fall"}))
    publish = {"publishType": "Full", "emailSetting": "None"}
    upload(server, folder, destFolder="In", processMetadataFiles=True, postImageServingPublishJob=publish)
    server.run_jobs()
    found = {path: asset.assetHandle for path, asset in runs.assets(server).items()}
    assert set(found) == {"In/deep/a.jpg", "In/deep/b.jpg"}
    assert metadata.shown(server, found["In/deep/a.jpg"]) == {"Season": "spring", "Words": ["red", "boot"]}
    assert metadata.shown(server, found["In/deep/b.jpg"]) == {"Season": "fall"}
    began = [log.logType for log in sorted(runs.logs(server), key=lambda log: log.startDate)]
    assert began == ["BeginUpload", "BeginMetadata", "BeginImageServingPublish"]


def test_what_a_metadata_file_cannot_say_is_an_error_line_and_changes_nothing(server, folder):
    metadata.field(server, "Season")
    metadata.field(server, "Number", "Int", isEnforced=True)
    fill(folder, "a.jpg")
    described(folder, ("a.jpg", {"Season": "spring", "Number": "many"}), ("../a.jpg", {"Season": "fall"}))
    described(folder, ("none.jpg", {"Season": "fall"}), name="other.xml")
    (folder / "broken.xml").write_text('<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/passwd">]><metadata>&e;</metadata>')
    handle = upload(server, folder, processMetadataFiles=True)
    server.run_jobs()
    refused = {line.assetName: line.logMessage for line in runs.lines(server, handle, "MetadataFailure")}
    assert set(refused) == {"a.jpg", "broken.xml", "none.jpg"}
    assert "DOCTYPE" in refused["broken.xml"]
    assert "was taken in" in refused["none.jpg"]
    assert len(runs.lines(server, handle, "MetadataFailure")) == 4
    assert metadata.shown(server, runs.assets(server)["a.jpg"].assetHandle) == {}


def test_without_processing_an_xml_file_is_an_asset(server, folder):
    fill(folder, "a.jpg")
    described(folder, ("a.jpg", {}))
    upload(server, folder)
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg", "metadata.xml"}


def test_the_job_that_reads_metadata_is_seen_and_can_be_stopped(server, folder):
    metadata.field(server, "Season")
    fill(folder, "a.jpg")
    described(folder, ("a.jpg", {"Season": "spring"}))
    upload(server, folder, processMetadataFiles=True)
    workshop.runner(server.parts, "upload", leaving=lambda: False).work(runs.row(server).id, 60)
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert (job.type, job.state, job.originalName) == ("MetadataUpload", "New", "Job")
    server.call("stopJob", companyHandle=server.company, jobHandle=job.jobHandle)
    server.run_jobs()
    assert server.call("getActiveJobs", companyHandle=server.company).jobArray == []
    assert metadata.shown(server, runs.assets(server)["a.jpg"].assetHandle) == {}
