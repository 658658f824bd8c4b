"""Answers compressed for who can read that."""

import gzip

FROM_BYTES = 500
LEVEL = 2
"""Half the time of level 5 for a large reply, and a fifth more of it to send."""


def packed(content: bytes, accept_encoding: str, *, asked: bool = False) -> tuple[bytes, dict[str, str]]:
    """A body as it goes out, and the headers that tell how.

    asked: the caller said gzipResponse, which holds whatever the header says
    """
    told = {"Vary": "Accept-Encoding"}
    if asked or (len(content) >= FROM_BYTES and accepts_gzip(accept_encoding)):
        return gzip.compress(content, LEVEL, mtime=0), told | {"Content-Encoding": "gzip"}
    return content, told


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: by name or as `*`, and not with quality 0."""
    weights = dict(_weighed(part) for part in accept_encoding.lower().split(","))
    return weights.get("gzip", weights.get("*", False))


def _weighed(part: str) -> tuple[str, bool]:
    coding, _, weight = part.replace(" ", "").partition(";q=")
    return coding, weight.strip("0.") != "" or not weight
