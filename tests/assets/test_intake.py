"""Taking a file in, from its bytes to its asset: real blobs, a real decoder, a real database."""

from types import SimpleNamespace

import pytest
import pyvips
from asset_house import ADA

import pictures
from pictures import LIMITS
from safelight.adapters.blobs import BlobStore
from safelight.adapters.tracing import Quiet
from safelight.assets import intake, options
from safelight.assets.desk import Desk
from safelight.contract.shapes import ManualCropOptions, UploadPostJob
from safelight.domain.faults import EmptyFile, UnknownFormat
from safelight.imaging.sandbox import Sandbox, StoppedError
from safelight.settings import Settings


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with Sandbox(LIMITS, tmp_path_factory.mktemp("scratch")) as made:
        yield made


@pytest.fixture
def world(house, sandbox, tmp_path):
    """Takes files in: `world.take(path, save, **options)`."""
    settings = Settings(data=tmp_path / "data")
    blobs = BlobStore(settings)
    parts = SimpleNamespace(blobs=blobs, database=house.database, settings=settings, traces=Quiet())
    workdir = tmp_path / "work"
    workdir.mkdir()

    def desk(should_stop=lambda: False):
        return Desk(parts, sandbox, house.company, workdir, should_stop)

    def take(target, write, should_stop=lambda: False, **given):
        source = tmp_path / "source"
        write(source)
        job = UploadPostJob(
            **{"overwrite": True, "ready_for_publish": True, "create_mask": False, "email_setting": "None"} | given
        )
        ready = intake.prepare(
            desk(should_stop), original=blobs.put_file(source), target_path=target, wanted=options.read(job)
        )
        with house.database.write() as tx:
            return intake.place(tx, house.company, ready, user=ADA, now_ms=5)

    return SimpleNamespace(take=take, desk=desk, blobs=blobs, house=house, workdir=workdir)


def png(size=(300, 200)):
    return lambda path: pictures.SAVE["PNG"](path, pictures.corners(*size))


def test_a_file_becomes_an_asset_with_its_pyramid(world):
    asset = world.house.asset(world.take("A/x.png", png()))
    assert (asset.name, asset.type, asset.image.width, asset.image.resolution_dpi) == ("x", "Image", 300, 300.0)
    with world.blobs.local_path(asset.image.pyramid_digest) as path:
        assert pyvips.Image.new_from_file(str(path)).width == 300
    with world.blobs.local_path(asset.image.original_digest) as path:
        assert path.read_bytes().startswith(b"\x89PNG")
    assert list(world.workdir.iterdir()) == []


def test_a_file_that_is_not_stored_yet_goes_into_the_store(world):
    path = world.workdir.with_name("given.png")
    png()(path)
    wanted = options.read(
        UploadPostJob(overwrite=False, ready_for_publish=False, create_mask=False, email_setting="None")
    )
    ready = intake.prepare_file(world.desk(), path=path, target_path="x.png", wanted=wanted)
    assert not path.exists()
    assert sorted(world.blobs.digests()) == sorted({ready.came.original.digest, ready.came.pyramid.digest})


def test_taking_the_same_in_again_gives_the_same_blobs(world):
    first = world.house.asset(world.take("A/x.png", png()))
    again = world.house.asset(world.take("A/x.png", png()))
    assert again == first
    assert sorted(world.blobs.digests()) == sorted({first.image.original_digest, first.image.pyramid_digest})


def test_a_crop_is_remembered_and_kept_by_the_next_upload(world):
    crop = ManualCropOptions(left=100, right=0, top=0, bottom=50)
    first = world.take("x.png", png(), manual_crop_options=crop)
    assert world.house.asset(first).image.width == 200
    world.take("x.png", png((600, 400)))
    image = world.house.asset(first).image
    assert (image.width, image.height, image.crop_left, image.crop_bottom) == (500, 350, 100, 50)
    world.take("x.png", png((600, 400)), preserve_crop=False)
    image = world.house.asset(first).image
    assert (image.width, image.height, image.crop_left) == (600, 400, 0)


@pytest.mark.parametrize(("content", "refusal"), [(b"", EmptyFile), (b"words", UnknownFormat)])
def test_what_is_no_picture_makes_no_asset(content, refusal, world):
    with pytest.raises(refusal):
        world.take("x.png", lambda path: path.write_bytes(content))
    assert world.house.count() == 0


def test_work_that_is_stopped_makes_no_asset(world):
    with pytest.raises(StoppedError):
        world.take("x.avif", _slow, should_stop=lambda: True)
    assert world.house.count() == 0


def _slow(path):
    pictures.vips(pictures.noise(3000, 3000)).heifsave(str(path), compression="av1", effort=0, Q=90)
