"""`/scene7/webservice/IpsApi[-VERSION].wsdl`, also without `webservice`; `?serviceUrl=` sets the address."""

import re
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from safelight.contract import model, wsdl
from safelight.gateway.address import base_url
from safelight.gateway.compression import packed

SERVICE_PATH = "/scene7/services/IpsApiService"
BY_FILE = {version.wsdl_file: version for version in model.VERSIONS.values()}
ADDRESS = re.compile(r"https?://[!-~]{1,500}")


def show(request: Request) -> Response:
    """The WSDL of one version; without a version in its name that of the oldest, as the original does."""
    version = BY_FILE.get(request.path_params["file"])
    if version is None:
        return PlainTextResponse(f"no such file; there are {', '.join(BY_FILE)}\n", status_code=404)
    address = request.query_params.get("serviceUrl") or base_url(request)
    if not ADDRESS.fullmatch(address):
        return PlainTextResponse("serviceUrl: want an address such as http://127.0.0.1:8888\n", status_code=400)
    text = _text(version, address.rstrip("/") + SERVICE_PATH)
    content, headers = packed(text.encode(), request.headers.get("accept-encoding", ""))
    return Response(content, headers=headers, media_type="text/xml; charset=utf-8")


@lru_cache(maxsize=32)
def _text(version: model.Version, address: str) -> str:
    return wsdl.build(version, address)
