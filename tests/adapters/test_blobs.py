"""The blob store, in a folder and in a bucket: the same behaviour, seen from outside."""

import asyncio
import errno
import hashlib
import os
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import obstore
import pytest

from safelight.adapters import durable, interruption
from safelight.adapters.blob_copies import CopyDamagedError
from safelight.adapters.blobs import BlobMissingError, BlobStore
from safelight.settings import Settings

MIB = 2**20
NOWHERE = "0" * 64


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="session")
def s3():
    """The address of an S3 service of our own."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(s3, tmp_path, monkeypatch):
    """Opens stores over one fresh bucket."""
    for name, value in {"ACCESS_KEY_ID": "us", "SECRET_ACCESS_KEY": "secret", "REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    name = f"blobs-{secrets.token_hex(8)}"
    assert httpx.put(f"{s3}/{name}").is_success
    settings = Settings(data=tmp_path / "data", blobs=f"s3://{name}/kept", s3_endpoint=s3)
    return lambda **options: BlobStore(settings, **options)


@pytest.fixture
def folder(tmp_path):
    return BlobStore(Settings(data=tmp_path / "data"))


@pytest.fixture(params=["folder", "bucket"])
def store(request):
    made = request.getfixturevalue(request.param)
    return made if isinstance(made, BlobStore) else made()


def file_with(tmp_path, content):
    path = tmp_path / secrets.token_hex(4)
    path.write_bytes(content)
    return path


def read(store, digest):
    with store.local_path(digest) as path:
        return path.read_bytes()


async def spooled(store, pieces):
    async with store.writer() as spool:
        for piece in pieces:
            await spool.write(piece)
        return await spool.finish()


@pytest.mark.parametrize("content", [b"", b"a", os.urandom(12 * MIB)], ids=["empty", "small", "large"])
def test_what_is_put_is_read_again_under_its_digest(content, store, tmp_path):
    path = file_with(tmp_path, content)
    blob = store.put_file(path)
    assert (blob.digest, blob.size_bytes) == (digest_of(content), len(content))
    assert read(store, blob.digest) == content
    assert path.read_bytes() == content


def test_a_file_that_is_given_away_is_moved(store, tmp_path):
    path = file_with(tmp_path, b"pyramid")
    blob = store.take_file(path)
    assert read(store, blob.digest) == b"pyramid"
    assert not path.exists()


def test_a_file_that_cannot_be_moved_is_copied(folder, tmp_path, monkeypatch):
    link = durable.link

    def elsewhere(path, name):
        if path.parent == tmp_path:
            raise OSError(errno.EXDEV, "another file system")
        link(path, name)

    monkeypatch.setattr(durable, "link", elsewhere)
    path = file_with(tmp_path, b"pyramid")
    assert read(folder, folder.take_file(path).digest) == b"pyramid"
    assert not path.exists()


def test_an_upload_is_spooled_piece_by_piece(store):
    pieces = [os.urandom(size) for size in (1, 700_000, 3, MIB, 2 * MIB + 1, 17)]
    blob = asyncio.run(spooled(store, pieces))
    assert (blob.digest, blob.size_bytes) == (digest_of(b"".join(pieces)), sum(map(len, pieces)))
    assert read(store, blob.digest) == b"".join(pieces)


def test_an_upload_that_breaks_off_leaves_nothing(store, tmp_path):
    async def broken_off():
        async with store.writer() as spool:
            await spool.write(b"x" * 3 * MIB)
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        asyncio.run(broken_off())
    assert list(store.digests()) == []
    assert [path for path in (tmp_path / "data").rglob("*") if path.is_file()] == []


def test_nothing_temporary_is_left_behind(store, tmp_path):
    store.put_file(file_with(tmp_path, b"one"))
    store.take_file(file_with(tmp_path, b"two"))
    asyncio.run(spooled(store, [b"three"]))
    left = [path.name for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert set(left) <= {digest_of(word) for word in (b"one", b"two", b"three")}


def test_the_same_bytes_are_kept_once(store, tmp_path):
    first = store.put_file(file_with(tmp_path, b"same"))
    assert store.take_file(file_with(tmp_path, b"same")) == first
    assert asyncio.run(spooled(store, [b"sa", b"me"])) == first
    assert list(store.digests()) == [first.digest]


def test_many_writers_of_the_same_bytes_do_not_disturb_each_other(store, tmp_path):
    paths = [file_with(tmp_path, b"same" * MIB) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        digests = {blob.digest for blob in pool.map(store.put_file, paths)}
    assert digests == {digest_of(b"same" * MIB)} == set(store.digests())


def test_existence_size_and_deletion(store, tmp_path):
    digest = store.put_file(file_with(tmp_path, b"12345")).digest
    assert (store.exists(digest), store.size_bytes(digest)) == (True, 5)
    store.delete(digest)
    store.delete(digest)
    assert (store.exists(digest), store.size_bytes(digest)) == (False, None)
    assert list(store.digests()) == []


def test_a_missing_blob_is_said_to_be_missing(store):
    with pytest.raises(BlobMissingError, match=NOWHERE), store.local_path(NOWHERE):
        pytest.fail("there is no such blob")


def test_every_digest_is_listed(store, tmp_path):
    contents = [str(number).encode() for number in range(120)]
    for content in contents:
        store.put_file(file_with(tmp_path, content))
    assert sorted(store.digests()) == sorted(map(digest_of, contents))


def test_stale_leftovers_are_swept_and_fresh_ones_are_not(folder, tmp_path):
    incoming = tmp_path / "data" / "blobs" / "incoming"
    stale, fresh = incoming / "stale", incoming / "fresh"
    for path in (stale, fresh):
        path.touch()
    os.utime(stale, (time.time() - 7200,) * 2)
    assert folder.sweep(older_than_s=3600) == 1
    assert [path.name for path in incoming.iterdir()] == ["fresh"]


def test_a_blob_in_a_folder_cannot_be_written_to(folder, tmp_path):
    blob = folder.put_file(file_with(tmp_path, b"original"))
    with folder.local_path(blob.digest) as path:
        assert path.stat().st_mode & 0o222 == 0
        assert path == tmp_path / "data" / "blobs" / "sha256" / blob.digest[:2] / blob.digest[2:4] / blob.digest


def test_bytes_and_names_are_on_the_disk_before_the_digest_is_told(folder, tmp_path, monkeypatch):
    synced = []
    fsync = os.fsync

    def noted(handle):
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    blob = folder.put_file(file_with(tmp_path, b"precious"))
    shelves = [tmp_path / "data/blobs", *(tmp_path / f"data/blobs/sha256/{part}" for part in ("", blob.digest[:2]))]
    incoming = [name for name in synced if "/incoming/" in name]
    assert len(incoming) == 1
    assert synced.index(incoming[0]) == 0
    last = str(tmp_path / "data/blobs/sha256" / blob.digest[:2] / blob.digest[2:4])
    assert synced[-1] == last
    assert {str(shelf) for shelf in shelves} <= set(synced)


def test_a_name_with_other_bytes_is_an_error_and_not_overwritten(folder, tmp_path):
    blob = folder.put_file(file_with(tmp_path, b"original"))
    with folder.local_path(blob.digest) as path:
        path.chmod(0o600)
        path.write_bytes(b"cut")
    with pytest.raises(FileExistsError):
        folder.put_file(file_with(tmp_path, b"original"))


def test_a_copy_of_a_bucket_is_fetched_once_and_shared(bucket, tmp_path):
    digest = bucket().put_file(file_with(tmp_path, b"x" * MIB)).digest
    with bucket().local_path(digest) as first, bucket().local_path(digest) as second:
        assert first == second
        began = first.stat().st_ino
    with bucket().local_path(digest) as again:
        assert again.stat().st_ino == began


def test_copies_of_a_bucket_stay_below_their_bound_and_the_last_used_stay(bucket, tmp_path):
    store = bucket(copies_max_bytes=3 * MIB)
    digests = [store.put_file(file_with(tmp_path, bytes([number]) * MIB)).digest for number in range(5)]
    for digest in (*digests[:3], digests[0], digests[3]):
        assert read(store, digest)
    copies = {path.name for path in (tmp_path / "data/blobs/copies").iterdir()}
    assert copies == {digests[0], digests[2], digests[3]}


def test_a_copy_in_use_is_not_dropped(bucket, tmp_path):
    store = bucket(copies_max_bytes=MIB)
    digests = [store.put_file(file_with(tmp_path, bytes([number]) * MIB)).digest for number in range(3)]
    with store.local_path(digests[0]) as path:
        for digest in digests[1:]:
            assert read(store, digest)
        store.delete(digests[0])
        assert path.read_bytes() == b"\0" * MIB


def test_bytes_that_are_not_those_of_the_digest_are_noticed(bucket, tmp_path):
    store = bucket()
    blob = store.put_file(file_with(tmp_path, b"original"))
    obstore.put(store._store, f"sha256/{blob.digest[:2]}/{blob.digest[2:4]}/{blob.digest}", b"forgery!")
    with pytest.raises(CopyDamagedError), store.local_path(blob.digest):
        pytest.fail("these are other bytes")
    assert list((tmp_path / "data/blobs/copies").iterdir()) == []


class Enough(Exception):
    """Somebody wants the work to end."""


@pytest.fixture
def slow_bucket(tmp_path, monkeypatch):
    """A store over a bucket of a service that takes its time for every file."""
    for name, value in {"ACCESS_KEY_ID": "us", "SECRET_ACCESS_KEY": "secret", "REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    enough = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_error(404)

        def do_PUT(self):
            enough.wait(10)
            self.send_error(500)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield BlobStore(
        Settings(data=tmp_path / "data", blobs="s3://slow/kept", s3_endpoint=f"http://127.0.0.1:{server.server_port}")
    )
    enough.set()
    server.shutdown()
    server.server_close()


def test_nobody_waits_for_a_slow_bucket_once_that_is_not_wanted_any_more(slow_bucket, tmp_path):
    (tmp_path / "file").write_bytes(b"boot")
    began = time.monotonic()

    def check():
        if time.monotonic() - began > 0.3:
            raise Enough

    with interruption.by(check), pytest.raises(Enough):
        slow_bucket.take_file(tmp_path / "file")
    assert time.monotonic() - began < 1


def test_a_large_file_is_left_off_in_the_middle_and_not_kept(folder, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(bytes(4 * MIB))
    calls = iter(range(2))

    def check():
        if next(calls, None) is None:
            raise Enough

    with interruption.by(check), pytest.raises(Enough):
        folder.take_file(path)
    assert path.exists()
    assert list(folder.digests()) == []
    assert folder.take_file(path).size_bytes == 4 * MIB
