"""Files from sftp addresses, under the same bounds as those from the web, and which host keys a server may have."""

import os
import time

import asyncssh
import fileservers
import pytest
import runs
import structlog
from test_fetching import bounds, never

from safelight.adapters import fetch
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError


@pytest.fixture
def sftp(tmp_path):
    with fileservers.sftp(tmp_path / "sftp") as files:
        yield files


def got(address, tmp_path, check=never, **limits):
    return fetch.fetch(address, tmp_path / "f", bounds(**limits), check)


@pytest.mark.parametrize("path", ["/a b/ä.jpg", "/~/a b/ä.jpg"])
def test_a_file_is_taken_by_its_path(sftp, tmp_path, path):
    sftp.put("/a b/ä.jpg", b"content")
    fetched = got(sftp.url(path), tmp_path)
    assert (fetched.path.read_bytes(), fetched.size_bytes, fetched.name) == (b"content", 7, "ä.jpg")
    assert fetched.address.startswith("sftp://127.0.0.1:")


def test_a_large_file_comes_whole(sftp, tmp_path):
    content = bytes(range(251)) * 20_000
    assert got(sftp.put("/big", content), tmp_path, max_bytes=10**7).path.read_bytes() == content


@pytest.mark.parametrize(
    ("path", "reason"), [("/none.jpg", "no such file"), ("/folder", "that is no file"), ("/shut", "may not be reached")]
)
def test_what_is_no_file_there_is_refused(sftp, tmp_path, monkeypatch, path, reason):
    def shut(_self, path, *_more):
        if path == b"/shut":
            raise asyncssh.SFTPPermissionDenied("shut")
        return there(_self, path, *_more)

    there = asyncssh.SFTPServer.stat
    monkeypatch.setattr(asyncssh.SFTPServer, "stat", shut)
    sftp.put("/folder/a", b"")
    with pytest.raises(SourceRefused, match=reason):
        got(sftp.url(path), tmp_path)


def test_a_wrong_password_is_refused_and_not_told(sftp, tmp_path):
    with pytest.raises(SourceRefused, match="does not let this user in") as refused:
        got(sftp.url("/a.jpg", login="ada:wrong-one"), tmp_path)
    assert "wrong-one" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_a_host_inside_is_refused(sftp, tmp_path, host):
    sftp.put("/a.jpg", b"secret")
    with pytest.raises(SourceRefused, match="private"):
        got(sftp.url("/a.jpg", host), tmp_path, allowed=frozenset())


def test_a_file_that_says_it_is_too_large_is_not_read(sftp, tmp_path):
    with pytest.raises(SourceRefused, match="larger than 10000 bytes"):
        got(sftp.put("/big", bytes(10_001)), tmp_path)
    assert not (tmp_path / "f").exists()


def test_a_file_that_does_not_say_that_it_is_too_large_is_cut_off(sftp, tmp_path, monkeypatch):
    def small(_self, _path):
        return asyncssh.SFTPAttrs(size=10)

    monkeypatch.setattr(asyncssh.SFTPServer, "stat", small)
    with pytest.raises(SourceRefused, match="larger than 10000 bytes"):
        got(sftp.put("/big", bytes(10**6)), tmp_path)


def test_a_file_without_an_end_is_not_begun(sftp, tmp_path):
    os.mkfifo(sftp.folder / "pipe")
    with pytest.raises(SourceRefused, match="that is no file"):
        got(sftp.url("/pipe"), tmp_path)


def test_a_server_may_have_only_a_known_key_where_a_file_lists_them(tmp_path):
    mine, other = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    known = tmp_path / "known_hosts"
    with fileservers.sftp(tmp_path / "sftp", mine) as sftp:
        address = sftp.put("/a.jpg", b"content")

        def listed(key):
            known.write_text(f"[127.0.0.1]:{sftp.port} {key.export_public_key().decode()}")
            limits = fetch.Bounds(10_000, 5.0, {"127.0.0.1"}, str(known))
            return fetch.fetch(address, tmp_path / "f", limits, never).size_bytes

        assert listed(mine) == 7
        with pytest.raises(SourceRefused, match="host key"):
            listed(other)


def silent(_connection):
    time.sleep(1.1)


def test_a_server_that_says_nothing_is_tried_again(tmp_path):
    with fileservers.talking(silent) as port:
        began = time.monotonic()
        with pytest.raises((TransientError, SourceRefused)):
            got(f"sftp://127.0.0.1:{port}/a", tmp_path, timeout_s=0.4)
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad\r\n\r\n", b"SSH-2.0-x\r\n" + bytes(5000)])
def test_what_is_no_ssh_server_is_tried_again(tmp_path, said):
    with fileservers.talking(lambda connection: connection.sendall(said)) as port, pytest.raises(TransientError):
        got(f"sftp://127.0.0.1:{port}/a", tmp_path)


def test_a_transfer_ends_within_a_second_when_asked_to(sftp, tmp_path, monkeypatch):
    async def slow(_self, _file, _offset, _size):
        import asyncio

        await asyncio.sleep(0.05)
        return b"."

    class EnoughError(Exception):
        pass

    def enough():
        if time.monotonic() - began > 0.3:
            raise EnoughError

    monkeypatch.setattr(asyncssh.SFTPServer, "read", slow)
    began = time.monotonic()
    with pytest.raises(EnoughError):
        got(sftp.put("/a", bytes(5000)), tmp_path, enough)
    assert time.monotonic() - began < 1
    with pytest.raises(SourceRefused, match="longer than"):
        got(sftp.url("/a"), tmp_path, timeout_s=0.4)


def test_a_picture_comes_in_from_sftp(server, sftp):
    good = sftp.put("/boots/red.jpg", runs.picture())
    with structlog.testing.capture_logs() as told:
        handle = runs.upload(server, (good, "shoes/"), (sftp.url("/none.jpg"), "none.jpg"), (sftp.url(""), "x/"))
        server.run_jobs()
    assert list(runs.assets(server)) == ["shoes/red.jpg"]
    lines = [line.logMessage for line in runs.lines(server, handle, "UploadError")]
    assert len(lines) == 2
    assert not any(secret in f"{told}{lines}" for secret in (fileservers.PASSWORD, fileservers.LOGIN))
