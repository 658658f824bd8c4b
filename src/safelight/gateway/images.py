"""`/is/image/...`: pictures that are published, and `/is/preview/...`: those that are not, to who may see them."""

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

import anyio.to_thread
import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from safelight.adapters.response_cache import Reply, ResponseCache
from safelight.adapters.tracing import Traces
from safelight.domain import purges
from safelight.domain.faults import Fault, InternalError, InvalidParameter, UnknownPicture
from safelight.domain.records import Head, Record
from safelight.gateway import picture_replies, soap
from safelight.gateway.address import traceparent
from safelight.gateway.flights import Flights
from safelight.gateway.picture_replies import Content
from safelight.imaging import tuning
from safelight.imaging.view import profile_of
from safelight.services import meters, preview, publishing
from safelight.services.context import Parts
from safelight.services.preview import Link
from safelight.serving import answering, gate, url
from safelight.serving.answering import Answer, Catalog
from safelight.serving.drawing import draw
from safelight.serving.plan import Plan
from safelight.serving.telling import as_much_as

PUBLISHED: Final = "/is/image"
PREVIEW: Final = "/is/preview"
CACHE_FOLDER: Final = "cache"
ANSWERS_KEPT: Final = 5_000
SPAN: Final = "picture"
_MAY_ASK_FOR_FACTS: Final = frozenset({"req"})
log = structlog.get_logger()


def routes(parts: Parts) -> list[BaseRoute]:
    """The addresses of pictures, over one cache and one pool of renderers."""
    pictures = Pictures(parts)
    return [
        Route(PUBLISHED, pictures.show),
        Route(PUBLISHED + "/{path:path}", pictures.show),
        Route(PREVIEW + "/{path:path}", pictures.show_preview),
    ]


def cache_of(parts: Parts) -> ResponseCache:
    """The cache that the processes of this machine share."""
    return ResponseCache(parts.settings.data.absolute() / CACHE_FOLDER, parts.settings.cache_bytes)


@dataclass(frozen=True, slots=True)
class Found:
    """What to send: the answer, and its bytes where they are at hand."""

    answer: Answer
    reply: Reply | None

    @property
    def outcome(self) -> str:
        if self.answer.plan is None:
            return meters.TOLD
        return meters.RENDERED if self.reply is None else meters.CACHED


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer, and the generation in which it holds."""

    head: Head
    answer: Answer


Later = Callable[[], Found]
"""Finding that may wait for a database, and so belongs into a thread."""


class Pictures:
    """Answers the picture URLs of one process."""

    def __init__(self, parts: Parts) -> None:
        tuning.for_serving()
        self._parts = parts
        self._heads = publishing.Heads()
        self._cache = cache_of(parts)
        self._settled: dict[url.Request, Settled] = {}
        self._flights: Flights[Reply] = Flights(os.cpu_count() or 1)

    async def show(self, request: Request) -> Response:
        return await self._respond(request, lambda: self._published_at_hand(request), private=False)

    async def show_preview(self, request: Request) -> Response:
        authorization = request.headers.get("authorization", "")
        return await self._respond(
            request, lambda: _later(self._draft, _asked(request, PREVIEW), authorization), private=True
        )

    async def _respond(self, request: Request, find: Callable[[], Found | Later], *, private: bool) -> Response:
        """Whatever happens, a picture, facts, or a refusal in plain text comes out."""
        began = time.perf_counter()
        traces = self._parts.traces
        with traces.span(SPAN, traceparent(request), serves=True):
            response, outcome = await self._responded(find, private=private, request=request)
            meters.count_picture(outcome, time.perf_counter() - began)
            if traces.on:
                _tell(traces, request, response.status_code, outcome)
            return response

    async def _responded(
        self, find: Callable[[], Found | Later], *, private: bool, request: Request
    ) -> tuple[Response, str]:
        now_ms = self._parts.clock.now_ms()
        try:
            begun = find()
            found = begun if isinstance(begun, Found) else await anyio.to_thread.run_sync(begun)
            reply = found.reply or await self._made(found.answer)
            content = _content(found.answer, reply, private=private)
            return picture_replies.reply(content, request.headers, now_ms), found.outcome
        except Fault as refusal:
            log.info("picture.refused", path=request.url.path, reason=str(refusal.__cause__ or refusal))
            return picture_replies.refusal(refusal, now_ms), meters.REFUSED
        except Exception:
            failure = InternalError(os.urandom(8).hex())
            log.exception("picture.failed", path=request.url.path, request_id=str(failure))
            return picture_replies.refusal(failure, now_ms), meters.BROKEN

    def _published_at_hand(self, request: Request) -> Found | Later:
        """At once where the database is a file that never waits, but for facts, which may open a pyramid.

        Measured: a thread costs as much as all the rest of a cached answer.
        """
        asked = _asked(request, PUBLISHED)
        if not self._parts.database.is_sqlite or any(each.name in _MAY_ASK_FOR_FACTS for each in asked.modifiers):
            return _later(self._published, asked, request)
        return self._published(asked, request)

    def _published(self, asked: url.Request, request: Request) -> Found:
        if asked.bare:
            return _at_once(Answer(body=answering.BANNER))
        with self._parts.database.read() as tx:
            head = self._heads.of(tx, asked.address.root)
            if head is None:
                raise UnknownPicture(asked.address.root, asked.address.name)
            settled = self._settled.get(asked)
            if settled is not None and settled.head is head:
                return self._found(settled.answer)
            with as_much_as(head.settings):
                meant = self._meant(asked, request, head)
                answer = self._answer(meant, self._catalog(head, lambda name: publishing.record(tx, head, name)))
        answer = _unlike_purged(answer, head, request)
        self._settle(asked, Settled(head, answer))
        return self._found(answer)

    def _meant(self, asked: url.Request, request: Request, head: Head) -> url.Request:
        """What is asked for, by who may. Raises ClientRefused, LockRefused."""
        gate.admit(head.settings, request.client.host if request.client else "")
        return gate.opened(asked, request.scope["query_string"].decode(), head.settings)

    def _settle(self, asked: url.Request, settled: Settled) -> None:
        """Within a generation the same request for a picture has the same answer; facts tell the time of day."""
        settings = settled.head.settings
        if settled.answer.plan is None or settings.client_address_filter or settings.request_lock:
            return
        if len(self._settled) >= ANSWERS_KEPT:
            self._settled.clear()
        self._settled[asked] = settled

    def _draft(self, asked: url.Request, authorization: str) -> Found:
        root, name = asked.address.root, asked.address.name
        said = {each.name: each.value for each in asked.modifiers}
        link = Link(said.get(preview.EXPIRES, ""), said.get(preview.SIGNATURE, ""))
        eyes = preview.admit(self._parts, root, name, link, soap.credentials(None, authorization))
        with self._parts.database.read() as tx:
            head = publishing.preview_head(tx, root)
            if head is None:
                raise UnknownPicture(root, name)
            catalog = self._catalog(head, lambda name: publishing.preview_record(tx, root, name, eyes))
            with as_much_as(head.settings):
                answer = self._answer(asked, catalog)
        return self._found(answer)

    def _catalog(self, head: Head, record: Callable[[str], Record | None]) -> Catalog:
        return Catalog(head=head, record=record, profile=self._profile, length=self._cache.body_bytes)

    def _answer(self, asked: url.Request, catalog: Catalog) -> Answer:
        return answering.answer(asked, catalog, self._parts.settings.render_max_pixels, self._parts.clock.now_ms())

    def _found(self, answer: Answer) -> Found:
        if answer.plan is None:
            return _at_once(answer)
        cached = answer.wish.server_cache and not answer.wish.refresh
        return Found(answer, self._cache.get(answer.plan.key) if cached else None)

    async def _made(self, answer: Answer) -> Reply:
        assert answer.plan is not None, "only a picture is made"
        plan, keep = answer.plan, answer.wish.server_cache
        return await self._flights.join((plan.key, keep), lambda: self._make(plan, keep=keep))

    def _make(self, plan: Plan, *, keep: bool) -> Reply:
        with self._parts.blobs.local_path(plan.digest) as pyramid:
            body = draw(plan, pyramid)
        reply = _reply(body, plan.media_type)
        if keep:
            self._cache.put(plan.key, reply)
        return reply

    def _profile(self, record: Record) -> bytes:
        with self._parts.blobs.local_path(record.digest) as pyramid:
            return profile_of(pyramid)


def _tell(traces: Traces, request: Request, status: int, outcome: str) -> None:
    error = "our fault" if outcome == meters.BROKEN else None
    traces.tell(error=error, path=request.url.path, status=status, outcome=outcome)


def _later(find: Callable[..., Found], *values: Any) -> Later:
    return lambda: find(*values)


def _asked(request: Request, context: str) -> url.Request:
    """raises: InvalidParameter, AddressTooLong"""
    query: bytes = request.scope["query_string"]
    try:
        return url.read(*_raw(request, context))
    except UnicodeDecodeError:
        raise InvalidParameter("address", ascii(query[:80]), "UTF-8") from None


def _raw(request: Request, context: str) -> tuple[str, str]:
    """Path below the context and query, as they came."""
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return raw.partition(b"?")[0].decode().removeprefix(context), request.scope["query_string"].decode()


def _unlike_purged(answer: Answer, head: Head, request: Request) -> Answer:
    """An answer whose cached reply is none of those made before its address was purged."""
    purge = head.purges.get(purges.key(*_raw(request, PUBLISHED)), 0) if head.purges else 0
    return replace(answer, plan=replace(answer.plan, purge=purge)) if purge and answer.plan else answer


def _at_once(answer: Answer) -> Found:
    return Found(answer, _reply(answer.body, answer.media_type))


def _reply(body: bytes, media_type: str) -> Reply:
    return Reply(media_type, f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"', body)


def _content(answer: Answer, reply: Reply, *, private: bool) -> Content:
    """Nothing of a preview is kept: what it shows may change at any time."""
    return Content(
        body=reply.body,
        media_type=reply.media_type,
        etag=reply.etag,
        ttl_h=0.0 if private else answer.ttl_h,
        modified_ms=None if private else answer.modified_ms,
        client_cache=answer.wish.client_cache,
        private=private,
    )
