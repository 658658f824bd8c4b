"""The turnstile: few at once, first come first through."""

import threading
import time

import pytest

from safelight.jobs.turnstile import Turnstile


def never():
    """Nobody is called away."""


def test_no_more_than_its_places_are_inside():
    turnstile, inside, most = Turnstile(2), [], []

    def visit():
        with turnstile.place(never):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 2


def test_who_comes_back_at_once_waits_behind_who_waits():
    turnstile, order = Turnstile(1), []
    entered = threading.Event()

    def other():
        with turnstile.place(never):
            order.append("other")

    with turnstile.place(never):
        thread = threading.Thread(target=other)
        thread.start()
        while not turnstile._waiting:
            time.sleep(0.001)
        entered.set()
    with turnstile.place(never):
        order.append("back")
    thread.join()
    assert order == ["other", "back"]


def test_who_is_called_away_while_waiting_leaves_no_hole():
    turnstile = Turnstile(1)

    def away():
        raise InterruptedError

    with turnstile.place(never), pytest.raises(InterruptedError), turnstile.place(away):
        pass
    with turnstile.place(away):
        pass
