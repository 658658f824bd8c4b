"""getZipEntries, as a caller sees it."""

from datetime import UTC, datetime

import pytest

import made_files
from file_uploads import all_assets, upload_files
from harness import Refused
from made_assets import in_shared_company, make

FILES = {"Images/": b"", "Images/.DS_Store": bytes(6148), "Images/boot.css": b"p {}"}


def entries(server, handle):
    return server.call("getZipEntries", companyHandle=server.company, assetHandle=handle).zipArray


def archive(server, name="all.zip", data=None, job="add"):
    upload_files(server, {name: made_files.zipped(FILES) if data is None else data}, job)
    return all_assets(server)[name].assetHandle


@pytest.mark.documented
def test_tells_what_an_archive_holds(server):
    found = entries(server, archive(server))
    assert [(one.name, one.isDirectory, one.uncompressedSize) for one in found] == [
        ("Images/", True, 0),
        ("Images/.DS_Store", False, 6148),
        ("Images/boot.css", False, 4),
    ]
    assert 0 < found[1].compressedSize < 100
    assert {one.lastModified for one in found} == {datetime(2007, 5, 9, 15, 41, 52, tzinfo=UTC)}


def test_tells_what_a_tar_holds(server):
    (found,) = entries(server, archive(server, "all.tar", made_files.tarred({"boot.css": b"p {}"})))
    assert (found.name, found.compressedSize, found.uncompressedSize) == ("boot.css", 4, 4)


def test_an_empty_archive_has_no_entries(server):
    assert entries(server, archive(server, data=made_files.zipped({}))) == []


def test_another_archive_in_its_place_tells_its_own(server):
    handle = archive(server)
    assert archive(server, data=made_files.zipped({"new.css": b"q"}), job="again") == handle
    assert [one.name for one in entries(server, handle)] == ["new.css"]


def test_an_archive_of_the_shared_company_is_told_to_all(server):
    assert entries(server, make(in_shared_company(server), "all", type="Zip")) == []


@pytest.mark.parametrize("handle", ["a|999999999", "nonsense", ""])
def test_a_handle_that_names_none_faults(handle, server):
    with pytest.raises(Refused, match="assetHandle") as refused:
        entries(server, handle)
    assert refused.value.code == 30001


def test_an_asset_of_another_type_faults(server):
    with pytest.raises(Refused, match=r"30001.*type Zip"):
        entries(server, make(server, "boot"))


def test_the_archive_and_the_company_of_others_are_refused(server):
    other = server.other_company()
    theirs = make(other, "all", type="Zip")
    with pytest.raises(Refused, match="20006"):
        entries(server, theirs)
    with pytest.raises(Refused, match="20006"):
        server.call("getZipEntries", companyHandle=other.company, assetHandle=theirs)
