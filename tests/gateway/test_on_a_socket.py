"""Clients that are slow, abrupt or speak nonsense, on a real socket: the server answers or cuts off, and goes on."""

import gzip
import http.client
import re
import socket
import struct
import time
from contextlib import ExitStack, contextmanager
from subprocess import check_output
from xml.sax.saxutils import escape

import pytest

from harness import BASE, ENVELOPE, SOAP_11
from safelight.contract import model

pytestmark = [pytest.mark.process]

PATH = "/scene7/services/IpsApiService"
PARAM = f'<getSystemPropertiesParam xmlns="{model.NEWEST.namespace}"/>'


@pytest.fixture
def live(live_server):
    """The server; whatever a test does to it, it is well afterwards and has logged no failure of its own."""
    told = live_server.log.stat().st_size
    yield live_server
    assert asked(live_server).status == 200
    with live_server.log.open("rb") as log:
        log.seek(told)
        said = log.read().decode()
    assert "Traceback" not in said
    assert "failed" not in said


def envelope(live, more="", param=PARAM):
    user, password = escape(live.email), escape(live.password)
    header = f'<authHeader xmlns="{BASE}"><user>{user}</user><password>{password}</password>{more}</authHeader>'
    return ENVELOPE.format(soap=SOAP_11, header=header, body=param).encode()


@contextmanager
def connected(live):
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=60)
    yield connection
    connection.close()


def exchanged(connection, body, headers=None):
    connection.request("POST", PATH, body, headers or {})
    reply = connection.getresponse()
    reply.content = reply.read()
    return reply


def asked(live, body=None, headers=None):
    with connected(live) as connection:
        return exchanged(connection, body or envelope(live), headers)


def head(live, length):
    return f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nContent-Length: {length}\r\n\r\n".encode()


def opened(live):
    return socket.create_connection(("127.0.0.1", live.port), timeout=60)


def heard(client):
    """What comes until the server closes or the first reply is whole."""
    said = b""
    while not (said.endswith(b"</soapenv:Envelope>")):
        piece = client.recv(65536)
        if not piece:
            break
        said += piece
    return said


def abort(client):
    """Close with a reset, as a client that was killed."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def test_one_connection_carries_call_after_call_also_after_a_fault(live):
    with connected(live) as connection:
        for body, status in [(envelope(live), 200), (b"<broken", 500), (envelope(live), 200)]:
            assert exchanged(connection, body).status == status


def test_a_compressed_answer_is_shorter_on_the_wire(live):
    plain = asked(live)
    small = asked(live, headers={"Accept-Encoding": "deflate, gzip;q=0.5"})
    assert plain.getheader("Content-Encoding") is None
    assert small.getheader("Content-Encoding") == "gzip"
    assert int(small.getheader("Content-Length")) == len(small.content) < len(plain.content)
    assert gzip.decompress(small.content) == plain.content


@pytest.mark.documented
def test_gzip_response_asks_for_it_without_a_header(live):
    reply = asked(live, envelope(live, "<gzipResponse>true</gzipResponse>"))
    assert gzip.decompress(reply.content).endswith(b"</soapenv:Envelope>")


@pytest.mark.parametrize("header", ["gzip;q=0", "gzip;q=0.0, identity", "identity", "x-gzipped"])
def test_who_refuses_gzip_gets_none(live, header):
    assert asked(live, headers={"Accept-Encoding": header}).content.endswith(b"</soapenv:Envelope>")


def test_a_body_in_chunks_is_read(live):
    body = envelope(live)
    reply = asked(live, iter([body[:10], body[10:]]))
    assert reply.status == 200
    assert b"getSystemPropertiesReturn" in reply.content


def test_who_waits_to_be_told_to_go_on_is_told(live):
    with opened(live) as client:
        body = envelope(live)
        client.sendall(head(live, len(body)).replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"))
        assert client.recv(65536).startswith(b"HTTP/1.1 100")
        client.sendall(body)
        assert heard(client).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("token", [b"Basic \xe9\xff", b"Basic ", b"\xff", b"Negotiate abc"])
def test_an_authorization_of_any_bytes_is_no_credentials(live, token):
    body = ENVELOPE.format(soap=SOAP_11, header="", body=PARAM).encode()
    with opened(live) as client:
        authorization = b"\r\nAuthorization: " + token + b"\r\n\r\n"
        client.sendall(head(live, len(body)).replace(b"\r\n\r\n", authorization) + body)
        assert b"<tns:code>10000</tns:code>" in heard(client)


def test_slow_clients_keep_nobody_waiting(live):
    body = envelope(live)
    with ExitStack() as stack:
        slow = [stack.enter_context(opened(live)) for _ in range(60)]
        for client in slow:
            client.sendall(head(live, len(body)) + body[:100])
        began = time.monotonic()
        assert asked(live).status == 200
        assert time.monotonic() - began < 5
        for piece in (body[100:200], body[200:]):
            slow[0].sendall(piece)
            time.sleep(0.05)
        assert heard(slow[0]).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("part", ["head", "body", "all"])
def test_clients_that_vanish_leave_nothing_behind(live, part):
    body = envelope(live)
    whole = head(live, len(body)) + body
    for _ in range(20):
        client = opened(live)
        client.sendall({"head": whole[:30], "body": whole[:-10], "all": whole}[part])
        abort(client)
    assert asked(live).status == 200


def test_an_upload_that_breaks_off_leaves_nothing_behind(live):
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + b"\xff" * 3_000_000
    request = head(live, 10_000_000).replace(PATH.encode(), b"/scene7/UploadFile")
    request = request.replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n")
    with opened(live) as client:
        client.sendall(request + start)
        assert soon(lambda: large_files(live))
        abort(client)
    assert soon(lambda: not large_files(live))


def large_files(live):
    """Of the blob store, a megabyte or more of what the upload sent."""
    return [path for path in (live.data / "blobs").rglob("*") if path.is_file() and path.stat().st_size >= 2**20]


def soon(what):
    """Whether something comes true within ten seconds."""
    deadline = time.monotonic() + 10
    while not (true := what()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return true


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
        b"GET\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"\r\n" * 1000,
        b"POST " + PATH.encode() + b" HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST " + PATH.encode() + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST " + PATH.encode() + b" HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: y\r\n" % number for number in range(5000)) + b"\r\n",
    ],
)
def test_what_is_no_http_is_cut_off(live, nonsense):
    with opened(live) as client:
        try:
            client.sendall(nonsense)
            client.shutdown(socket.SHUT_WR)
            said = heard(client)
        except OSError:  # it is cut off already
            said = b""
    assert not said or re.match(rb"HTTP/1\.1 [45]\d\d ", said)


@pytest.mark.slow
def test_a_body_without_end_is_cut_off_and_takes_no_memory(live):
    """More than is read and dropped so that honest clients see the answer."""
    before = memory_kb(live)
    with opened(live) as client:
        client.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        sent = sent_until_cut_off(client, b"100000\r\n" + b"x" * 2**20 + b"\r\n", 1000)
    assert 256 < sent < 1000
    assert memory_kb(live) - before < 100_000


def sent_until_cut_off(client, piece, most):
    for sent in range(most):
        try:
            client.sendall(piece)
        except ConnectionError:
            return sent
    return most


def memory_kb(live):
    """Of all processes of the server together."""
    lines = check_output(["ps", "-A", "-o", "rss=,pgid="], text=True).splitlines()
    return sum(int(size) for size, group in map(str.split, lines) if int(group) == live.process.pid)
