"""The HTTP side of picture replies: validators, lifetimes, conditional requests, refusals.

Source: Image Serving reference, HTTP caching, errors; RFC 9110 for conditional requests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

from safelight.domain.faults import AddressTooLong, Fault, InternalError
from safelight.domain.moments import moment, moment_ms

NEVER: Final = -1
_HOUR_S: Final = 3600
_YEAR_S: Final = 365 * 24 * _HOUR_S
_STATUS: Final[Mapping[type[Fault], HTTPStatus]] = {
    AddressTooLong: HTTPStatus.REQUEST_URI_TOO_LONG,
    InternalError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""All other refusals are 403, a missing picture too: the status that the reference names for most errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is sent, and for how long.

    etag:        quoted; ttl_h: hours, 0 at once, -1 for ever; modified_ms: None where it is not told
    client_cache: may it be kept at all; private: only by who asked
    """

    body: bytes
    media_type: str
    etag: str
    ttl_h: float
    modified_ms: int | None = None
    client_cache: bool = True
    private: bool = False


def reply(content: Content, asked: Mapping[str, str], now_ms: int) -> Response:
    """200 with the body, or 304 without one. asked: headers of the request, their names in lower case."""
    headers = _headers(content, now_ms)
    if _unchanged(content, asked):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    charset = "; charset=utf-8" if content.media_type.startswith("text/") else ""
    return Response(content.body, headers=headers | {"Content-Type": content.media_type + charset})


def refusal(fault: Fault, now_ms: int) -> Response:
    """The reason in one line of plain text; it expires at once."""
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "Expires": _http_date(now_ms),
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(f"{fault}\n", _STATUS.get(type(fault), HTTPStatus.FORBIDDEN), headers)


def _headers(content: Content, now_ms: int) -> dict[str, str]:
    lifetime_s = _lifetime_s(content)
    if not content.client_cache and content.ttl_h >= 0:
        control = "no-store"
    else:
        control = f"{'private' if content.private else 'public'}, max-age={lifetime_s}"
    headers = {
        "ETag": content.etag,
        "Cache-Control": control,
        "Expires": _http_date(now_ms + lifetime_s * 1000),
        "X-Content-Type-Options": "nosniff",
    }
    if content.modified_ms is not None:
        headers["Last-Modified"] = _http_date(content.modified_ms)
    if not content.private:
        headers["Access-Control-Allow-Origin"] = "*"
    return headers


def _lifetime_s(content: Content) -> int:
    """`cache=off` ends it, except where the picture itself never expires."""
    if content.ttl_h == NEVER:
        return _YEAR_S
    return round(max(0.0, content.ttl_h) * _HOUR_S) if content.client_cache else 0


def _unchanged(content: Content, asked: Mapping[str, str]) -> bool:
    """Whether a conditional request is told to keep what it has; If-None-Match goes before If-Modified-Since."""
    matches, since = asked.get("if-none-match"), asked.get("if-modified-since")
    if content.ttl_h == NEVER:
        return matches is not None or since is not None
    if matches is not None:
        tags = {tag.strip().removeprefix("W/") for tag in matches.split(",")}
        return content.etag in tags or "*" in tags
    return since is not None and content.modified_ms is not None and not _later(content.modified_ms, since)


def _later(modified_ms: int, since: str) -> bool:
    """Whether something changed after an HTTP date, to the second; true where the date cannot be read."""
    try:
        return modified_ms // 1000 > moment_ms(parsedate_to_datetime(since)) // 1000
    except (TypeError, ValueError, OverflowError):
        return True


def _http_date(ms: int) -> str:
    return format_datetime(moment(ms), usegmt=True)
