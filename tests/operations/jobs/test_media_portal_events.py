"""addMediaPortalEvent and getMediaPortalEvent: events are kept as they are told."""

from datetime import UTC, datetime, timedelta

import pytest

from harness import Refused

TEXTS = {"eventType": "Download", "ipsUser": "ada", "jobName": "export", "jobDescription": "for print"}
HOLDERS = {
    **{f"string{n}": f"text {n}" for n in range(1, 6)},
    **{f"int{n}": -n for n in range(1, 6)},
    **{f"float{n}": n / 4 for n in range(1, 4)},
    "time1": datetime(2020, 5, 1, 12, 30, tzinfo=UTC),
}


def add(server, **values):
    server.call("addMediaPortalEvent", companyHandle=server.company, **(TEXTS | values))


def got(server, **values):
    reply = server.call("getMediaPortalEvent", **({"companyHandle": server.company} | values))
    return reply.MediaPortalEventArray


def names(server, **values):
    return [event.jobName for event in got(server, **values)]


def refused(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value


def test_every_field_is_given_back(server):
    add(server, **HOLDERS)
    (event,) = got(server)
    told = {name: getattr(event, name) for name in TEXTS | HOLDERS}
    assert told == TEXTS | HOLDERS
    info = server.call("getCompanyInfo", companyHandle=server.company).companyInfo
    assert (event.companyId, event.companyName) == (int(server.company.removeprefix("c|")), info.name)
    assert abs(event.createDate - datetime.now(UTC)) < timedelta(minutes=5)


def test_holders_that_were_not_filled_are_absent(server):
    add(server)
    (event,) = got(server)
    assert [getattr(event, name) for name in HOLDERS] == [None] * len(HOLDERS)


@pytest.mark.parametrize("name", TEXTS)
def test_events_are_found_by_each_text(server, name):
    add(server)
    add(server, **{name: "other", "int1": 1})
    assert [event.int1 for event in got(server, **{name: "other"})] == [1]
    assert [event.int1 for event in got(server, **{name: TEXTS[name]})] == [None]
    assert got(server, **{name: TEXTS[name].upper()}) == []


def test_events_are_found_by_time_oldest_first(server):
    for job in ("first", "second", "third"):
        add(server, jobName=job)
    first, _, third = (event.createDate for event in got(server))
    assert names(server) == ["first", "second", "third"]
    assert names(server, afterDate=third) == []
    assert names(server, beforeDate=first) == []
    everything = {"afterDate": first - timedelta(seconds=1), "beforeDate": third + timedelta(seconds=1)}
    assert names(server, **everything) == ["first", "second", "third"]


def test_without_a_company_the_events_of_all_of_the_callers_are_found(server):
    other = server.other_company()
    add(server, jobName="own")
    add(other, jobName="foreign")
    assert [event.jobName for event in got(server, companyHandle=None)] == ["own"]
    everything = {event.jobName for event in got(server.as_ips_admin(), companyHandle=None)}
    assert {"own", "foreign"} <= everything


@pytest.mark.parametrize(
    ("field", "value"), [("eventType", " "), ("string4", "x" * 4001), ("jobDescription", "x" * 4001), ("float2", "INF")]
)
def test_what_cannot_be_kept_is_named(server, field, value):
    refusal = refused(lambda: add(server, **{field: value}))
    assert (refusal.code, refusal.reason.partition(":")[0]) == (30001, field)


def test_who_may_not_is_refused(server):
    user, other = server.as_user("IpsUser"), server.other_company()
    assert refused(lambda: add(user)).code == 20003
    assert refused(lambda: got(user)).code == 20003
    assert refused(lambda: got(server, companyHandle=other.company)).code == 20006
    assert refused(lambda: server.call("addMediaPortalEvent", companyHandle=other.company, **TEXTS)).code == 20006
