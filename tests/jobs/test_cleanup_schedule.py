"""The cleanup as a job: on the schedule of the shared company, fired once, seen and steered by an IpsAdmin alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cleanup_house
import pytest

from harness import Refused
from safelight.services import cleanup, rounds


@pytest.fixture(scope="module")
def house(new_database, tmp_path_factory):
    with cleanup_house.opened(new_database, tmp_path_factory.mktemp("schedule")) as opened:
        yield opened


@pytest.fixture
def admin(house):
    return house.admin()


def scheduled(admin):
    return admin.call("getScheduledJobs", companyHandle="c|0").jobArray


def put(house, text):
    parts = replace(house.parts, settings=house.parts.settings.model_copy(update={"cleanup_schedule": text}))
    with parts.database.write() as tx:
        cleanup.schedule(tx, parts)


@pytest.mark.documented
def test_it_is_on_the_schedule_of_the_shared_company(house, admin):
    (job,) = scheduled(admin)
    assert (job.name, job.type, job.triggerState) == ("Cleanup", "Cleanup", "Normal")
    assert (job.jobHandle, job.execSchedule) == ("j|0|Cleanup||", "0 0 1 * * ?")


def test_no_member_of_a_company_sees_or_runs_it(house):
    server = house.company()
    with pytest.raises(Refused, match="20006"):
        server.call("getScheduledJobs", companyHandle="c|0")
    with pytest.raises(Refused, match="20006"):
        server.call("executeJob", companyHandle="c|0", jobHandle="j|0|Cleanup||")


def test_an_ips_admin_runs_it_at_once_and_sees_it(house, admin):
    admin.call("executeJob", companyHandle="c|0", jobHandle="j|0|Cleanup||")
    (job,) = admin.call("getActiveJobs", companyHandle="c|0").jobArray
    assert (job.type, job.originalName) == ("Cleanup", "Cleanup")
    admin.run_jobs()
    assert admin.call("getActiveJobs", companyHandle="c|0").jobArray == []
    log = admin.call("getJobLogs", companyHandle="c|0", numRows=1).jobLogArray[0]
    assert (log.logType, log.fileErrorCount, log.fatalError) == ("BeginEmptyTrash", 0, False)


def test_a_paused_one_does_not_fire(house, admin):
    before = len(house.runs())
    admin.call("pauseJob", companyHandle="c|0", jobHandle="j|0|Cleanup||")
    house.night()
    assert len(house.runs()) == before
    admin.call("resumeJob", companyHandle="c|0", jobHandle="j|0|Cleanup||")
    house.night()
    assert len(house.runs()) == before + 1


def test_it_fires_once_whoever_notices(house):
    before = len(house.runs())
    house.pass_days(1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: rounds.quick(house.parts), range(8)))
    assert len(house.runs()) == before + 1
    house.company().run_jobs()


def test_another_setting_is_another_schedule_and_an_empty_one_none(house, admin):
    put(house, "0 30 4 * * ?")
    put(house, "0 30 4 * * ?")
    (job,) = scheduled(admin)
    assert job.execSchedule == "0 30 4 * * ?"
    put(house, "")
    assert scheduled(admin) == []
    before = len(house.runs())
    house.night()
    assert len(house.runs()) == before
    put(house, "0 0 1 * * ?")


def test_a_setting_that_is_no_schedule_stops_the_start(house):
    with pytest.raises(Exception, match="SAFELIGHT_CLEANUP_SCHEDULE"):
        put(house, "every night")
