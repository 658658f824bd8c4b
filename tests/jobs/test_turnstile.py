"""The turnstile: few at once, small before bulk, companies in turn, and nobody waits for ever."""

import threading
import time
from contextlib import contextmanager

import pytest

from safelight.jobs.turnstile import OLDEST_EVERY, Claim, Turnstile

BULK, SMALL = Claim(1, small=False), Claim(1, small=True)
OTHER_BULK, OTHER_SMALL = Claim(2, small=False), Claim(2, small=True)


def never():
    """Nobody is called away."""


def test_no_more_than_its_places_are_inside():
    turnstile, inside, most = Turnstile(2), [], []

    def visit():
        with turnstile.place(BULK, never):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    run_all([visit] * 8)
    assert max(most) == 2


def run_all(visits):
    threads = [threading.Thread(target=visit) for visit in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


class Queue:
    """Threads that want a place of a turnstile with one; `order` says in which order they got it."""

    def __init__(self):
        self.turnstile, self.order, self._threads = Turnstile(1), [], []

    def wants(self, name, claim):
        def visit():
            with self.turnstile.place(claim, never):
                self.order.append(name)

        before = len(self.turnstile._waiting)
        self._threads.append(threading.Thread(target=visit))
        self._threads[-1].start()
        while len(self.turnstile._waiting) == before:
            time.sleep(0.001)

    @contextmanager
    def full(self):
        """Somebody of a third company is inside in the block; afterwards all others have been."""
        with self.turnstile.place(Claim(3, small=False), never):
            yield
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()


def test_who_comes_back_at_once_waits_behind_who_waits():
    queue = Queue()
    with queue.full():
        queue.wants("other", BULK)
        queue.wants("back", BULK)
    assert queue.order == ["other", "back"]


def test_a_small_job_goes_before_bulk_of_its_own_company():
    queue = Queue()
    with queue.full():
        queue.wants("bulk", BULK)
        queue.wants("small", SMALL)
    assert queue.order == ["small", "bulk"]


def test_companies_take_turns_however_much_one_of_them_wants():
    queue = Queue()
    with queue.full():
        for number in range(4):
            queue.wants(f"bulk {number}", BULK)
        queue.wants("other", OTHER_BULK)
    assert queue.order.index("other") == 1


def test_small_jobs_without_end_do_not_keep_bulk_waiting():
    queue = Queue()
    with queue.full():
        queue.wants("bulk", BULK)
        for number in range(2 * OLDEST_EVERY):
            queue.wants(f"small {number}", OTHER_SMALL)
    assert queue.order.index("bulk") < OLDEST_EVERY


def test_who_is_called_away_while_waiting_leaves_no_hole():
    turnstile = Turnstile(1)

    def away():
        raise InterruptedError

    with turnstile.place(BULK, never), pytest.raises(InterruptedError), turnstile.place(BULK, away):
        pass
    with turnstile.place(BULK, away):
        pass


def test_who_steps_out_lets_others_in_and_comes_back():
    turnstile, order = Turnstile(1), []

    def other():
        with turnstile.place(OTHER_BULK, never):
            order.append("other")

    with turnstile.place(BULK, never) as place:
        with place.left(never):
            run_all([other])
        order.append("back")
        assert turnstile._inside.total() == 1
    assert order == ["other", "back"]
    assert not turnstile._inside.total()


def test_who_steps_out_and_fails_has_the_place_again():
    turnstile = Turnstile(1)
    with turnstile.place(BULK, never) as place:
        with pytest.raises(OSError), place.left(never):
            raise OSError
        assert turnstile._inside.total() == 1


def test_who_wants_to_be_alone_is_alone():
    turnstile, inside, beside = Turnstile(4), [], []

    def visit():
        with turnstile.place(BULK, never):
            inside.append(1)
            time.sleep(0.02)
            inside.pop()

    def hermit():
        with turnstile.place(SMALL, never) as place, place.alone(never):
            beside.extend(inside)
            time.sleep(0.05)
            beside.extend(inside)

    run_all([visit] * 6 + [hermit] * 2 + [visit] * 6)
    assert beside == []
    assert not turnstile._inside.total()


def test_who_is_alone_may_step_out_and_stays_alone():
    turnstile = Turnstile(2)
    with turnstile.place(BULK, never) as place, place.alone(never), place.left(never):
        pass
    run_all([lambda: turnstile.place(BULK, never).__enter__()] * 2)


def test_who_is_called_away_while_waiting_to_be_alone_bars_nobody():
    turnstile = Turnstile(2)

    def away():
        raise InterruptedError

    with turnstile.place(BULK, never), turnstile.place(BULK, never) as place:
        with pytest.raises(InterruptedError), place.alone(away):
            pass
        with turnstile.place(SMALL, away):
            pass
