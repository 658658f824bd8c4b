"""Decoding at arm's length: what a hostile file can do to the worker that takes it in."""

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import pictures
from pictures import LIMITS
from safelight.domain.faults import BrokenImage, DecoderFailed, EmptyFile, Fault, InvalidParameter, UnknownFormat
from safelight.domain.images import Crop, IngestOptions, Sharpening
from safelight.imaging.sandbox import Sandbox, StoppedError

PLAIN = IngestOptions()


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "picture.jpg"
    pictures.SAVE["JPEG"](path, pictures.corners())
    return path


@pytest.fixture
def sandbox(tmp_path):
    with Sandbox(LIMITS, tmp_path / "scratch") as made:
        yield made


@pytest.fixture
def decoder(tmp_path):
    """A sandbox whose children run some lines of Python for each request, and note that they began."""
    began = tmp_path / "began"
    began.touch()
    opened = []

    def with_lines(lines, timeout_s=20.0, **options):
        code = textwrap.dedent(f"""
            import json, os, signal, sys, time
            with open({str(began)!r}, "a") as file:
                file.write(f"{{os.getpid()}}\\n")
            for line in sys.stdin:
                request = json.loads(line)
        """) + textwrap.indent(textwrap.dedent(lines), "    ")
        limits = replace(LIMITS, timeout_s=timeout_s)
        opened.append(Sandbox(limits, tmp_path / "scratch", command=(sys.executable, "-c", code), **options))
        return opened[-1]

    with_lines.pids = lambda: [int(line) for line in began.read_text().split()]
    yield with_lines
    for one in opened:
        one.close()


REFUSES = """print(json.dumps({"refusal": "BrokenImage", "text": "no"}), flush=True)\n"""


def test_a_child_makes_the_same_bytes_as_we_do(sandbox, picture, tmp_path, take):
    options = IngestOptions(Crop(1, 2, 3, 4), Sharpening(1.0, 2.0, 3, monochrome=True), to_srgb=True, needs_mask=True)
    made = sandbox.prepare(picture, tmp_path, options)
    here = take(picture, crop=options.crop, sharpening=options.sharpening, to_srgb=True, needs_mask=True)
    assert made.facts == here.facts
    assert made.pyramid.read_bytes() == here.pyramid.read_bytes()


@pytest.mark.parametrize(
    ("content", "refusal"), [(b"", EmptyFile), (b"words", UnknownFormat), (b"GIF89a" + b"\0" * 99, BrokenImage)]
)
def test_refusals_come_through_as_what_they_are(content, refusal, sandbox, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(refusal) as told:
        sandbox.prepare(path, tmp_path, PLAIN)
    assert str(told.value)
    assert told.value.code == 30000


@pytest.mark.parametrize("name", [*pictures.SAVE, "clipped"])
def test_damage_of_any_kind_ends_in_a_picture_or_a_refusal(name, sandbox, tmp_path):
    path, chance = tmp_path / "file", random.Random(name)
    if name == "clipped":
        pictures.clipped_jpeg(path, pictures.corners(120, 90), (0.1, 0.1, 0.9, 0.9))
    else:
        pictures.SAVE[name](path, pictures.noise(60, 40))
    whole = path.read_bytes()
    for _ in range(60):
        path.write_bytes(_damaged(whole, chance))
        told = ""
        try:
            sandbox.prepare(path, tmp_path, IngestOptions(needs_mask=True))
        except Fault as refusal:
            told = str(refusal)
        assert "\n" not in told
        assert str(tmp_path) not in told


def test_a_refused_option_keeps_its_code(sandbox, picture, tmp_path):
    with pytest.raises(InvalidParameter, match="manualCropOptions: got") as told:
        sandbox.prepare(picture, tmp_path, IngestOptions(crop=Crop(left=300)))
    assert told.value.code == 30001


def test_a_decoder_that_hangs_is_killed(decoder, picture, tmp_path):
    begun = time.monotonic()
    with pytest.raises(DecoderFailed, match=r"the decoder of the JPEG file took longer than 0\.5 s"):
        decoder("time.sleep(60)", timeout_s=0.5).prepare(picture, tmp_path, PLAIN)
    assert time.monotonic() - begun < 5
    assert not _is_alive(decoder.pids()[0])


def test_a_decoder_that_crashes_is_named(decoder, picture, tmp_path):
    with pytest.raises(DecoderFailed, match=r"the decoder of the JPEG file crashed \(SIGSEGV\)"):
        decoder("os.kill(os.getpid(), signal.SIGSEGV)").prepare(picture, tmp_path, PLAIN)


def test_a_decoder_that_just_ends_is_a_refusal_too(decoder, picture, tmp_path):
    with pytest.raises(DecoderFailed, match=r"ended without an answer \(code 3\)"):
        decoder("os._exit(3)").prepare(picture, tmp_path, PLAIN)


def test_a_crash_does_not_touch_the_next_file(decoder, picture, tmp_path):
    once = tmp_path / "once"
    sandbox = decoder(f"if not os.path.exists({str(once)!r}): open({str(once)!r}, 'w'); os.abort()\n{REFUSES}")
    with pytest.raises(DecoderFailed, match="SIGABRT"):
        sandbox.prepare(picture, tmp_path, PLAIN)
    with pytest.raises(BrokenImage):
        sandbox.prepare(picture, tmp_path, PLAIN)
    assert len(set(decoder.pids())) == 2


def test_a_child_that_died_while_idle_is_replaced(decoder, picture, tmp_path):
    sandbox = decoder(REFUSES)
    for _ in range(2):
        with pytest.raises(BrokenImage):
            sandbox.prepare(picture, tmp_path, PLAIN)
        os.kill(decoder.pids()[-1], signal.SIGKILL)
        _wait_until(lambda: not _is_alive(decoder.pids()[-1]))
    assert len(decoder.pids()) == 2


def test_work_is_stopped_from_outside_within_a_second(decoder, picture, tmp_path):
    asked = []

    def should_stop():
        asked.append(time.monotonic())
        return len(asked) > 2

    with pytest.raises(StoppedError):
        decoder("time.sleep(60)").prepare(picture, tmp_path, PLAIN, should_stop)
    assert 0.1 < asked[1] - asked[0] < 0.6
    assert not _is_alive(decoder.pids()[0])


def test_a_stop_that_raises_kills_as_well(decoder, picture, tmp_path):
    def should_stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        decoder("time.sleep(60)").prepare(picture, tmp_path, PLAIN, should_stop)
    assert not _is_alive(decoder.pids()[0])


def test_a_warm_child_serves_many_files_and_is_then_replaced(decoder, picture, tmp_path):
    sandbox = decoder(REFUSES, files_a_child=3)
    for _ in range(7):
        with pytest.raises(BrokenImage):
            sandbox.prepare(picture, tmp_path, PLAIN)
    assert len(decoder.pids()) == 3


def test_threads_work_side_by_side(decoder, picture, tmp_path):
    sandbox = decoder(f"time.sleep(0.5)\n{REFUSES}")

    def work():
        with pytest.raises(BrokenImage):
            sandbox.prepare(picture, tmp_path, PLAIN)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(decoder.pids()) == 2


def test_a_decoder_finds_no_secret_in_its_surroundings(decoder, picture, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    seen = tmp_path / "seen"
    sandbox = decoder(f"open({str(seen)!r}, 'w').write(json.dumps(dict(os.environ)))\n{REFUSES}")
    with pytest.raises(BrokenImage):
        sandbox.prepare(picture, tmp_path, PLAIN)
    surroundings = json.loads(seen.read_text())
    assert "hunter2" not in surroundings.values()
    assert surroundings["MALLOC_ARENA_MAX"] == "2"


def test_memory_is_limited(tmp_path):
    path = tmp_path / "large.jpg"
    Image.new("RGB", (6000, 6000), (9, 99, 9)).save(path, progressive=True, subsampling=0)
    limits = replace(LIMITS, memory_bytes=256 * 2**20)
    with Sandbox(limits, tmp_path / "scratch") as sandbox, pytest.raises(DecoderFailed, match="256 MiB of memory"):
        sandbox.prepare(path, tmp_path, PLAIN)
    with Sandbox(replace(limits, memory_bytes=2**32), tmp_path / "scratch") as sandbox:
        assert sandbox.prepare(path, tmp_path, PLAIN).facts.width == 6000


def test_leftovers_of_killed_decoders_are_cleared(tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name, age_s in (("old.v", 2 * 86_400), ("new.v", 60)):
        (scratch / name).touch()
        os.utime(scratch / name, (time.time() - age_s,) * 2)
    Sandbox(LIMITS, scratch)
    assert [path.name for path in scratch.iterdir()] == ["new.v"]


@pytest.mark.process
def test_no_child_outlives_its_worker(tmp_path, picture):
    worker = textwrap.dedent(f"""
        import sys, threading, time
        from pathlib import Path
        from pictures import LIMITS
        from safelight.domain.images import IngestOptions
        from safelight.imaging.sandbox import Sandbox
        code = "import os, time; open({str(tmp_path / "pid")!r}, 'w').write(str(os.getpid())); " \\
            "from safelight.imaging import child; child.answer = lambda request: time.sleep(60); child.main()"
        sandbox = Sandbox(LIMITS, Path({str(tmp_path)!r}), command=(sys.executable, "-c", code))
        sandbox.prepare(Path({str(picture)!r}), Path({str(tmp_path)!r}), IngestOptions())
    """)
    told = tmp_path / "pid"
    process = subprocess.Popen([sys.executable, "-c", worker], env={"PYTHONPATH": os.pathsep.join(sys.path)})
    _wait_until(lambda: told.exists() and told.read_text())
    child = int(told.read_text())
    assert _is_alive(child)
    process.kill()
    process.wait()
    _wait_until(lambda: not _is_alive(child))


def _damaged(data, chance):
    """Some bytes changed, cut out or put in, mostly near the beginning where the sizes are."""
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(min(len(damaged), chance.choice((200, 10**9))))
        how = chance.random()
        if how < 0.7:
            damaged[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", chance.randbytes(1)))
        elif how < 0.85:
            del damaged[at : at + chance.randrange(1, 40)]
        else:
            damaged[at:at] = chance.randbytes(chance.randrange(1, 40))
        damaged = damaged or bytearray(b"\0")
    return bytes(damaged)


def _is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _wait_until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
