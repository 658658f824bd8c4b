"""createFolder, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import long_ago


def paths(server):
    reply = server.call("getFolders", companyHandle=server.company)
    return [folder.path for folder in reply.folderArray]


@pytest.mark.documented
@pytest.mark.parametrize("path", ["/SpinSets", "SpinSets", "SpinSets/", " SpinSets "])
def test_answers_the_handle_of_the_new_folder(server, path):
    reply = server.call("createFolder", companyHandle=server.company, folderPath=path)
    assert reply.folderHandle == f"f|{server.root}/SpinSets/"


def test_a_path_that_begins_with_the_root_is_a_whole_one(server):
    reply = server.call("createFolder", companyHandle=server.company, folderPath=f"{server.root}/SpinSets")
    assert reply.folderHandle == f"f|{server.root}/SpinSets/"


def test_takes_a_handle_for_a_path(server):
    reply = server.call("createFolder", companyHandle=server.company, folderPath=f"f|{server.root}/SpinSets/")
    assert reply.folderHandle == f"f|{server.root}/SpinSets/"


@pytest.mark.recorded
def test_makes_the_missing_parents(server):
    server.call("createFolder", companyHandle=server.company, folderPath="/one/two/three")
    root = server.root
    assert paths(server) == [f"{root}/", f"{root}/one/", f"{root}/one/two/", f"{root}/one/two/three/"]


@pytest.mark.recorded
@pytest.mark.parametrize("path", ["/one", "/", "{root}/one/"])
def test_a_folder_that_is_there_faults(server, path):
    server.call("createFolder", companyHandle=server.company, folderPath="/one")
    with pytest.raises(Refused) as e:
        server.call("createFolder", companyHandle=server.company, folderPath=path.format(root=server.root))
    assert (e.value.element, e.value.code) == ("ipsApiFault", 30000)
    assert "already exists" in e.value.reason


def test_case_tells_folders_apart(server):
    for path in ("/Shoes", "/shoes"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    assert paths(server)[1:] == [f"{server.root}/Shoes/", f"{server.root}/shoes/"]


@pytest.mark.parametrize(
    "name", ["a/../b", "a/./b", "a|b", "a\\b", "x" * 256, "a\tb", "/".join("a" * 64), "/".join(["y" * 200] * 4)]
)
def test_a_path_that_cannot_be_faults_naming_the_field(server, name):
    with pytest.raises(Refused) as e:
        server.call("createFolder", companyHandle=server.company, folderPath=name)
    assert (e.value.code, e.value.reason.split(":")[0]) == (30001, "folderPath")
    assert paths(server) == [f"{server.root}/"]


def test_names_keep_what_is_special_in_xml_and_patterns(server):
    name = "A & B <%_[é] 日本>"
    reply = server.call("createFolder", companyHandle=server.company, folderPath=f"/{name}/in")
    assert reply.folderHandle == f"f|{server.root}/{name}/in/"


def test_another_company_is_out_of_reach(server):
    with pytest.raises(Refused) as e:
        server.call("createFolder", companyHandle=server.other_company().company, folderPath="/x")
    assert (e.value.element, e.value.code) == ("authorizationFault", 20006)


@pytest.mark.documented
def test_a_reader_may_not_make_folders(server):
    with pytest.raises(Refused) as e:
        server.as_user("TrialSiteUser").call("createFolder", companyHandle=server.company, folderPath="/x")
    assert e.value.code == 20003
    assert paths(server) == [f"{server.root}/"]


def test_the_parent_tells_that_a_child_came(server):
    then = long_ago(server)
    server.call("createFolder", companyHandle=server.company, folderPath="/x")
    after = server.call("getFolderTree", companyHandle=server.company, depth=0).folders
    assert after.lastModified == then
    assert after.childLastModified > then
