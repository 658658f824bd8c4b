"""The response cache: whole replies, bounded in bytes, shared by processes, lasting."""

import hashlib
import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from gallery import Gallery, photo, serving

from safelight.adapters.response_cache import SHARD_BYTES, TOUCHED_AFTER_S, Reply, ResponseCache
from safelight.gateway import images

KIB = 1024


def key(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def reply(number: int, size: int = 10 * KIB) -> Reply:
    return Reply("image/png", f'"{number}"', number.to_bytes(4, "big") * (size // 4))


def taken(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != "tally")


def test_a_reply_comes_back_as_it_was(tmp_path: Path):
    cache = ResponseCache(tmp_path, 100 * KIB)
    assert cache.get(key(1)) is None
    cache.put(key(1), reply(1))
    assert cache.get(key(1)) == reply(1)
    assert cache.body_bytes(key(1)) == 10 * KIB
    assert cache.body_bytes(key(2)) == 0
    cache.put(key(1), reply(5))
    assert cache.get(key(1)) == reply(5)


def test_it_survives_a_restart(tmp_path: Path):
    ResponseCache(tmp_path, 100 * KIB).put(key(1), reply(1))
    assert ResponseCache(tmp_path, 100 * KIB).get(key(1)) == reply(1)


def test_it_never_takes_more_than_its_limit(tmp_path: Path):
    cache = ResponseCache(tmp_path, 100 * KIB)
    for number in range(60):
        cache.put(key(number), reply(number, 4 * KIB + number * 100))
        assert taken(tmp_path) <= 100 * KIB
    assert cache.get(key(59)) == reply(59, 4 * KIB + 5900)
    assert cache.get(key(0)) is None
    assert taken(tmp_path) > 50 * KIB


def test_what_was_used_last_stays(tmp_path: Path):
    cache = ResponseCache(tmp_path, 100 * KIB)
    for number in range(9):
        cache.put(key(number), reply(number))
        _age(tmp_path, key(number), 10_000 - number)
    assert cache.get(key(0)) == reply(0), "its use is noted now"
    for number in range(9, 14):
        cache.put(key(number), reply(number))
    assert cache.get(key(0)) == reply(0)
    assert cache.get(key(1)) is None


def test_a_use_is_noted_at_most_once_a_minute(tmp_path: Path):
    cache = ResponseCache(tmp_path, 100 * KIB)
    cache.put(key(1), reply(1))
    file = next(tmp_path.rglob(key(1)))
    _age(tmp_path, key(1), TOUCHED_AFTER_S / 2)
    before = file.stat().st_mtime
    cache.get(key(1))
    assert file.stat().st_mtime == before
    _age(tmp_path, key(1), TOUCHED_AFTER_S * 2)
    cache.get(key(1))
    assert time.time() - file.stat().st_mtime < 5


def test_a_reply_larger_than_its_share_is_not_kept(tmp_path: Path):
    cache = ResponseCache(tmp_path, 100 * KIB)
    cache.put(key(1), reply(1))
    cache.put(key(2), reply(2, 200 * KIB))
    assert cache.get(key(2)) is None
    assert cache.get(key(1)) == reply(1)


def test_a_limit_of_nothing_keeps_nothing(tmp_path: Path):
    cache = ResponseCache(tmp_path / "none", 0)
    cache.put(key(1), reply(1))
    assert cache.get(key(1)) is None
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("damage", [b"", b"SLR1", b"x" * 500, None])
def test_a_damaged_reply_is_not_served(tmp_path: Path, damage):
    cache = ResponseCache(tmp_path, 100 * KIB)
    cache.put(key(1), reply(1))
    file = next(tmp_path.rglob(key(1)))
    whole = file.read_bytes()
    file.write_bytes(whole[:-9] + b"\0" * 9 if damage is None else damage)
    assert cache.get(key(1)) is None
    cache.put(key(1), reply(1))
    assert cache.get(key(1)) == reply(1)


def test_another_layout_starts_empty_and_leaves_nothing_behind(tmp_path: Path):
    ResponseCache(tmp_path, 100 * KIB).put(key(1), reply(1))
    larger = ResponseCache(tmp_path, SHARD_BYTES * 4)
    assert larger.get(key(1)) is None
    assert taken(tmp_path) == 0
    for number in range(20):
        larger.put(key(number), reply(number))
    assert all(larger.get(key(number)) == reply(number) for number in range(20))
    assert len(list(tmp_path.iterdir())) == 4


def test_a_lost_folder_costs_only_the_cache(tmp_path: Path):
    cache = ResponseCache(tmp_path / "gone", 100 * KIB)
    for path in sorted((tmp_path / "gone").rglob("*"), reverse=True):
        path.rmdir()
    cache.put(key(1), reply(1))
    assert cache.get(key(1)) is None


def _fill(folder: Path, first: int) -> None:
    cache = ResponseCache(folder, 500 * KIB)
    for number in range(first, first + 200):
        cache.put(key(number), reply(number))
        found = cache.get(key(number - 3))
        assert found is None or found == reply(number - 3)


def _fill_for_ever(folder: Path) -> None:
    while True:
        _fill(folder, 0)


@pytest.mark.slow
def test_processes_share_one_folder_and_one_limit(tmp_path: Path):
    spawn = multiprocessing.get_context("spawn")
    fillers = [spawn.Process(target=_fill, args=(tmp_path, start)) for start in (0, 100, 150)]
    for each in fillers:
        each.start()
    for each in fillers:
        each.join(60)
    assert [each.exitcode for each in fillers] == [0, 0, 0]
    assert taken(tmp_path) <= 500 * KIB
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.slow
def test_a_kill_leaves_a_cache_that_works_within_its_limit(tmp_path: Path):
    spawn = multiprocessing.get_context("spawn")
    for _ in range(3):
        filler = spawn.Process(target=_fill_for_ever, args=(tmp_path,))
        filler.start()
        while not taken(tmp_path):
            time.sleep(0.01)
        time.sleep(0.2)
        os.kill(filler.pid, signal.SIGKILL)
        filler.join(10)
    cache = ResponseCache(tmp_path, 500 * KIB)
    for number in range(1000, 1200):
        cache.put(key(number), reply(number))
        assert cache.get(key(number)) == reply(number)
        assert taken(tmp_path) <= 500 * KIB
    assert not list(tmp_path.rglob("*.part"))


def test_threads_may_share_it(tmp_path: Path):
    cache = ResponseCache(tmp_path, 500 * KIB)

    def work(number: int) -> bool:
        cache.put(key(number % 40), reply(number % 40))
        return cache.get(key(number % 40)) in {None, reply(number % 40)}

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(400)))


@pytest.fixture
def drawn(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which replies were made, as the real renderer is asked to."""
    gallery.add("img", photo(300, 200))
    gallery.publish(serving())
    made: list[str] = []
    real = images.draw
    monkeypatch.setattr(images, "draw", lambda plan, path: made.append(plan.key) or real(plan, path))
    return made


def test_a_second_reply_is_the_first_one_from_the_cache(gallery: Gallery, drawn: list[str]):
    first, second = gallery.get("wid=99"), gallery.get("wid=99")
    assert len(drawn) == 1
    assert first.content == second.content
    assert {**first.headers, "expires": ""} == {**second.headers, "expires": ""}


def test_addresses_that_mean_one_picture_share_its_reply(gallery: Gallery, drawn: list[str]):
    for query in (
        "wid=98",
        "WID=98&.note",
        "id=7&wid=98&fmt=jpg",
        "wid=5&wid=98&fit=fit,0",
        "hei=66&wid=98&fit=constrain",
        "scl=1&wid=98&layer=0&scl=3.0612244897959184",
    ):
        gallery.get(query)
    assert len(set(drawn)) <= 2
    assert len(drawn) == len(set(drawn))


@pytest.mark.documented
def test_the_server_cache_is_left_alone_or_renewed_on_demand(gallery: Gallery, drawn: list[str]):
    for query, made in (
        ("wid=97&cache=on,off", 1),
        ("wid=97&cache=off", 2),
        ("wid=97", 3),
        ("wid=97", 3),
        ("wid=97&cache=update", 4),
        ("wid=97&cache=validate", 4),
    ):
        gallery.get(query)
        assert len(drawn) == made, query


def test_a_refusal_is_not_kept(gallery: Gallery, drawn: list[str]):
    assert [gallery.get("jpegSize=1&wid=300&qlt=100&fit=stretch,1&hei=4000").status_code for _ in range(2)] == [
        403,
        403,
    ]
    assert len(drawn) == 2


def _age(folder: Path, name: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(next(folder.rglob(name)), (then, then))
