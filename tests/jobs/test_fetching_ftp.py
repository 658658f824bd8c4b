"""Files from ftp addresses, under the same bounds as those from the web."""

import time
from pathlib import Path

import fileservers
import pytest
import runs
from test_fetching import bounds, never

from safelight.adapters import fetch
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError


@pytest.fixture
def ftp(tmp_path):
    with fileservers.ftp(tmp_path / "ftp") as files:
        yield files


def got(address, tmp_path, check=never, **limits):
    return fetch.fetch(address, tmp_path / "f", bounds(**limits), check)


def wait(_connection):
    time.sleep(1.1)


def drip(connection):
    for _ in range(100):
        connection.sendall(b".")
        time.sleep(0.05)


def endless(connection):
    while True:
        connection.sendall(bytes(1000))


def test_a_file_is_taken_by_its_path(ftp, tmp_path):
    content = bytes(range(256)) * 30 + b"\r\n"
    fetched = got(ftp.put("/a b/ä.jpg", content), tmp_path)
    assert (fetched.path.read_bytes(), fetched.size_bytes, fetched.name) == (content, 7682, "ä.jpg")
    assert "sesame" not in fetched.address


def test_a_large_file_comes_whole(ftp, tmp_path):
    content = bytes(range(251)) * 20_000
    assert got(ftp.put("/big", content), tmp_path, max_bytes=10**7).path.read_bytes() == content


def test_a_server_that_knows_no_extended_mode_gives_it_too(tmp_path):
    with fileservers.ftp(tmp_path / "ftp", extended=False) as ftp:
        assert got(ftp.put("/a.jpg", b"content"), tmp_path).path.read_bytes() == b"content"
        assert ("PASV", "") in ftp.said


def test_whoever_names_no_user_is_anonymous(ftp, tmp_path):
    ftp.put("/public/a.jpg", b"content")
    assert got(ftp.url("/a.jpg;type=i", login=""), tmp_path).name == "a.jpg"
    assert ("USER", "anonymous") in ftp.said


def test_a_path_may_begin_at_the_top(ftp, tmp_path):
    ftp.put("/a.jpg", b"content")
    got(ftp.url("/%2Fa.jpg"), tmp_path)
    assert [Path(argument).name for command, argument in ftp.said if command == "RETR"] == ["a.jpg"]


@pytest.mark.parametrize("path", ["/none.jpg", "/public"])
def test_what_is_no_file_there_is_refused(ftp, tmp_path, path):
    with pytest.raises(SourceRefused, match="the server answers 550"):
        got(ftp.url(path), tmp_path)


def test_a_wrong_password_is_refused_and_not_told(ftp, tmp_path):
    with pytest.raises(SourceRefused, match="answers 530") as refused:
        got(ftp.url("/a.jpg", login="ada:wrong-one"), tmp_path)
    assert "wrong-one" not in str(refused.value)


@pytest.mark.parametrize("path", ["", "/", "/a%0D%0ADELE%20b", "/a%00"])
def test_a_path_that_is_none_is_refused_before_anything_is_said(ftp, tmp_path, path):
    with pytest.raises(SourceRefused, match="names no file"):
        got(ftp.url(path), tmp_path)
    assert ftp.said == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_a_host_inside_is_refused(ftp, tmp_path, host):
    ftp.put("/a.jpg", b"secret")
    with pytest.raises(SourceRefused, match="private"):
        got(ftp.url("/a.jpg", host), tmp_path, allowed=frozenset())
    assert ftp.said == []


def test_a_file_that_says_it_is_too_large_is_not_asked_for(ftp, tmp_path):
    with pytest.raises(SourceRefused, match="larger than 10000 bytes"):
        got(ftp.put("/big", bytes(10_001)), tmp_path)
    assert "RETR" not in dict(ftp.said)


def test_a_file_that_does_not_say_that_it_is_too_large_is_cut_off(tmp_path):
    with (
        fileservers.talking(fileservers.ftp_talk(endless)) as port,
        pytest.raises(SourceRefused, match="larger than"),
    ):
        got(f"ftp://127.0.0.1:{port}/a", tmp_path)


def test_a_host_that_the_server_names_for_the_data_is_not_heeded(tmp_path):
    talk = fileservers.ftp_talk(lambda data: data.sendall(b"mine"), passive="169,254,169,254")
    with fileservers.talking(talk) as port:
        assert got(f"ftp://127.0.0.1:{port}/a", tmp_path).path.read_bytes() == b"mine"


def test_data_whose_end_is_not_told_are_asked_for_again(tmp_path):
    talk = fileservers.ftp_talk(lambda data: data.sendall(b"ha"), last="426 Broken off")
    with fileservers.talking(talk) as port, pytest.raises(TransientError, match="426"):
        got(f"ftp://127.0.0.1:{port}/a", tmp_path)


@pytest.mark.parametrize("data", [drip, wait])
def test_a_transfer_that_is_too_slow_is_ended(tmp_path, data):
    with fileservers.talking(fileservers.ftp_talk(data)) as port:
        began = time.monotonic()
        with pytest.raises(SourceRefused, match=r"longer than 0\.4 s"):
            got(f"ftp://127.0.0.1:{port}/a", tmp_path, timeout_s=0.4)
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("talk", [wait, fileservers.ftp_talk(wait)])
def test_a_transfer_ends_within_a_second_when_asked_to(tmp_path, talk):
    class EnoughError(Exception):
        pass

    def enough():
        if time.monotonic() - began > 0.2:
            raise EnoughError

    with fileservers.talking(talk) as port:
        began = time.monotonic()
        with pytest.raises(EnoughError):
            got(f"ftp://127.0.0.1:{port}/a", tmp_path, enough)
        assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 400 Bad\r\n", b"220" + bytes(70_000), b"220-and\r\n" * 500, b"\xff\xfe\r\n"]
)
def test_what_is_no_ftp_server_is_refused(tmp_path, said):
    with (
        fileservers.talking(lambda connection: (connection.sendall(said), connection.recv(10))) as port,
        pytest.raises(SourceRefused, match="no FTP server"),
    ):
        got(f"ftp://127.0.0.1:{port}/a", tmp_path)


@pytest.mark.parametrize(
    ("said", "kind"), [(b"421 Too many\r\n", TransientError), (b"", TransientError), (b"554 sesame\r\n", SourceRefused)]
)
def test_trouble_of_the_server_is_tried_again_and_a_refusal_is_not(tmp_path, said, kind):
    with (
        fileservers.talking(lambda connection: connection.sendall(said)) as port,
        pytest.raises(kind) as raised,
    ):
        got(f"ftp://ada:sesame@127.0.0.1:{port}/a", tmp_path)
    assert "sesame" not in str(raised.value)


def test_a_server_that_is_not_there_is_tried_again(tmp_path):
    with pytest.raises(TransientError):
        got("ftp://127.0.0.1:1/a", tmp_path)


def test_a_picture_comes_in_from_ftp(server, ftp):
    good = ftp.put("/boots/red.jpg", runs.picture())
    handle = runs.upload(server, (good, "shoes/"), (ftp.url("/none.jpg"), "none.jpg"))
    server.run_jobs()
    assert list(runs.assets(server)) == ["shoes/red.jpg"]
    (line,) = runs.lines(server, handle, "UploadError")
    assert "550" in line.logMessage
    assert fileservers.PASSWORD not in line.logMessage
    assert fileservers.LOGIN not in line.logMessage
