"""The header of a request: who calls, and how the answer is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, Final

from lxml import etree

from safelight.contract.codec.values import READ
from safelight.contract.elements import local_name, own_text, split_tag
from safelight.contract.model import BASE_NAMESPACE

_OLD_NAMESPACE: Final = "http://www.scene7.com/IpsApi"
_LOWEST_STATUS, _HIGHEST_STATUS = 200, 599
_WITHOUT_BODY: Final = frozenset({204, 205, 304})


@dataclass(frozen=True, slots=True)
class Auth:
    """The authHeader, in whichever namespace and order it came; absent fields are None.

    How the answer should travel never refuses a call: a flag or status that is none counts as absent (`assumed`).

    fault_http_status_code: HTTP status of a fault, 200 to 599 and one that has a body; None means 500
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    locale: str | None = None
    app_name: str | None = None
    app_version: str | None = None
    gzip_response: bool | None = None
    fault_http_status_code: int | None = None


def read_auth(headers: Iterable[etree._Element]) -> Auth | None:
    """Find the authHeader, else the AuthUser and AuthPassword of callers before 3.8; other headers mean nothing."""
    old: dict[str, str] = {}
    for header in headers:
        namespace, name = split_tag(header)
        if name == "authHeader" and namespace.startswith(BASE_NAMESPACE):
            return _auth(header)
        if namespace == _OLD_NAMESPACE:
            old[name] = own_text(header)
    return Auth(user=old["AuthUser"], password=old.get("AuthPassword")) if "AuthUser" in old else None


def _auth(header: etree._Element) -> Auth:
    texts = {local_name(child): own_text(child) for child in header}
    return Auth(
        user=texts.get("user"),
        password=texts.get("password"),
        access_token=texts.get("accessToken"),
        locale=texts.get("locale"),
        app_name=texts.get("appName"),
        app_version=texts.get("appVersion"),
        gzip_response=_read("xsd:boolean", texts.get("gzipResponse")),
        fault_http_status_code=_status(texts.get("faultHttpStatusCode")),
    )


def _status(text: str | None) -> int | None:
    status: int | None = _read("xsd:int", text)
    if status is None or not _LOWEST_STATUS <= status <= _HIGHEST_STATUS or status in _WITHOUT_BODY:
        return None
    return status


def _read(kind: str, text: str | None) -> Any:
    try:
        return None if text is None else READ[kind](text, UTC)
    except ValueError:
        return None
