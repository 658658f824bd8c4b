"""createProject, renameProject, deleteProject and getProjects, as a caller sees them."""

import pytest

from harness import Refused
from looks.steps import ask


def create(server, name="Spring"):
    return ask(server, "createProject", projectName=name).projectHandle


def listed(server):
    return [(project.projectHandle, project.name) for project in ask(server, "getProjects").projectArray]


def own_handle(server, name):
    return f"p|{server.company.removeprefix('c|')}|{name}"


@pytest.mark.documented
def test_the_handle_holds_company_and_name(server):
    assert create(server, " ApiTestProject ") == own_handle(server, "ApiTestProject")


@pytest.mark.documented
def test_all_of_the_company_are_listed_by_name_and_no_others(server):
    create(server.other_company(), "Theirs")
    expected = [(create(server, name), name) for name in ("Autumn", "Spring", "autumn")]
    assert listed(server) == expected


@pytest.mark.parametrize("name", ["", "  ", "a|b", "a\tb", "x" * 256])
def test_a_name_that_cannot_be_faults_naming_the_field(server, name):
    handle = create(server)
    for wanted in ({"operation": "createProject"}, {"operation": "renameProject", "projectHandle": handle}):
        with pytest.raises(Refused) as e:
            ask(server, projectName=name, **wanted)
        assert (e.value.code, e.value.reason.split(":")[0]) == (30001, "projectName")


def test_a_name_in_use_faults_and_case_tells_names_apart(server):
    handle = create(server)
    create(server, "spring")
    for wanted in ({"operation": "createProject"}, {"operation": "renameProject", "projectHandle": handle}):
        with pytest.raises(Refused, match="already in use"):
            ask(server, projectName="spring", **wanted)
    assert [name for _, name in listed(server)] == ["Spring", "spring"]


@pytest.mark.documented
def test_a_new_name_gives_a_new_handle_and_ends_the_old_one(server):
    old = create(server)
    reply = ask(server, "renameProject", projectHandle=old, projectName="Summer")
    assert reply.projectHandle == own_handle(server, "Summer")
    for operation, values in (("renameProject", {"projectName": "Winter"}), ("deleteProject", {})):
        with pytest.raises(Refused, match=r"30001: projectHandle"):
            ask(server, operation, projectHandle=old, **values)


def test_the_same_name_again_is_fine(server):
    handle = create(server)
    assert ask(server, "renameProject", projectHandle=handle, projectName="Spring").projectHandle == handle


@pytest.mark.documented
def test_a_deleted_one_is_gone_and_its_name_free(server):
    handle = create(server)
    ask(server, "deleteProject", projectHandle=handle.removeprefix("p|"))
    assert listed(server) == []
    assert create(server) == handle


@pytest.mark.parametrize("handle", ["", "nonsense", "p|7", "p||Spring", "p|x|Spring"])
def test_a_malformed_handle_faults(server, handle):
    with pytest.raises(Refused, match=r"30001: projectHandle"):
        ask(server, "deleteProject", projectHandle=handle)


def test_a_handle_of_another_company_faults(server):
    theirs = create(server.other_company())
    for operation, values in (("renameProject", {"projectName": "Winter"}), ("deleteProject", {})):
        with pytest.raises(Refused, match="20006"):
            ask(server, operation, projectHandle=theirs, **values)


@pytest.mark.documented
def test_who_may(server):
    handle = create(server.as_user("ImagePortalContribUser"))
    assert listed(server.as_user("ImagePortalContrib")) == [(handle, "Spring")]
    portal = server.as_user("ImagePortalUser")
    with pytest.raises(Refused, match="20003"):
        create(portal, "Summer")
    with pytest.raises(Refused, match="20003"):
        listed(portal)
    with pytest.raises(Refused, match="20003"):
        ask(server.as_user("TrialSiteUser"), "deleteProject", projectHandle=handle)
    with pytest.raises(Refused, match="20003"):
        ask(portal, "renameProject", projectHandle=handle, projectName="Summer")
