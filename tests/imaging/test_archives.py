"""Archives: what they hold, what comes out of them, and which are not opened."""

import io
import tarfile
import zipfile
from dataclasses import replace

import pytest

import made_files
from pictures import LIMITS
from safelight.domain.faults import ArchiveRefused
from safelight.imaging import archives, extracts
from safelight.imaging.sandbox import Sandbox

FILES = {"a/": b"", "a/x.css": b"p {}", "y.css": b"q {}" * 500}


@pytest.fixture
def archive(tmp_path):
    def written(data):
        path = tmp_path / "archive"
        path.write_bytes(data)
        return path

    return written


@pytest.fixture
def workdir(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def unpacked(path, workdir, limits=LIMITS):
    return {one.name: one.path.read_bytes() for one in archives.unpack(path, workdir, limits)}


@pytest.mark.documented
def test_a_zip_lists_its_entries_with_their_sizes_and_times(archive):
    found = archives.listed(archive(made_files.zipped(FILES)))
    assert [(one.name, one.is_directory, one.uncompressed_bytes) for one in found] == [
        ("a/", True, 0),
        ("a/x.css", False, 4),
        ("y.css", False, 2000),
    ]
    assert found[2].compressed_bytes < 100
    assert {one.modified_ms for one in found} == {1_178_725_312_000}


def test_a_tar_lists_its_entries_too(archive):
    (found,) = archives.listed(archive(made_files.tarred({"a/x.css": b"p {}"})))
    assert (found.name, found.modified_ms, found.compressed_bytes) == ("a/x.css", 86_400_000, 4)


@pytest.mark.parametrize("make", [made_files.zipped, made_files.tarred])
def test_files_come_out_of_it_and_hidden_ones_stay(make, archive, workdir):
    hidden = {".DS_Store": b"1", "__MACOSX/x.css": b"2", "a/.git/z": b"3"}
    files = {"a/x.css": b"p {}", "y.css": b"q {}"}
    assert unpacked(archive(make(files | hidden)), workdir) == files


def test_links_and_devices_in_a_tar_stay_in_it(archive, workdir):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tarred:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("evil.css")
            info.type, info.linkname = kind, "/etc/passwd"
            tarred.addfile(info)
    assert unpacked(archive(made.getvalue()), workdir) == {}


def test_a_link_in_a_zip_stays_in_it(archive, workdir):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        info = zipfile.ZipInfo("evil.css")
        info.external_attr = 0o120777 << 16
        zipped.writestr(info, "/etc/passwd")
    assert unpacked(archive(made.getvalue()), workdir) == {}


@pytest.mark.parametrize(
    "name", ["/etc/x.css", "../x.css", "a/../../x.css", "C:\\x.css", "a//x.css", "a\x07.css", "a/" * 21 + "x.css"]
)
@pytest.mark.parametrize("make", [made_files.zipped, made_files.tarred])
def test_a_name_that_no_file_may_have_refuses_the_archive(make, name, archive, workdir):
    with pytest.raises(ArchiveRefused, match="it names a file"):
        unpacked(archive(make({"good.css": b"x", name: b"x"})), workdir)
    assert list(workdir.iterdir()) == []


def test_too_many_entries_refuse_the_archive(archive, workdir, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    path = archive(made_files.zipped({str(number): b"x" for number in range(4)}))
    for act in (archives.listed, lambda path: unpacked(path, workdir)):
        with pytest.raises(ArchiveRefused, match="more than 3 entries"):
            act(path)


def test_a_bomb_is_refused_before_a_byte_of_it_is_written(archive, workdir):
    path = archive(made_files.zipped({"bomb.css": bytes(80 * 2**20)}))
    with pytest.raises(ArchiveRefused, match="its files have 83886080 bytes"):
        unpacked(path, workdir, replace(LIMITS, max_bytes=2**30))
    assert list(workdir.iterdir()) == []


def test_more_than_one_upload_may_have_is_refused(archive, workdir):
    path = archive(made_files.zipped({"a.css": bytes(600), "b.css": bytes(600)}))
    with pytest.raises(ArchiveRefused, match="at most 1000 are unpacked"):
        unpacked(path, workdir, replace(LIMITS, max_bytes=1000))


def test_a_size_that_lies_is_found_out(archive, workdir):
    data = bytearray(made_files.zipped({"a.css": bytes(5000)}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ArchiveRefused):
        unpacked(archive(bytes(data)), workdir)


def test_an_encrypted_archive_is_refused(archive, workdir):
    data = bytearray(made_files.zipped({"a.css": b"p {}"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + at] |= 1
    with pytest.raises(ArchiveRefused, match="encrypted"):
        unpacked(archive(bytes(data)), workdir)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(50),
        made_files.zipped(FILES)[:-30],
        made_files.zipped(FILES).replace(b"q {}", b"", 1)[:200],
        made_files.tarred({"a.css": bytes(5000)})[:700],
    ],
)
def test_a_damaged_archive_is_refused(data, archive, workdir):
    with pytest.raises(ArchiveRefused, match="it is damaged"):
        unpacked(archive(data), workdir)


def test_a_child_does_it_at_arms_length(archive, workdir, tmp_path):
    path = archive(made_files.zipped(FILES))
    with Sandbox(LIMITS, tmp_path / "scratch") as sandbox:
        entries = extracts.entries(sandbox, path, workdir, lambda: False).entries
        files = extracts.unpacked(sandbox, path, workdir, lambda: False)
        with pytest.raises(ArchiveRefused):
            extracts.unpacked(sandbox, archive(made_files.zipped({"../x": b"1"})), workdir, lambda: False)
    assert list(entries) == archives.listed(archive(made_files.zipped(FILES)))
    assert {name: file.read_bytes() for name, file in files} == {"a/x.css": b"p {}", "y.css": FILES["y.css"]}
