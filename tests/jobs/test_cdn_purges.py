"""cdnCacheInvalidation: our cache forgets at once, the CDN as soon as it can be reached, and who wants is told."""

import itertools
import socket

import pytest

from harness import Refused
from inbox import Inbox, relay
from looks.steps import publish, upload
from safelight.adapters.response_cache import Reply, ResponseCache
from safelight.gateway import images
from safelight.services import cdn
from safelight.serving import plan

OLD = "2013-02-15"
QUALITIES = itertools.count(20)
"""One for each test: what one spoils is no other's."""


def invalidate(server, *addresses, version=None, **values):
    return server.call("cdnCacheInvalidation", version, companyHandle=server.company, urlArray=addresses, **values)


def status(server, handle):
    return server.call("getCdnCacheInvalidationStatus", companyHandle=server.company, invalidationHandle=handle)


def address(server, rest="red?wid=5", host="testserver", service="is/image"):
    return f"http://{host}/{service}/{server.root}/{rest}"


def refused(server, *addresses, **values):
    with pytest.raises(Refused) as refusal:
        invalidate(server, *addresses, **values)
    return refusal.value


@pytest.fixture
def behind(web, tune):
    """A CDN: returns its web server, and how to have it answer."""
    tune(cdn_purge_url=web.url("/"), cdn_hosts="cdn.example.com")
    return web


def asked(web):
    return [(method, path, headers["Host"]) for method, path, _, headers in web.asked]


@pytest.fixture
def later(parts, monkeypatch):
    """Moves the clock on."""

    def moved(ms):
        now = parts.clock.now_ms
        monkeypatch.setattr(type(parts.clock), "now_ms", lambda _self: now() + ms)

    return moved


@pytest.fixture
def tampered(server):
    """A published picture of which every cached reply is another than it should be; returns how to get it."""
    upload(server, "red.png", readyForPublish=True)
    quality = {"name": "JpegQuality", "value": str(next(QUALITIES))}
    server.call("setImageServingPublishSettings", companyHandle=server.company, publishSettingArray=[quality])
    publish(server)
    cache = ResponseCache(
        server.parts.settings.data.absolute() / images.CACHE_FOLDER, server.parts.settings.cache_bytes
    )
    keys, known = [], {}
    real = plan.Plan.__post_init__

    def noting(self):
        real(self)
        keys.append(self.key)

    plan.Plan.__post_init__ = noting

    def get(query):
        keys.clear()
        content = server.get(f"/is/image/{server.root}/red?{query}").content
        known[query] = keys[-1] if keys else known[query]
        return content

    def spoil(query):
        before = get(query)
        cache.put(known[query], Reply("image/jpeg", '"x"', b"spoilt"))
        assert get(query) == b"spoilt"
        return before

    yield get, spoil
    plan.Plan.__post_init__ = real


@pytest.mark.documented
def test_our_cache_forgets_the_addresses_at_once_and_no_others(server, tampered):
    get, spoil = tampered
    first, second = spoil("wid=5"), spoil("wid=6")
    invalidate(server, address(server, "red?wid=5"))
    assert (get("wid=5"), get("wid=6")) == (first, b"spoilt")
    assert spoil("wid=5") == first
    invalidate(server, address(server, "r%65d?wid=5"), address(server, "red?wid=6"))
    assert (get("wid=5"), get("wid=6")) == (first, second)


def test_what_was_purged_stays_so_through_a_publish(server, tampered):
    get, spoil = tampered
    first = spoil("wid=5")
    invalidate(server, address(server, "red?wid=5"))
    publish(server)
    assert get("wid=5") == first


@pytest.mark.documented
def test_the_cdn_is_told_to_purge_each_address(server, behind):
    for path in (f"/is/image/{server.root}/red?wid=5", f"/is/content/{server.root}/a%20b"):
        behind.serve(path, b"")
    given = [address(server), address(server, "a b", "cdn.example.com", "is/content"), address(server, "none")]
    reply = invalidate(server, *given)
    assert (reply.estimatedSeconds, reply.invalidationHandle.split("|")[0]) == (5, server.company.removeprefix("c|"))
    before = status(server, reply.invalidationHandle)
    assert (before.status, before.pingAfterSeconds, before.completionTime) == ("In-Progress", 5, None)
    server.run_jobs()
    assert sorted(asked(behind)) == sorted(
        [
            ("PURGE", f"/is/image/{server.root}/red?wid=5", "testserver"),
            ("PURGE", f"/is/content/{server.root}/a%20b", "cdn.example.com"),
            ("PURGE", f"/is/image/{server.root}/none", "testserver"),
        ]
    )
    after = status(server, reply.invalidationHandle)
    assert (after.status, after.pingAfterSeconds) == ("Done", None)
    assert after.completionTime is not None


def test_without_a_cdn_it_is_done_at_once(server):
    reply = invalidate(server, address(server))
    assert reply.estimatedSeconds == 0
    assert status(server, reply.invalidationHandle).status == "Done"


def test_a_cdn_that_fails_is_asked_again_from_where_it_failed(server, behind, later, monkeypatch):
    monkeypatch.setattr(cdn, "MAILED_AT_ONCE", 5)
    path = f"/is/image/{server.root}/last"
    behind.serve(path, b"", 503)
    handle = invalidate(server, *(address(server, f"p{n}") for n in range(5)), address(server, "last"))
    server.run_jobs()
    assert len(behind.asked) == 6
    waiting = status(server, handle.invalidationHandle)
    assert (waiting.status, waiting.pingAfterSeconds) == ("In-Progress", 1)
    server.run_jobs()
    assert len(behind.asked) == 6
    behind.serve(path, b"")
    later(cdn.FIRST_RETRY_MS)
    server.run_jobs()
    assert [path for _, path, _ in asked(behind)[6:]] == [path]
    assert status(server, handle.invalidationHandle).status == "Done"


def test_a_cdn_that_refuses_or_never_answers_is_given_up(server, behind, later, tune, web):
    behind.serve(f"/is/image/{server.root}/red?wid=5", b"", 405)
    refusal = invalidate(server, address(server))
    server.run_jobs()
    assert status(server, refusal.invalidationHandle).status == "Failed"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        tune(cdn_purge_url=f"http://127.0.0.1:{closed.getsockname()[1]}")
        silent = invalidate(server, address(server))
        for attempt in range(cdn.ATTEMPTS):
            assert status(server, silent.invalidationHandle).status == "In-Progress"
            server.run_jobs()
            later(cdn.FIRST_RETRY_MS * 4**attempt)
    after = status(server, silent.invalidationHandle)
    assert (after.status, after.pingAfterSeconds, after.completionTime) == ("Failed", None, None)


def test_a_cdn_that_is_none_is_given_up_at_once(server, tune):
    tune(cdn_purge_url="http://no port:x/")
    handle = invalidate(server, address(server)).invalidationHandle
    server.run_jobs()
    assert status(server, handle).status == "Failed"


@pytest.mark.documented
def test_an_old_caller_gets_counts_and_confirmations_by_mail(server, behind, monkeypatch):
    monkeypatch.setattr(cdn, "MAILED_AT_ONCE", 2)
    others = ["one@example.com", "two@example.com"]
    confirmation = {"ccOriginator": True, "ccOthersArray": others}
    given = [address(server, f"p{n}") for n in range(3)]
    with relay(server.parts, Inbox()) as inbox:
        mails = inbox.mails
        reply = invalidate(server, *given, version=OLD, confirmation=confirmation)
        assert (reply.successCount, reply.warningCount, reply.errorCount) == (3, 0, 0)
        assert mails == []
        server.run_jobs()
        server.run_jobs()
    assert [to for to, _ in mails] == [[each] for each in (server.email, *others) for _ in range(2)]
    assert given[0] in mails[0][1].get_content()
    assert given[2] in mails[1][1].get_content()


def test_a_caller_who_wants_no_mail_gets_none(server, tune):
    tune(smtp_url="smtp://127.0.0.1:1")
    invalidate(server, address(server), version=OLD, confirmation={"ccOriginator": False})
    server.run_jobs()


@pytest.mark.parametrize(
    ("others", "told"),
    [(["nobody"], "confirmation/ccOthersArray/items[1]"), (["a@example.com"] * 6, "confirmation/ccOthersArray: got")],
)
def test_who_cannot_be_mailed_is_named(server, others, told):
    confirmation = {"ccOriginator": False, "ccOthersArray": others}
    refusal = refused(server, address(server), version=OLD, confirmation=confirmation)
    assert (refusal.code, told in refusal.reason) == (30001, True)


BAD = [
    "http://elsewhere.example.com/is/image/{root}/red",
    "ftp://testserver/is/image/{root}/red",
    "http://testserver/is/image/{other}/red",
    "http://testserver/is/image/{root}x/red",
    "http://testserver/console/{root}/red",
    "http://[bad/is/image/{root}/red",
    "red",
    "",
]


@pytest.mark.documented
@pytest.mark.parametrize("bad", BAD)
def test_one_address_that_is_not_the_companys_faults_the_call(server, bad, tampered):
    get, spoil = tampered
    spoil("wid=5")
    refusal = refused(server, address(server), bad.format(root=server.root, other=server.other_company().root))
    assert (refusal.code, refusal.reason.partition(":")[0]) == (30001, "urlArray/items[2]")
    assert get("wid=5") == b"spoilt"


@pytest.mark.documented
def test_there_are_one_to_a_thousand_addresses(server):
    assert refused(server).code == 30002
    assert "at most 1000" in refused(server, *[address(server)] * 1001).reason
    assert invalidate(server, *[address(server, host="TestServer:80")] * 1000).estimatedSeconds == 0


def test_a_handle_of_another_company_or_of_nothing_is_refused(server):
    other = server.other_company()
    foreign = invalidate(other, address(other)).invalidationHandle
    own = server.company.removeprefix("c|")
    for handle, code in ((foreign, 20006), (f"{own}|999999", 30001), ("x", 30001), (f"{own}|", 30001)):
        with pytest.raises(Refused) as refusal:
            status(server, handle)
        assert refusal.value.code == code


@pytest.mark.documented
def test_who_may_is_as_the_reference_says(server):
    handle = invalidate(server.as_ips_admin(), address(server)).invalidationHandle
    user = server.as_user("ImagePortalAdmin")
    for call in (lambda: invalidate(user, address(server)), lambda: status(user, handle)):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20003
    other = server.other_company().company
    for name, values in (
        ("cdnCacheInvalidation", {"urlArray": [address(server)]}),
        ("getCdnCacheInvalidationStatus", {"invalidationHandle": handle}),
    ):
        with pytest.raises(Refused) as refusal:
            server.call(name, companyHandle=other, **values)
        assert refusal.value.code == 20006


def test_old_purges_are_forgotten_once_nothing_more_happens_to_them(server, behind, later):
    waiting = invalidate(server, address(server)).invalidationHandle
    server.run_jobs()
    behind.answers.clear()
    behind.serve(f"/is/image/{server.root}/slow", b"", 503)
    stuck = invalidate(server, address(server, "slow")).invalidationHandle
    server.run_jobs()
    later(round(server.parts.settings.log_days * cdn.DAY_MS) - 60_000)
    cdn.forget_ended(server.parts)
    assert status(server, waiting).status == "Done"
    later(120_000)
    cdn.forget_ended(server.parts)
    assert status(server, stuck).status == "In-Progress"
    with pytest.raises(Refused) as refusal:
        status(server, waiting)
    assert refusal.value.code == 30001
