"""Who sees what is done to projects."""

import pytest

from harness import Refused
from looks import look
from looks.steps import ask, by_handle, by_name, found
from made_assets import make


def _project(server, *handles, name="Spring"):
    """A new project that holds these assets; returns its handle."""
    handle = ask(server, "createProject", projectName=name).projectHandle
    ask(server, "setProjectAssets", projectHandle=handle, assetHandleArray=list(handles))
    return handle


def _names(server):
    return [project.name for project in ask(server, "getProjects").projectArray]


@look("createProject", "getProjects")
def new_among_projects(server):
    handle = ask(server, "createProject", projectName="Spring").projectHandle
    assert [(one.projectHandle, one.name) for one in ask(server, "getProjects").projectArray] == [(handle, "Spring")]


@look("createProject", "searchAssets")
def new_can_be_searched(server):
    make(server, "boot")
    handle = ask(server, "createProject", projectName="Spring").projectHandle
    assert found(server, projectHandle=handle) == []


@look("renameProject", "getProjects")
def renamed_among_projects(server):
    handle = _project(server)
    ask(server, "renameProject", projectHandle=handle, projectName="Summer")
    assert _names(server) == ["Summer"]


@look("renameProject", "getAssets")
def renamed_on_its_assets(server):
    boot = make(server, "boot")
    ask(server, "renameProject", projectHandle=_project(server, boot), projectName="Summer")
    assert by_handle(server, boot).projects == "Summer"


@look("renameProject", "searchAssets")
def renamed_is_searched_by_its_new_handle(server):
    old = _project(server, make(server, "boot"))
    new = ask(server, "renameProject", projectHandle=old, projectName="Summer").projectHandle
    assert found(server, projectHandle=new) == ["boot"]
    with pytest.raises(Refused):
        found(server, projectHandle=old)


@look("deleteProject", "getProjects")
def gone_from_projects(server):
    handle = _project(server)
    _project(server, name="Summer")
    ask(server, "deleteProject", projectHandle=handle)
    assert _names(server) == ["Summer"]


@look("deleteProject", "getAssets")
def gone_from_its_assets(server):
    boot = make(server, "boot")
    ask(server, "deleteProject", projectHandle=_project(server, boot))
    asset = by_handle(server, boot)
    assert (asset.projects, asset.trashState) == ("", "NotInTrash")


@look("deleteProject", "searchAssets")
def gone_from_search(server):
    handle = _project(server, make(server, "boot"))
    ask(server, "deleteProject", projectHandle=handle)
    with pytest.raises(Refused):
        found(server, projectHandle=handle)
    assert found(server) == ["boot"]


def _changed(server, writer):
    """Two assets and a project, of which the writer makes one that holds `boot` alone."""
    boot, sandal = make(server, "boot"), make(server, "sandal")
    before, named = {"addProjectAssets": ([], boot), "removeProjectAssets": ([boot, sandal], sandal)}.get(
        writer, ([sandal], boot)
    )
    project = _project(server, *before)
    ask(server, writer, projectHandle=project, assetHandleArray=[named])
    return project, boot, sandal


def _by_handle(writer):
    def looked(server):
        _, boot, sandal = _changed(server, writer)
        assert [by_handle(server, handle).projects for handle in (boot, sandal)] == ["Spring", ""]

    return looked


def _by_name(writer):
    def looked(server):
        _changed(server, writer)
        assert [by_name(server, name)[0].projects for name in ("boot", "sandal")] == ["Spring", ""]

    return looked


def _in_search(writer):
    def looked(server):
        project, _, _ = _changed(server, writer)
        assert found(server, projectHandle=project) == ["boot"]

    return looked


for _writer in ("addProjectAssets", "removeProjectAssets", "setProjectAssets"):
    look(_writer, "getAssets")(_by_handle(_writer))
    look(_writer, "getAssetsByName")(_by_name(_writer))
    look(_writer, "searchAssets")(_in_search(_writer))
