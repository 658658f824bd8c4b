"""Uploads into folders that were deleted meanwhile: the folder is there again, with the new files alone."""

import pytest
import runs


@pytest.fixture
def shoes(server, web):
    """The handle of a folder with a picture in it."""
    runs.upload(server, (web.serve("/old.jpg", runs.picture(width=50)), "shoes/old.jpg"), name="Old")
    server.run_jobs()
    return f"f|{server.root}/shoes/"


def delete(server, handle):
    server.call("deleteFolder", companyHandle=server.company, folderHandle=handle)


def test_a_folder_deleted_before_the_job_is_made_anew(server, web, shoes):
    delete(server, shoes)
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "shoes/a.jpg"))
    server.run_jobs()
    assert list(runs.assets(server)) == ["shoes/a.jpg"]
    assert runs.log(server).fileSuccessCount == 1


def test_a_folder_deleted_while_the_job_waits_is_made_anew(server, web, shoes):
    handle = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "shoes/a.jpg"))
    delete(server, shoes)
    server.run_jobs()
    assert list(runs.assets(server)) == ["shoes/a.jpg"]
    assert runs.lines(server, handle, "UploadError") == []


def test_a_folder_deleted_while_its_file_comes_is_made_anew(server, web, shoes):
    def answer(handler):
        delete(server, shoes)
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(runs.picture())

    runs.upload(server, (web.handle("/a.jpg", answer), "shoes/a.jpg"))
    server.run_jobs()
    assert list(runs.assets(server)) == ["shoes/a.jpg"]
