"""addProjectAssets, removeProjectAssets and setProjectAssets, as a caller sees them."""

import pytest
from PIL import Image

from harness import Refused
from looks.steps import UPLOAD, ask, by_handle, by_name, found, upload
from made_assets import make

WRITERS = ("addProjectAssets", "removeProjectAssets", "setProjectAssets")


@pytest.fixture
def project(server):
    return ask(server, "createProject", projectName="Spring").projectHandle


def change(server, writer, project, *handles):
    reply = ask(server, writer, projectHandle=project, assetHandleArray=list(handles))
    return reply.successCount, reply.warningCount, reply.errorCount


def held(server, project):
    return found(server, projectHandle=project)


@pytest.mark.documented
@pytest.mark.parametrize("writer", WRITERS)
def test_counts_and_leaves_empty_details_out(server, project, writer):
    boot = make(server, "boot")
    if writer == "removeProjectAssets":
        change(server, "addProjectAssets", project, boot)
    reply = ask(server, writer, projectHandle=project, assetHandleArray=[f"{boot}|1|535"])
    assert vars(reply) == {
        "successCount": 1,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }


@pytest.mark.documented
def test_adding_keeps_what_is_there_setting_does_not_and_removing_leaves_the_asset(server, project):
    boot, sandal, shoe = (make(server, name) for name in ("boot", "sandal", "shoe"))
    change(server, "addProjectAssets", project, boot)
    change(server, "addProjectAssets", project, sandal)
    assert held(server, project) == ["boot", "sandal"]
    assert change(server, "setProjectAssets", project, sandal, shoe) == (2, 0, 0)
    assert held(server, project) == ["sandal", "shoe"]
    assert change(server, "removeProjectAssets", project, sandal) == (1, 0, 0)
    assert held(server, project) == ["shoe"]
    assert found(server) == ["boot", "sandal", "shoe"]


def test_setting_none_empties_it(server, project):
    change(server, "addProjectAssets", project, make(server, "boot"))
    assert change(server, "setProjectAssets", project) == (0, 0, 0)
    assert held(server, project) == []


def test_what_is_as_wanted_already_is_a_warning(server, project):
    boot, sandal = make(server, "boot"), make(server, "sandal")
    assert change(server, "addProjectAssets", project, boot, boot) == (1, 1, 0)
    assert change(server, "addProjectAssets", project, boot, sandal) == (1, 1, 0)
    reply = ask(server, "removeProjectAssets", projectHandle=project, assetHandleArray=[boot, boot])
    assert (reply.successCount, [one.assetHandle for one in reply.warningDetailArray]) == (1, [boot])
    assert "is not in project 'Spring'" in reply.warningDetailArray[0].reason


@pytest.mark.documented
@pytest.mark.parametrize("writer", WRITERS)
def test_a_bad_one_does_not_fail_the_rest(server, project, writer):
    boot, theirs = make(server, "boot"), make(server.other_company(), "theirs")
    if writer == "removeProjectAssets":
        change(server, "addProjectAssets", project, boot)
    reply = ask(server, writer, projectHandle=project, assetHandleArray=["a|999999999", theirs, "nonsense", boot])
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 3)
    assert [(one.assetHandle, one.code) for one in reply.errorDetailArray] == [
        ("a|999999999", 30001),
        (theirs, 20006),
        ("nonsense", 30001),
    ]
    assert held(server, project) == ([] if writer == "removeProjectAssets" else ["boot"])


@pytest.mark.parametrize("writer", WRITERS)
def test_the_trash_gives_and_takes_nothing_but_what_is_removed(server, project, writer):
    boot = make(server, "boot")
    change(server, "addProjectAssets", project, boot)
    ask(server, "deleteAsset", assetHandle=boot)
    done = writer == "removeProjectAssets"
    assert change(server, writer, project, boot) == ((1, 0, 0) if done else (0, 0, 1))


@pytest.mark.parametrize("writer", WRITERS)
def test_too_many_fault(server, project, writer):
    with pytest.raises(Refused, match=r"30001.*10000"):
        change(server, writer, project, *(f"a|{number}" for number in range(1, 10_002)))


@pytest.mark.parametrize("writer", WRITERS)
def test_a_project_of_another_company_faults(server, writer):
    theirs = ask(server.other_company(), "createProject", projectName="Theirs").projectHandle
    with pytest.raises(Refused, match="20006"):
        change(server, writer, theirs, make(server, "boot"))


@pytest.mark.documented
@pytest.mark.parametrize("writer", WRITERS)
def test_a_reader_may_not(server, project, writer):
    with pytest.raises(Refused, match="20003"):
        change(server.as_user("ImagePortalUser"), writer, project, make(server, "boot"))


def test_an_asset_shows_all_its_projects_by_name(server, project):
    boot = make(server, "boot")
    autumn = ask(server, "createProject", projectName="Autumn").projectHandle
    for handle in (project, autumn):
        change(server, "addProjectAssets", handle, boot)
    assert by_handle(server, boot).projects == "Autumn,Spring"


@pytest.mark.documented
def test_search_meets_the_other_conditions_too(server, project):
    boot, sandal = make(server, "boot", "/a"), make(server, "sandal", "/b")
    make(server, "shoe", "/a")
    change(server, "addProjectAssets", project, boot, sandal)
    assert found(server, projectHandle=project, folder="/a") == ["boot"]
    assert found(server, projectHandle="", folder="/a") == ["boot", "shoe"]


def test_search_in_a_project_that_is_not_there_faults(server):
    theirs = ask(server.other_company(), "createProject", projectName="Theirs").projectHandle
    for handle, code in ((theirs, "20006"), (f"p|{server.company.removeprefix('c|')}|None", "30001: projectHandle")):
        with pytest.raises(Refused, match=code):
            found(server, projectHandle=handle)


@pytest.mark.documented
def test_an_upload_names_projects_for_what_it_makes_and_replaces(server, project):
    upload(server, "boot.png")
    assert held(server, project) == []
    upload(server, "boot.png", "sandal.png", job="again", projectHandleArray=[project])
    assert held(server, project) == ["boot", "sandal"]


def test_an_upload_into_a_project_that_is_not_there_faults(server, project):
    theirs = ask(server.other_company(), "createProject", projectName="Theirs").projectHandle
    with pytest.raises(Refused, match="20006"):
        upload(server, "boot.png", projectHandleArray=[project, theirs])


def test_a_project_deleted_before_the_upload_is_passed_over(server, project):
    other = ask(server, "createProject", projectName="Autumn").projectHandle
    place = server.parts.settings.upload_folders[0] / f"{server.root}-late"
    place.mkdir()
    Image.new("RGB", (8, 8), "red").save(place / "boot.png")
    wanted = {**UPLOAD, "serverDir": str(place), "includeSubfolders": True, "processMetadataFiles": False}
    ask(server, "submitJob", jobName="late", uploadDirectoryJob={**wanted, "projectHandleArray": [project, other]})
    ask(server, "deleteProject", projectHandle=project)
    server.run_jobs()
    assert [asset.projects for asset in by_name(server, "boot")] == ["Autumn"]
