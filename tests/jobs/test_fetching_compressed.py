"""Answers of the web that come compressed: never larger than they may be, neither on disk nor in memory."""

import gzip
import resource
import zlib

import pytest
from test_fetching import bounds, never

from safelight.adapters import fetch
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("deflate", zlib.compress(bytes(50_000_000))),
        ("GZIP", gzip.compress(b"a") + gzip.compress(bytes(50_000_000))),
    ],
    ids=["gzip", "deflate", "members"],
)
def test_a_compressed_answer_counts_as_large_as_it_becomes(web, tmp_path, encoding, bomb):
    with pytest.raises(SourceRefused, match="larger than"):
        fetch.fetch(web.serve("/bomb", bomb, Content_Encoding=encoding), tmp_path / "f", bounds(10**6), never)
    assert (tmp_path / "f").stat().st_size <= 10**6


def test_a_bomb_is_never_in_memory_as_a_whole(web, tmp_path):
    bomb = gzip.compress(bytes(120_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceRefused, match="larger than"):
        fetch.fetch(web.serve("/bomb", bomb, Content_Encoding="gzip"), tmp_path / "f", bounds(10**6), never)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "identity"])
def test_a_compressed_answer_is_the_file_it_holds(web, tmp_path, encoding):
    content = bytes(range(256)) * 4000
    packed = {"deflate": zlib.compress, "identity": bytes}.get(encoding, gzip.compress)(content)
    address = web.serve("/a", packed, Content_Encoding=encoding)
    assert fetch.fetch(address, tmp_path / "f", bounds(10**7), never).path.read_bytes() == content


def test_a_compressed_answer_that_ends_early_is_tried_again(web, tmp_path):
    packed = gzip.compress(bytes(range(256)))[:-9]
    with pytest.raises(TransientError, match="ends early"):
        fetch.fetch(web.serve("/a", packed, Content_Encoding="gzip"), tmp_path / "f", bounds(), never)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip", "br", "zstd", "x" * 500])
def test_an_encoding_that_is_not_so_or_not_known_is_refused(web, tmp_path, encoding):
    with pytest.raises(SourceRefused, match="encoding"):
        fetch.fetch(web.serve("/a", b"plain", Content_Encoding=encoding), tmp_path / "f", bounds(), never)
