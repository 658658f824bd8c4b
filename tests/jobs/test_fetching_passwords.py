"""Passwords in addresses: they go to the host of the address, and are told nobody."""

import pytest
from test_fetching import bounds, never

from safelight.adapters import fetch
from safelight.domain.faults import SourceRefused


@pytest.mark.parametrize("address", ["http://ada:sesame@[::1", "http://ada:ses@me@h:port/", "sftp://ada:sesame@/a"])
def test_a_password_in_what_is_no_address_is_not_told(tmp_path, address):
    with pytest.raises(SourceRefused) as refused:
        fetch.fetch(address, tmp_path / "f", bounds(), never)
    assert "ses" not in str(refused.value)


@pytest.mark.parametrize("login", ["", "eve:else@"])
def test_a_redirect_takes_no_password_to_another_host_and_brings_none(web, tmp_path, login):
    web.serve("/end", b"here")
    web.serve("/start", b"", 302, Location=web.url("/end", f"{login}localhost"))
    address = web.url("/start").replace("http://", "http://ada:sesame@")
    fetch.fetch(address, tmp_path / "f", bounds(allowed=frozenset({"127.0.0.1", "localhost"})), never)
    (first, second) = [headers.get("Authorization") for _, _, _, headers in web.asked]
    assert (first is not None, second) == (True, None)


def test_a_redirect_tells_no_password_it_brings(web, tmp_path):
    web.serve("/on", b"", 302, Location="http://eve:sesame@10.0.0.7/a")
    with pytest.raises(SourceRefused) as refused:
        fetch.fetch(web.url("/on"), tmp_path / "f", bounds(), never)
    assert "sesame" not in str(refused.value)
