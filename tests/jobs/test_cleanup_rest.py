"""The cleanup of what no company owns by itself: bytes nobody needs, records of earlier publishes, old logs."""

import threading
from dataclasses import replace

import cleanup_house
import pytest
import runs

from looks.steps import ask, live, mark, publish, upload
from made_assets import make
from safelight.adapters.blobs import BlobStore
from safelight.domain.superseded import Said, superseded
from safelight.services import blob_cleanup
from safelight.store import assets_write, tables


@pytest.fixture(scope="module")
def house(new_database, tmp_path_factory):
    with cleanup_house.opened(new_database, tmp_path_factory.mktemp("rest")) as opened:
        yield opened


@pytest.fixture
def server(house):
    return house.company()


def kept(house, path, content):
    """Bytes in the store that no row tells of."""
    path.write_bytes(content)
    return house.parts.blobs.put_file(path)


def named(house, blob):
    with house.parts.database.write() as tx:
        assets_write.keep_blob(tx, blob, house.clock.now_ms())


def row(house, digest):
    found = house.rows(tables.blob, tables.blob.c.digest == digest)
    return found[0] if found else None


def pictures(server):
    """Digests of the company's pictures, by name."""
    asset, detail = tables.asset, tables.image_detail
    company_id = int(server.company.removeprefix("c|"))
    with server.parts.database.read() as tx:
        wanted = asset.join(detail).select().where(asset.c.company_id == company_id)
        return {one.name: (one.original_digest, one.pyramid_digest) for one in tx.execute(wanted)}


def erased_by_hand(house, digest):
    """Erase a blob as the cleanup does that has condemned it a day ago."""
    house.change(tables.blob, tables.blob.c.digest == digest, condemned_ms=house.clock.now_ms() - cleanup_house.DAY_MS)
    return blob_cleanup.look_again(house.parts, lambda: None)


@pytest.mark.slow
def test_bytes_of_an_erased_asset_are_erased_after_a_day_of_grace(house, server):
    upload(server, "boot.png", "shoe.png")
    (boot,) = [digests for name, digests in pictures(server).items() if name == "boot"]
    (shoe,) = [digests for name, digests in pictures(server).items() if name == "shoe"]
    assert boot == shoe
    for handle in [one.assetHandle for one in ask(server, "searchAssets", includeSubfolders=True).assetArray]:
        ask(server, "deleteAsset", assetHandle=handle)
        ask(server, "emptyAssetsFromTrash", assetHandleArray=[handle])
    house.night()
    house.night()
    assert all(row(house, digest).condemned_ms for digest in boot)
    assert all(house.parts.blobs.exists(digest) for digest in boot)
    house.night()
    assert not any(house.parts.blobs.exists(digest) for digest in boot)
    assert [row(house, digest) for digest in boot] == [None, None]


@pytest.mark.slow
def test_bytes_that_another_asset_has_too_stay(house, server):
    upload(server, "boot.png", "shoe.png")
    before = pictures(server)
    (boot,) = [one for one in ask(server, "searchAssets", includeSubfolders=True).assetArray if one.name == "boot"]
    ask(server, "deleteAsset", assetHandle=boot.assetHandle)
    ask(server, "emptyAssetsFromTrash", assetHandleArray=[boot.assetHandle])
    house.night(2)
    assert pictures(server) == {"shoe": before["shoe"]}
    assert [row(house, digest).condemned_ms for digest in before["shoe"]] == [None, None]


@pytest.mark.slow
def test_bytes_of_the_trash_and_of_live_pictures_stay(house, server):
    upload(server, "boot.png", side=9, readyForPublish=True)
    publish(server)
    before = pictures(server)["boot"]
    (boot,) = ask(server, "searchAssets", includeSubfolders=True).assetArray
    ask(server, "deleteAsset", assetHandle=boot.assetHandle)
    house.night()
    assert [row(house, digest).condemned_ms for digest in before] == [None, None]
    ask(server, "emptyAssetsFromTrash", assetHandleArray=[boot.assetHandle])
    house.night(2)
    assert [row(house, digest).condemned_ms is None for digest in before] == [False, True]
    assert live(server, "boot") == ["boot"]
    assert server.get(f"/is/image/{server.root}/boot?wid=5").status_code == 200
    publish(server)
    house.night(2)
    assert not any(house.parts.blobs.exists(digest) for digest in before)


def test_a_condemned_blob_that_is_uploaded_again_is_pardoned(house, server, tmp_path):
    blob = kept(house, tmp_path / "a", b"again")
    named(house, blob)
    house.night()
    assert row(house, blob.digest).condemned_ms
    kept(house, tmp_path / "a", b"again")
    assert row(house, blob.digest).condemned_ms is None
    house.night()
    assert house.parts.blobs.exists(blob.digest)


def test_a_blob_condemned_by_mistake_is_pardoned_at_the_second_look(house, server):
    upload(server, "boot.png")
    digest, _ = pictures(server)["boot"]
    assert erased_by_hand(house, digest) == 0
    assert row(house, digest).condemned_ms is None
    assert house.parts.blobs.exists(digest)


def test_what_a_kill_left_without_a_row_is_erased_too(house, tmp_path):
    blob = kept(house, tmp_path / "a", b"orphan")
    house.night()
    assert row(house, blob.digest).size_bytes == 6
    assert house.parts.blobs.exists(blob.digest)
    house.night()
    assert not house.parts.blobs.exists(blob.digest)


class Held(BlobStore):
    """Waits in the middle of erasing, until the test lets it go on."""

    def hold(self):
        self.reached, self.go_on = threading.Event(), threading.Event()

    def delete(self, digest):
        super().delete(digest)
        self.reached.set()
        assert self.go_on.wait(20)


def test_an_upload_that_comes_while_the_same_bytes_are_erased_writes_them_anew(house, tmp_path):
    blob = kept(house, tmp_path / "a", b"raced")
    named(house, blob)
    held = Held(house.parts.settings)
    held.hold()
    house.change(
        tables.blob, tables.blob.c.digest == blob.digest, condemned_ms=house.clock.now_ms() - cleanup_house.DAY_MS
    )
    parts = replace(house.parts, blobs=held)
    erasing = threading.Thread(target=blob_cleanup.look_again, args=(parts, lambda: None))
    erasing.start()
    assert held.reached.wait(20)
    uploading = threading.Thread(target=kept, args=(house, tmp_path / "b", b"raced"))
    uploading.start()
    uploading.join(0.3)
    assert uploading.is_alive(), "the upload did not wait for the eraser"
    held.go_on.set()
    for thread in (erasing, uploading):
        thread.join(20)
    named(house, blob)
    assert house.parts.blobs.exists(blob.digest)


def test_an_eraser_that_broke_off_after_the_bytes_loses_nothing(house, tmp_path):
    class Breaking(BlobStore):
        def delete(self, digest):
            super().delete(digest)
            raise OSError("the power went")

    blob = kept(house, tmp_path / "a", b"broken off")
    named(house, blob)
    parts = replace(house.parts, blobs=Breaking(house.parts.settings))
    house.change(
        tables.blob, tables.blob.c.digest == blob.digest, condemned_ms=house.clock.now_ms() - cleanup_house.DAY_MS
    )
    with pytest.raises(OSError, match="power"):
        blob_cleanup.look_again(parts, lambda: None)
    kept(house, tmp_path / "a", b"broken off")
    named(house, blob)
    assert house.parts.blobs.exists(blob.digest)
    assert row(house, blob.digest).condemned_ms is None


@pytest.mark.slow
def test_records_of_earlier_publishes_are_erased_and_what_is_live_is_served_on(house, server):
    boot, shoe = make(server, "boot"), make(server, "shoe")
    mark(server, boot, shoe)
    publish(server)
    ask(server, "renameAsset", assetHandle=boot, newName="lace", validateName=True)
    ask(server, "setAssetPublishState", assetHandle=shoe, publishState="NotMarkedForPublish")
    publish(server)
    ids = [int(one.removeprefix("a|")) for one in (boot, shoe)]
    published = tables.published
    assert len(house.rows(published, published.c.asset_id.in_(ids))) == 5
    house.night()
    (left,) = house.rows(published, published.c.asset_id.in_(ids))
    assert (left.catalog_id, left.gone) == ("lace", False)
    assert live(server, "boot", "shoe", "lace") == ["lace"]
    mark(server, shoe)
    publish(server)
    assert live(server, "shoe", "lace") == ["shoe", "lace"]


@pytest.mark.parametrize(
    ("rows", "erased"),
    [
        ([("a", 1, False)], []),
        ([("a", 1, False), ("a", 2, False)], [("a", 1)]),
        ([("a", 1, False), ("a", 2, True)], [("a", 1), ("a", 2)]),
        ([("a", 1, False), ("a", 2, True), ("a", 3, False)], [("a", 1), ("a", 2)]),
        ([("a", 1, False), ("a", 4, False)], []),
        ([("a", 1, False), ("a", 4, True)], []),
        ([("a", 3, True), ("b", 1, False)], [("a", 3)]),
        ([("a", 2, True), ("a", 4, False), ("b", 3, False)], [("a", 2)]),
    ],
)
def test_what_no_head_can_reach(rows, erased):
    over = superseded([Said(*one) for one in rows], live=3)
    assert [(one.catalog_id, one.number) for one in over] == erased


def finished(house, server, name, days):
    """Say of a company's run that it ended some days ago."""
    run = tables.job_run
    run_id = runs.row(server, name).id
    house.change(run, run.c.id == run_id, finished_ms=house.clock.now_ms() - days * cleanup_house.DAY_MS)
    return run_id


@pytest.mark.slow
def test_logs_older_than_the_setting_are_erased_with_their_lines(house, server):
    upload(server, "boot.png", job="old")
    upload(server, "shoe.png", job="new")
    old = finished(house, server, "old", 366)
    finished(house, server, "new", 300)
    house.night()
    assert [log.originalJobName for log in runs.logs(server)] == ["new"]
    for table in (tables.job_item, tables.job_log_detail):
        assert house.rows(table, table.c.run_id == old) == []
    assert len(pictures(server)) == 2


@pytest.mark.slow
def test_the_log_of_what_is_live_stays_until_something_newer_is(house, server):
    mark(server, make(server, "boot"))
    publish(server)
    finished(house, server, "publish", 400)
    house.night()
    assert [log.originalJobName for log in runs.logs(server)] == ["publish"]
    first = runs.row(server, "publish").id
    publish(server)
    house.night()
    assert [log.originalJobName for log in runs.logs(server)] == ["publish"]
    assert runs.row(server, "publish").id > first
    assert live(server, "boot") == ["boot"]
