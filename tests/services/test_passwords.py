"""Passwords: hashing, the cache of what was right, and the rule."""

import statistics
import time

import pytest

from safelight.domain.faults import WeakPassword
from safelight.services.passwords import CACHE_S, Passwords, refuse_weak
from safelight.settings import Settings

RIGHT = "Sesam-0ffne"
CHEAP = {"argon2_time_cost": 1, "argon2_memory_kib": 64}
DEAR = {"argon2_time_cost": 2, "argon2_memory_kib": 32768}


def took_s(act, *args):
    began = time.perf_counter()
    act(*args)
    return time.perf_counter() - began


def test_a_hash_fits_its_password_only():
    passwords = Passwords(Settings(**CHEAP))
    stored = passwords.hash(RIGHT)
    assert passwords.verify(stored, RIGHT)
    assert not passwords.verify(stored, RIGHT.lower())


def test_two_hashes_of_one_password_differ():
    passwords = Passwords(Settings(**CHEAP))
    assert passwords.hash(RIGHT) != passwords.hash(RIGHT)


def test_the_costs_are_those_of_the_settings():
    assert "$m=128,t=2,p=1$" in Passwords(Settings(argon2_time_cost=2, argon2_memory_kib=128)).hash(RIGHT)


def test_a_repeated_right_password_costs_less_than_a_tenth_of_a_millisecond():
    passwords = Passwords(Settings(**DEAR))
    stored = passwords.hash(RIGHT)
    assert passwords.verify(stored, RIGHT)
    assert statistics.median(took_s(passwords.verify, stored, RIGHT) for _ in range(101)) < 0.0001


def test_a_repeated_wrong_password_costs_its_full_price_each_time():
    passwords = Passwords(Settings(**DEAR))
    stored = passwords.hash(RIGHT)
    full = min(took_s(passwords.hash, RIGHT) for _ in range(3))
    assert min(took_s(passwords.verify, stored, "Wrong-0ne") for _ in range(3)) > full / 3


def test_an_unknown_user_burns_the_time_of_a_wrong_password():
    passwords = Passwords(Settings(**DEAR))
    full = min(took_s(passwords.hash, RIGHT) for _ in range(3))
    assert not passwords.verify(None, RIGHT)
    assert min(took_s(passwords.verify, None, RIGHT) for _ in range(3)) > full / 3


def test_what_was_right_is_forgotten_after_five_minutes():
    now = [0.0]
    passwords = Passwords(Settings(**DEAR), lambda: now[0])
    stored = passwords.hash(RIGHT)
    full = took_s(passwords.verify, stored, RIGHT)
    now[0] = CACHE_S - 0.1
    assert took_s(passwords.verify, stored, RIGHT) < full / 10
    now[0] = CACHE_S + 0.1
    assert took_s(passwords.verify, stored, RIGHT) > full / 3


def test_a_changed_hash_misses_what_is_remembered_of_the_old_one():
    passwords = Passwords(Settings(**CHEAP))
    assert passwords.verify(passwords.hash(RIGHT), RIGHT)
    assert not passwords.verify(passwords.hash("An0ther-one"), RIGHT)


@pytest.mark.documented
@pytest.mark.parametrize("password", ["passw0rd", "@Do6e$ySt3mz", "PASSword", "пароль-00", "a b c d e"])
def test_eight_characters_of_two_classes_will_do(password):
    refuse_weak(password)


@pytest.mark.parametrize("password", ["", "Sh0rt-y", "onlylower", "ONLYUPPER", "12345678", "--------"])
def test_a_weak_password_is_refused_by_a_sentence_that_does_not_hold_it(password):
    with pytest.raises(WeakPassword, match="password: got") as refused:
        refuse_weak(password)
    assert refused.value.code == 30001
    assert not password or password not in str(refused.value)
