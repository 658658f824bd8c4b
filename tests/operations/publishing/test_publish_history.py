"""forceRepublishAssets and getAssetPublishHistory: what is sent again, and when it last was."""

from datetime import datetime, timedelta

import pytest

import made_assets
from harness import Refused
from looks.steps import live_picture, mark, publish
from safelight.domain import handles
from safelight.services import publishing

PUBLISH = {"publishType": "Full", "emailSetting": "None"}


def history(server, asset):
    reply = server.call("getAssetPublishHistory", companyHandle=server.company, assetHandle=asset)
    return reply.pubHistoryArray


def last(server, asset):
    (entry,) = history(server, asset)
    return entry.lastPublished


def force(server, *assets, **flags):
    return server.call("forceRepublishAssets", companyHandle=server.company, assetHandleArray=assets, **flags)


def lines(server):
    """Assets that the newest publish told of."""
    logs = server.call("getJobLogs", companyHandle=server.company).jobLogArray
    newest = max(logs, key=lambda log: (log.startDate, log.jobHandle))
    reply = server.call("getJobLogDetails", companyHandle=server.company, jobHandle=newest.jobHandle)
    (log,) = reply.jobLogArray
    return [each.assetName for each in log.detailArray or () if each.logType == "ImageServingPublishSuccess"]


@pytest.mark.documented
def test_an_asset_never_published_has_no_history(server):
    boot = made_assets.make(server, "boot")
    mark(server, boot)
    assert history(server, boot) == []


@pytest.mark.documented
def test_the_history_tells_server_context_and_time(server):
    boot = live_picture(server)
    (entry,) = history(server, boot)
    assert (entry.serverName, entry.contextName, entry.publishFormat) == ("testserver", "ImageServing", None)
    assert datetime.now(entry.lastPublished.tzinfo) - entry.lastPublished < timedelta(minutes=5)


def test_a_publish_that_changes_nothing_does_not_count_unless_it_was_forced(server):
    boot, shoe = live_picture(server, "boot"), live_picture(server, "shoe")
    first = last(server, boot), last(server, shoe)
    server.call("submitJob", companyHandle=server.company, jobName="full", imageServingPublishJob=PUBLISH)
    server.run_jobs()
    assert (last(server, boot), last(server, shoe)) == first
    assert force(server, boot).successCount == 1
    publish(server)
    assert last(server, boot) > first[0]
    assert last(server, shoe) == first[1]


@pytest.mark.documented
def test_the_next_publish_sends_again_what_was_forced(server):
    boot = live_picture(server)
    publish(server)
    assert lines(server) == []
    force(server, boot)
    publish(server)
    assert lines(server) == ["boot"]
    publish(server)
    assert lines(server) == []


@pytest.mark.documented
@pytest.mark.parametrize(
    ("files", "catalog", "again"), [(True, None, True), (None, False, True), (False, True, True), (False, None, False)]
)
def test_files_are_sent_by_default_and_catalog_records_are_not(server, files, catalog, again):
    boot = live_picture(server)
    reply = force(server, boot, republishFiles=files, resyncCatalog=catalog)
    assert reply.successCount == 1
    publish(server)
    assert lines(server) == (["boot"] if again else [])


def test_an_unpublished_asset_keeps_its_history(server):
    boot = live_picture(server)
    first = last(server, boot)
    server.call(
        "setAssetPublishState", companyHandle=server.company, assetHandle=boot, publishState="NotMarkedForPublish"
    )
    publish(server)
    assert last(server, boot) == first


def test_the_history_of_an_erased_asset_goes_with_it(server):
    boot = live_picture(server)
    with server.parts.database.write() as tx:
        publishing.forget(tx, [handles.asset_id("assetHandle", boot)])
    assert history(server, boot) == []


def test_what_cannot_be_forced_is_counted(server):
    boot, idle = live_picture(server), made_assets.make(server, "idle")
    trashed = made_assets.make(server, "old", trash_state="InTrash")
    foreign = made_assets.make(server.other_company(), "foreign")
    bad = [(trashed, 30000), (foreign, 20006), ("a|999999999", 30001), ("x", 30001)]
    reply = force(server, boot, idle, *(asset for asset, _ in bad))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 1, 4)
    assert [each.assetHandle for each in reply.warningDetailArray] == [idle]
    assert "is not published, and not marked" in reply.warningDetailArray[0].reason
    assert [(each.assetHandle, each.code) for each in reply.errorDetailArray] == bad


def test_more_than_ten_thousand_are_refused_at_once(server):
    with pytest.raises(Refused) as refusal:
        force(server, *["a|1"] * 10_001)
    assert "at most 10000" in refusal.value.reason


@pytest.mark.documented
def test_who_may_is_as_the_reference_says(server):
    boot = live_picture(server)
    assert force(server.as_user("IpsUser"), boot).successCount == 1
    with pytest.raises(Refused) as refusal:
        force(server.as_user("TrialSiteAdmin"), boot)
    assert refusal.value.code == 20003
    assert len(history(server.as_user("TrialSiteUser"), boot)) == 1


def test_handles_of_others_are_refused(server):
    other = server.other_company()
    foreign = made_assets.make(other, "foreign")
    for call, code in (
        (lambda: history(server, foreign), 20006),
        (lambda: history(server, "a|999999999"), 30001),
        (lambda: server.call("getAssetPublishHistory", companyHandle=other.company, assetHandle=foreign), 20006),
        (lambda: server.call("forceRepublishAssets", companyHandle=other.company, assetHandleArray=[]), 20006),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == code
