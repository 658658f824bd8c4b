"""UploadFile: files by POST, into a new upload job or an open one.

The parts may come in any order. Who sends is asked as soon as it is known, and at once refused; what had come before
is dropped. Source: IPS API reference, UploadFile servlet; `wire-facts.md`.
"""

import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from typing import Any

import anyio.to_thread
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from safelight.contract import envelope, model
from safelight.contract.envelope import PLAIN, Auth
from safelight.contract.shapes import UploadPostReturn
from safelight.domain.faults import Fault, InternalError, InvalidRequestXml, MissingParameter
from safelight.gateway import soap
from safelight.gateway.address import incoming
from safelight.gateway.compression import packed
from safelight.gateway.forms import Form, FormReader
from safelight.operations.jobs.upload_post import asked
from safelight.services import authorisation, meters, room, uploads
from safelight.services.uploads import Arrived

log = structlog.get_logger()

AUTH, PARAMS = "auth", "uploadParams"
GONE = -1
DRAINED_BYTES = 64 * 2**20
"""Read and dropped of a body after it was refused, so that its sender gets to see the answer."""
UPLOAD = model.OPERATIONS["uploadPost"]
"""The entry is older than the operation: it is open in every version, in the shape of the newest."""


async def upload(request: Request) -> Response:
    return await Upload(request).answer()


class Upload:
    """One request, from its first byte to its answer."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._call = incoming(request, b"", plain=True)
        self._auth: Auth | None = None

    async def answer(self) -> Response:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=self._call.request_id, operation=meters.UPLOAD_FILE)
        began = time.perf_counter()
        with self._call.parts.traces.span(meters.UPLOAD_FILE, self._call.traceparent, serves=True):
            response, code = await self._answered()
            meters.count_call(meters.UPLOAD_FILE, code, time.perf_counter() - began)
            soap.tell(self._call, meters.UPLOAD_FILE, code)
            return response

    async def _answered(self) -> tuple[Response, int]:
        """The answer, and its fault code, 0 for none, -1 where the client has gone."""
        try:
            return self._response(await self._taken()), 0
        except ClientDisconnect:
            return Response(status_code=400), GONE
        except Fault as refusal:
            log.warning("call.refused", element=refusal.element, code=refusal.code, reason=str(refusal))
            fault: Fault = refusal
        except Exception as failure:
            log.exception("call.failed")
            fault = room.refusal(self._call.parts, failure) or InternalError(self._call.request_id)
        await self._drain()
        status = (self._auth and self._auth.fault_http_status_code) or 500
        return self._response(envelope.write_fault(fault, PLAIN), status), fault.code

    async def _taken(self) -> str:
        """The reply, with the files in the job."""
        parts = self._call.parts
        room.check(parts)
        async with AsyncExitStack() as stack:
            texts, largest = frozenset({AUTH, PARAMS}), parts.settings.upload_max_bytes
            reader = FormReader(parts.blobs, stack, texts, largest, self._seen)
            form = await reader.read(self._request.headers.get("content-type", ""), self._request.stream())
            await anyio.to_thread.run_sync(self._check, form)
            files = [Arrived(file.name, await file.spool.finish()) for file in form.files]
            meters.count_bytes(uploads.ELEMENT, sum(file.blob.size_bytes for file in files))
            return await anyio.to_thread.run_sync(self._receive, files)

    async def _seen(self, name: str, text: bytes) -> None:
        """Refuse a sender before the rest of the form has come."""
        if name == AUTH:
            self._auth = envelope.read_alone(text, b"<none/>").auth
            await anyio.to_thread.run_sync(self._authenticate)

    def _authenticate(self) -> None:
        call = self._call
        call.caller = authorisation.authenticate(call.parts, soap.credentials(self._auth, call.authorization))

    def _check(self, form: Form) -> None:
        """The steps of a call, less those that came before, and the handler."""
        if AUTH not in form.texts:
            self._authenticate()
        if PARAMS not in form.texts:
            raise MissingParameter(PARAMS, "a part with an uploadPostParam document")
        call = self._call
        call.request = envelope.read_alone(form.texts.get(AUTH), form.texts[PARAMS])
        if call.request.param_name != UPLOAD.param.name:
            raise InvalidRequestXml(PARAMS, call.request.param_name, UPLOAD.param.name)
        soap.choose_version(call)
        if not UPLOAD.first <= call.version.position <= UPLOAD.last:
            call.version = replace(model.NEWEST, namespace=call.version.namespace, listed=call.version.listed)
        call.operation = UPLOAD
        soap.decode_param(call)
        soap.authorise(call)

    def _receive(self, files: Sequence[Arrived]) -> str:
        call = self._call

        def received(tx: Any) -> UploadPostReturn:
            ctx = soap.context(call, tx)
            return UploadPostReturn(
                job_handle=uploads.receive(ctx, ctx.company(call.param.company_handle), asked(call.param), files)
            )

        call.answer = call.parts.database.transact(received)
        soap.encode_return(call)
        return envelope.write_reply(call.reply, PLAIN)

    def _response(self, xml: str, status: int = 200) -> Response:
        accept_encoding = self._request.headers.get("accept-encoding", "")
        asked_for = self._auth is not None and bool(self._auth.gzip_response)
        content, headers = packed(xml.encode(), accept_encoding, asked=asked_for)
        return Response(content, status, headers | {"Content-Type": PLAIN.media_type})

    async def _drain(self) -> None:
        size = 0
        with suppress(ClientDisconnect, RuntimeError):
            async for piece in self._request.stream():
                size += len(piece)
                if size > DRAINED_BYTES:
                    return
