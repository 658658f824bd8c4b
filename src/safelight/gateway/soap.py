"""The whole life of a call, SOAP or plain XML: one tuple of steps, read top to bottom.

Each step reads what the steps before it put into the `Call`. A `Fault` anywhere is the answer; any other
exception is our bug: `ipsApiFault` 30000 with a request id, and a logged stack.
"""

import base64
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import structlog

from safelight.contract import codec, envelope, model
from safelight.domain import handles
from safelight.domain.faults import Fault, InternalError, NotBuilt
from safelight.domain.people import Caller
from safelight.operations import REGISTRY, gate
from safelight.services import authorisation, meters
from safelight.services.authorisation import Credentials
from safelight.services.context import Context, Parts

log = structlog.get_logger()

SPAN: Final = "call"
"""Of a call until its operation is known."""
LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{2})?(?=[-,;]|$)")


@dataclass(slots=True)
class Call:
    """One call on its way; the fields below `parts` are filled by the steps, in their order."""

    parts: Parts
    body: bytes
    plain: bool
    authorization: str
    accept_language: str
    base_url: str
    client_address: str
    traceparent: str | None = None
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    request: envelope.Request = field(init=False)
    version: model.Version = field(init=False)
    operation: model.Operation = field(init=False)
    caller: Caller = field(init=False)
    param: Any = field(init=False)
    answer: Any = field(init=False)
    reply: str = field(init=False)


Step = Callable[[Call], None]


def read_envelope(call: Call) -> None:
    call.request = envelope.read(call.body)


def choose_version(call: Call) -> None:
    call.version = model.version_of(call.request.namespace)
    structlog.contextvars.bind_contextvars(version=call.version.name)


def find_operation(call: Call) -> None:
    call.operation = model.operation_of(call.request.param_name, call.version)
    structlog.contextvars.bind_contextvars(operation=call.operation.name)


def authenticate(call: Call) -> None:
    call.caller = authorisation.authenticate(call.parts, credentials(call.request.auth, call.authorization))


def decode_param(call: Call) -> None:
    zone = call.parts.settings.zone
    call.param = codec.decode_param(call.operation.name, call.request.param, call.version, zone)


def authorise(call: Call) -> None:
    """That of an operation which reads is done in the snapshot of its handler, so that there are not two."""
    bound = {"company": _company_named(call), "caller": call.caller.account.id}
    structlog.contextvars.bind_contextvars(**bound)
    if not _reads(call):
        with call.parts.database.read() as tx:
            _check_role(call, tx)


def run_handler(call: Call) -> None:
    handler = REGISTRY.get(call.operation.name)
    if handler is None:
        raise NotBuilt(call.operation.name)
    if _reads(call):
        with call.parts.database.read() as tx:
            _check_role(call, tx)
            call.answer = gate.run(handler.handler, context(call, tx), call.param)
    else:
        call.answer = call.parts.database.transact(
            lambda tx: gate.run(handler.handler, context(call, tx), call.param), _company_named(call)
        )


def _reads(call: Call) -> bool:
    """Whether the handler is given a snapshot."""
    handler = REGISTRY.get(call.operation.name)
    return handler is not None and (handler.reads or handler.long)


def _check_role(call: Call, tx: Any) -> None:
    authorisation.check(
        tx,
        call.caller,
        call.operation.documented_roles,
        company_id=_company_named(call),
        operation=call.operation.name,
        now_ms=call.parts.clock.now_ms(),
    )


def _company_named(call: Call) -> int | None:
    """The id of the company that the call is about; None where it names none."""
    company = getattr(call.param, "company_handle", None)
    return handles.company_id("companyHandle", company) if company else None


def encode_return(call: Call) -> None:
    call.reply = codec.encode_return(
        call.operation.name,
        call.answer,
        call.version,
        zone=call.parts.settings.zone,
        response_fields=getattr(call.param, "response_field_array", None),
        exclude_fields=getattr(call.param, "exclude_field_array", None),
    )


CHAIN: tuple[Step, ...] = (
    read_envelope,
    choose_version,
    find_operation,
    authenticate,
    decode_param,
    authorise,
    run_handler,
    encode_return,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: an XML document and the HTTP status under it."""

    xml: str
    status: int
    media_type: str
    gzip: bool


def answer(call: Call) -> Answer:
    """Walk the chain; whatever happens, an answer of the contract comes out."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=call.request_id)
    began = time.perf_counter()
    with call.parts.traces.span(SPAN, call.traceparent, serves=True):
        fault = _walk(call)
        operation = getattr(getattr(call, "operation", None), "name", "unknown")
        meters.count_call(operation, fault.code if fault else 0, time.perf_counter() - began)
        tell(call, operation, fault.code if fault else 0)
        return _shaped(call, fault)


def _walk(call: Call) -> Fault | None:
    """Fill the call step by step; what it is refused with, if anything."""
    try:
        for step in CHAIN:
            step(call)
    except Fault as refusal:
        log.warning("call.refused", element=refusal.element, code=refusal.code, reason=str(refusal))
        return refusal
    except Exception:
        log.exception("call.failed")
        return InternalError(call.request_id)
    return None


def _company_told(call: Call) -> int | None:
    with suppress(AttributeError, Fault):
        return _company_named(call)
    return None


def tell(call: Call, operation: str, code: int) -> None:
    """Say in the span of a call what it was, and what came of it: a fault code, 0 for none."""
    if not call.parts.traces.on:
        return
    call.parts.traces.tell(
        operation,
        error="our fault" if code == InternalError.code else None,
        operation=operation,
        version=getattr(getattr(call, "version", None), "name", None),
        company=_company_told(call),
        code=code,
        request=call.request_id,
    )


def credentials(auth: envelope.Auth | None, authorization: str) -> Credentials | None:
    """Who the request says it comes from: the authHeader, else HTTP Basic, else nobody."""
    if auth is not None and auth.user:
        return Credentials(auth.user, auth.password or "")
    scheme, _, text = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(text.strip(), validate=True).decode().partition(":")
    except ValueError:
        return None
    return Credentials(user, password)


def context(call: Call, tx: Any) -> Context:
    """What the handler of a call is given."""
    auth = call.request.auth
    return Context(
        tx=tx,
        parts=call.parts,
        caller=call.caller,
        operation=call.operation.name,
        version=call.version.name,
        locale=locale(auth, call.accept_language, call.parts.settings.locale),
        base_url=call.base_url,
        client_address=call.client_address,
        request_id=call.request_id,
        now_ms=call.parts.clock.now_ms(),
    )


def locale(auth: envelope.Auth | None, accept_language: str, default: str) -> str:
    """`ll` or `ll-CC`: that of the authHeader, else the first Accept-Language, else the server's.

    What is no locale counts as absent, like all that says how the answer is wanted (assumed).
    """
    named = auth.locale if auth is not None else None
    for text in (named or "", accept_language):
        found = LOCALE.match(text.strip())
        if found is not None:
            return found[0].replace("_", "-")
    return default


def _shaped(call: Call, fault: Fault | None) -> Answer:
    request: envelope.Request | None = getattr(call, "request", None)
    auth = request.auth if request else None
    form = request.form if request else envelope.form_of(call.body, plain=call.plain)
    xml = envelope.write_fault(fault, form) if fault else envelope.write_reply(call.reply, form)
    status = 200 if fault is None else (auth.fault_http_status_code if auth else None) or 500
    return Answer(xml, status, form.media_type, gzip=bool(auth and auth.gzip_response))
