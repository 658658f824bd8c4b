"""Where a file may be fetched from, and how long and large it may be: what is out of bounds is one error line."""

import contextlib
import socket
import time
from ipaddress import ip_address

import httpx
import pytest
import runs

from safelight.adapters import addresses, fetch
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

ALLOWED = frozenset({"127.0.0.1"})
HERE = [
    *("localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
]
"""Spellings of this machine."""
METADATA_OF_CLOUDS = "http://169.254.169.254/latest/meta-data/"
TEN_GB = 10 * 2**30


def bounds(max_bytes=10_000, timeout_s=5.0, allowed=ALLOWED):
    return fetch.Bounds(max_bytes, timeout_s, allowed)


def never():
    """Nobody wants the transfer to end."""


class Enough(Exception):
    """Somebody does."""


def test_who_ends_a_transfer_goes_on_when_it_has_let_go(web, tmp_path):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"x")
                time.sleep(0.01)

    def enough():
        raise Enough

    with pytest.raises(Enough):
        fetch.fetch(web.handle("/long", endless), tmp_path / "f", bounds(), enough)
    size = (tmp_path / "f").stat().st_size
    time.sleep(0.1)
    assert (tmp_path / "f").stat().st_size == size
    assert fetch.fetch(web.serve("/next", b"content"), tmp_path / "g", bounds(), never).size_bytes == 7


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001:db8::1",
    ],
)
def test_an_address_inside_is_not_public(address):
    assert not addresses.public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_an_address_of_the_open_internet_is_public(address):
    assert addresses.public(ip_address(address))


@pytest.mark.parametrize("host", HERE)
def test_no_spelling_of_this_machine_is_fetched_from(web, tmp_path, host):
    web.serve("/a", b"secret")
    with pytest.raises(SourceRefused, match=r"private|no address"):
        fetch.fetch(web.url("/a", host), tmp_path / "f", bounds(allowed=frozenset()), never)
    assert web.asked == []


def test_a_host_of_the_settings_is_fetched_from(web, tmp_path):
    got = fetch.fetch(web.serve("/x/a.jpg?size=1", b"content"), tmp_path / "f", bounds(), never)
    assert (got.path.read_bytes(), got.size_bytes, got.name) == (b"content", 7, "a.jpg")


def test_a_redirect_to_a_host_inside_is_refused(web, tmp_path):
    web.serve("/secret", b"secret")
    web.serve("/on", b"", 302, Location=web.url("/secret", "localhost"))
    with pytest.raises(SourceRefused, match="private"):
        fetch.fetch(web.url("/on"), tmp_path / "f", bounds(), never)
    assert web.count("/secret") == 0


@pytest.fixture
def names(monkeypatch):
    """What a name server says, by name: one list of addresses after the other, then the last one for ever."""
    said = {}
    ask = socket.getaddrinfo

    def answered(host, port, *more, **named):
        if host not in said:
            return ask(host, port, *more, **named)
        answers = said[host]
        now = answers.pop(0) if len(answers) > 1 else answers[0]
        return [entry for address in now for entry in ask(address, port, *more, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", answered)
    return said


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["::ffff:127.0.0.1"],
        ["1.1.1.1", "127.0.0.1"],
        ["127.0.0.1", "1.1.1.1"],
    ],
)
def test_a_name_that_leads_inside_is_refused(web, tmp_path, names, addresses):
    names["pictures.example.com"] = [addresses]
    web.serve("/a", b"secret")
    with pytest.raises(SourceRefused, match="private"):
        fetch.fetch(web.url("/a", "pictures.example.com"), tmp_path / "f", bounds(), never)
    assert web.asked == []


def test_a_name_is_asked_for_once_and_what_it_says_later_leads_nowhere(web, tmp_path, names):
    """The second answer is an address outside where nobody listens: the file comes from the first."""
    names["pictures.example.com"] = [["127.0.0.1"], ["192.0.2.1"]]
    web.serve("/a", b"content")
    allowed = bounds(allowed=frozenset({"pictures.example.com"}), timeout_s=1.5)
    got = fetch.fetch(web.url("/a", "pictures.example.com"), tmp_path / "f", allowed, never)
    assert got.path.read_bytes() == b"content"
    assert web.asked[0][3]["Host"] == f"pictures.example.com:{web.port}"


def test_a_redirect_is_judged_by_an_answer_of_its_own(web, tmp_path, names):
    names["inside.example.com"] = [["10.0.0.7"]]
    web.serve("/on", b"", 302, Location="http://inside.example.com/a")
    with pytest.raises(SourceRefused, match="private"):
        fetch.fetch(web.url("/on"), tmp_path / "f", bounds(), never)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("host", ["169.254.169.254", "[::ffff:a9fe:a9fe]", "2852039166", "0xa9.0xfe.0xa9.0xfe"])
def test_a_redirect_to_the_metadata_of_a_cloud_is_refused(web, tmp_path, host, status):
    web.serve("/on", b"", status, Location=f"http://{host}/latest/meta-data/")
    with pytest.raises(SourceRefused, match="private"):
        fetch.fetch(web.url("/on"), tmp_path / "f", bounds(), never)
    assert not (tmp_path / "f").exists()


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.com/x", "sftp://example.com/x", "gopher://x/"]
)
def test_a_redirect_to_another_scheme_is_refused(web, tmp_path, location):
    web.serve("/on", b"", 302, Location=location)
    with pytest.raises(SourceRefused, match="scheme"):
        fetch.fetch(web.url("/on"), tmp_path / "f", bounds(), never)


def test_redirects_are_followed(web, tmp_path):
    web.serve("/a/end", b"here")
    web.serve("/a/two", b"", 307, Location="end")
    web.serve("/one", b"", 301, Location="/a/two")
    assert fetch.fetch(web.url("/one"), tmp_path / "f", bounds(), never).path.read_bytes() == b"here"


def test_redirects_in_a_circle_end(web, tmp_path):
    web.serve("/round", b"", 302, Location="/about")
    web.serve("/about", b"", 302, Location="/round")
    with pytest.raises(SourceRefused, match="more than 5 times"):
        fetch.fetch(web.url("/round"), tmp_path / "f", bounds(), never)
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "address",
    ["", "no address", "ada:sesame@", "http://", "ftp:///a", "sftp:///a", "gopher://127.0.0.1/a", "file:///etc/passwd"],
)
def test_what_is_no_address_of_a_file_is_refused(tmp_path, address):
    with pytest.raises(SourceRefused, match=r"scheme|names no host|no valid name") as refused:
        fetch.fetch(address, tmp_path / "f", bounds(), never)
    assert "sesame" not in str(refused.value)


def test_a_host_that_does_not_exist_is_refused_or_tried_again(tmp_path):
    with pytest.raises((SourceRefused, TransientError)):
        fetch.fetch("http://nowhere.invalid/a", tmp_path / "f", bounds(), never)


def test_a_connection_nobody_answers_is_tried_again(tmp_path):
    with pytest.raises(TransientError):
        fetch.fetch("http://127.0.0.1:1/a", tmp_path / "f", bounds(), never)


def test_a_file_that_says_it_is_too_large_is_not_read(web, tmp_path):
    with pytest.raises(SourceRefused, match="larger than 10000 bytes"):
        fetch.fetch(web.serve("/big", bytes(10_001)), tmp_path / "f", bounds(), never)
    assert not (tmp_path / "f").exists()


@pytest.mark.parametrize("length", [str(TEN_GB), "9" * 4000, f"{TEN_GB}\r\nContent-Length: 5"])
def test_a_length_that_lies_is_not_waited_for(web, tmp_path, length):
    def liar(handler):
        handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nshort".encode())
        time.sleep(0.3)

    began = time.monotonic()
    with pytest.raises((SourceRefused, TransientError)):
        fetch.fetch(web.handle("/liar", liar), tmp_path / "f", bounds(), never)
    assert time.monotonic() - began < 1
    assert not (tmp_path / "f").exists()


def test_a_body_in_pieces_without_an_end_is_cut_off(web, tmp_path):
    def pieces(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"400\r\n" + bytes(1024) + b"\r\n")

    with pytest.raises(SourceRefused, match="larger than"):
        fetch.fetch(web.handle("/pieces", pieces), tmp_path / "f", bounds(), never)
    assert (tmp_path / "f").stat().st_size <= 10_000


def test_headers_without_an_end_are_cut_off(web, tmp_path):
    def headers(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    with pytest.raises((SourceRefused, TransientError)):
        fetch.fetch(web.handle("/headers", headers), tmp_path / "f", bounds(timeout_s=1.0), never)


def test_a_file_that_does_not_say_that_it_is_too_large_is_cut_off(web, tmp_path):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(10_000):
                handler.wfile.write(bytes(1000))
        except OSError:
            pass

    with pytest.raises(SourceRefused, match="larger than"):
        fetch.fetch(web.handle("/endless", endless), tmp_path / "f", bounds(), never)


def test_a_file_shorter_than_its_server_says_is_tried_again(web, tmp_path):
    def liar(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b"short")
        handler.close_connection = True

    with pytest.raises(TransientError):
        fetch.fetch(web.handle("/liar", liar), tmp_path / "f", bounds(), never)


def test_a_transfer_that_drips_is_ended(web, tmp_path):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b".")
                time.sleep(0.05)
        except OSError:
            pass

    began = time.monotonic()
    with pytest.raises(SourceRefused, match=r"longer than 0\.4 s"):
        fetch.fetch(web.handle("/drip", drip), tmp_path / "f", bounds(timeout_s=0.4), never)
    assert time.monotonic() - began < 2


def test_a_transfer_ends_within_half_a_second_when_asked_to(web, tmp_path):
    class EnoughError(Exception):
        pass

    def enough():
        if time.monotonic() - began > 0.2:
            raise EnoughError

    def silent(_handler):
        time.sleep(1.5)

    began = time.monotonic()
    with pytest.raises(EnoughError):
        fetch.fetch(web.handle("/silent", silent), tmp_path / "f", bounds(), enough)
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_of_the_server_is_final(web, tmp_path, status):
    with pytest.raises(SourceRefused, match=str(status)):
        fetch.fetch(web.serve("/no", b"", status), tmp_path / "f", bounds(), never)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_trouble_of_the_server_is_tried_again(web, tmp_path, status):
    with pytest.raises(TransientError, match=str(status)):
        fetch.fetch(web.serve("/no", b"", status), tmp_path / "f", bounds(), never)


def test_user_and_password_of_an_address_go_to_its_host_and_nowhere_else(web, tmp_path):
    web.serve("/end", b"here")
    web.serve("/start", b"", 302, Location="/end")
    address = web.url("/start").replace("http://", "http://ada:p%40ss@")
    fetch.fetch(address, tmp_path / "f", bounds(), never)
    sent = [headers.get("Authorization") for _, _, _, headers in web.asked]
    assert sent[0] == httpx.BasicAuth("ada", "p@ss")._auth_header
    assert web.asked[0][3]["Host"] == f"127.0.0.1:{web.port}"


def test_hostile_servers_are_an_error_line_each(server, web):
    """What becomes of it in a job: a redirect inside, a length that lies, a circle; the good file comes in."""
    web.serve("/inside", b"", 302, Location=METADATA_OF_CLOUDS)
    web.serve("/round", b"", 302, Location="/round")

    def liar(handler):
        handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {TEN_GB}\r\n\r\nshort".encode())

    web.handle("/liar", liar)
    web.serve("/good", runs.picture())
    paths = ("/inside", "/liar", "/round", "/good")
    handle = runs.upload(server, *((web.url(path), f"{path[1:]}.jpg") for path in paths))
    server.run_jobs()
    lines = {line.assetName: line.logMessage for line in runs.lines(server, handle, "UploadError")}
    reasons = {"inside.jpg": "private network", "liar.jpg": "is larger than", "round.jpg": "leads on more than"}
    assert {name: reason in lines[name] for name, reason in reasons.items()} == dict.fromkeys(reasons, True)
    assert (len(lines), list(runs.assets(server))) == (3, ["good.jpg"])


def test_a_password_in_an_address_is_not_told_in_the_log(server, web):
    address = web.url("/none.jpg").replace("http://", "http://ada:sesame@")
    handle = runs.upload(server, (address, "a.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "404" in line.logMessage
    assert "sesame" not in line.logMessage


def test_a_host_inside_is_an_error_line_of_its_file_alone(server, web):
    good = web.serve("/a.jpg", runs.picture())
    handle = runs.upload(server, (web.url("/a.jpg", "localhost"), "b.jpg"), (good, "a.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "private network" in line.logMessage
    assert list(runs.assets(server)) == ["a.jpg"]
