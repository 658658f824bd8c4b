"""What jobs are called: kinds, states, names and locales."""

from zoneinfo import ZoneInfo

import pytest

from safelight.contract import constants, model
from safelight.domain import jobs
from safelight.domain.faults import InvalidParameter
from safelight.domain.jobs import shown_state


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("zone", "stamp"),
    [
        ("UTC", "2020-06-11-19:28:16.066"),
        ("America/Los_Angeles", "2020-06-11-12:28:16.066"),
        ("Asia/Kolkata", "2020-06-12-00:58:16.066"),
    ],
)
def test_a_run_is_named_by_its_moment_in_the_zone_of_the_server(zone, stamp):
    assert jobs.active_name("Add", 1_591_903_696_066, ZoneInfo(zone)) == f"Add_{stamp}"


@pytest.mark.documented
def test_every_job_element_of_the_contract_has_its_kind():
    (elements,) = model.OPERATIONS["submitJob"].param.exactly_one_of
    assert set(jobs.KINDS) == {*elements, "uploadPostJob", *jobs.OWN}


@pytest.mark.documented
@pytest.mark.parametrize("element", ["imageServingPublishJob", "uploadUrlsJob", "uploadDirectoryJob", "uploadPostJob"])
def test_what_a_built_kind_writes_into_its_log_is_documented(element):
    kind = jobs.KINDS[element]
    documented = constants.values("Job Log Types")
    assert {kind.begin, kind.end, kind.success, kind.warning, kind.error} <= set(documented)


@pytest.mark.documented
@pytest.mark.parametrize(
    "element", ["imageServingPublishJob", "videoPublishJob", "uploadUrlsJob", "uploadDirectoryJob", "optimizeImagesJob"]
)
def test_the_type_of_a_documented_kind_is_a_documented_word(element):
    assert jobs.KINDS[element].type in constants.values("Job Types")


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        ({}, "Running"),
        ({"uploading": True}, "WaitingClient"),
        ({"uploading": True, "paused": True}, "WaitingCoordinator"),
        ({"uploading": True, "paused": True, "stopping": True}, "Stopping"),
    ],
)
def test_the_strongest_flag_decides_the_state_that_is_shown(flags, state):
    facts = {"paused": False, "stopping": False, "uploading": False, **flags}
    assert shown_state("Running", **facts) == state
    assert shown_state("Done", **facts) == "Done"
    assert state in constants.values("Active Job States")


@pytest.mark.parametrize("name", ["x" * 255, "Ünïcode & <marks>", "a b", " a"])
def test_a_name_may_hold_anything_but_a_bar(name):
    assert jobs.job_name("jobName", name) == name


@pytest.mark.parametrize("name", ["", "\t", "a|b", "x" * 256])
def test_refuses_a_name_that_handles_cannot_hold(name):
    with pytest.raises(InvalidParameter, match="jobName"):
        jobs.job_name("jobName", name)


@pytest.mark.parametrize(
    ("text", "read"), [("en-US", "en-US"), ("en_US", "en-US"), ("de", "de"), ("", "fr"), (None, "fr")]
)
def test_reads_a_locale(text, read):
    assert jobs.job_locale("locale", text, "fr") == read


@pytest.mark.parametrize("text", ["e", "english", "en-", "en-USA", "en-US-x", "e1"])
def test_refuses_what_is_no_locale(text):
    with pytest.raises(InvalidParameter, match="locale"):
        jobs.job_locale("locale", text, "en")


@pytest.mark.documented
@pytest.mark.parametrize(
    ("options", "sub_type"),
    [
        ({"publishType": "Full"}, "full"),
        ({"publishType": "Incremental"}, "increment"),
        ({"publishType": "FullWithSearch"}, "fullwithsearch"),
        ({}, ""),
    ],
)
def test_the_sub_type_of_a_log(options, sub_type):
    assert jobs.sub_type(options) == sub_type
