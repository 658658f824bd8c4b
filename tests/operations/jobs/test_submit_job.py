"""submitJob: what runs now and what later, for whom, and what is refused before it is on its way."""

from datetime import UTC, datetime, timedelta

import pytest
from job_calls import PUBLISH, active, folder, number, schedule, scheduled, submit, urls

from harness import Refused
from safelight.services import publishing

EMPTY_UPLOAD = {"overwrite": True, "readyForPublish": False, "createMask": False, "emailSetting": "None"}


@pytest.mark.recorded
def test_answers_a_handle_of_the_submitted_name(server):
    assert submit(server, "My Test Job") == f"j|{number(server)}|My Test Job||"


def test_without_a_time_it_runs_now_and_is_not_on_the_schedule(server):
    submit(server, "now")
    assert [job.originalName for job in active(server)] == ["now"]
    assert scheduled(server) == []


def test_a_time_puts_it_on_the_schedule(server):
    moment = datetime(2098, 3, 1, 12, 30, tzinfo=UTC)
    submit(server, "then", execTime=moment.astimezone())
    (job,) = scheduled(server)
    assert (job.name, job.nextFireTime, job.execSchedule) == ("then", moment, None)
    assert active(server) == []


def test_a_schedule_puts_it_on_the_schedule(server):
    submit(server, "yearly", execSchedule="0 30 12 1 MAR ? 2098")
    (job,) = scheduled(server)
    assert job.nextFireTime == datetime(2098, 3, 1, 12, 30, tzinfo=UTC)
    assert job.execSchedule == "0 30 12 1 MAR ? 2098"


def test_an_empty_schedule_counts_as_none(server):
    submit(server, "now", execSchedule=" ")
    assert scheduled(server) == []


def test_a_time_that_is_past_fires_with_the_next_look(server):
    submit(server, "late", execTime=datetime.now(UTC) - timedelta(hours=1))
    server.run_jobs()
    assert scheduled(server) == []
    logs = server.call("getJobLogs", companyHandle=server.company).jobLogArray
    assert [log.originalJobName for log in logs] == ["late"]


@pytest.mark.documented
def test_time_and_schedule_exclude_each_other(server):
    with pytest.raises(Refused, match=r"execSchedule.*absent where execTime") as refused:
        submit(server, execTime=datetime.now(UTC), execSchedule="0 0 0 * * ?")
    assert refused.value.code == 30001


@pytest.mark.parametrize("text", ["every day", "0 0 25 * * ?", "0 0 0 30 2 ?", "0 0 0 1 1 ? 2020"])
def test_refuses_a_schedule_it_cannot_read_or_that_never_fires(server, text):
    with pytest.raises(Refused, match="execSchedule") as refused:
        submit(server, execSchedule=text)
    assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30001)
    assert scheduled(server) == []


@pytest.mark.parametrize("values", [{}, {"execSchedule": "0 0 0 * * ?"}])
def test_refuses_the_name_of_a_scheduled_job_that_stands(server, values):
    schedule(server, "nightly")
    with pytest.raises(Refused, match="already in use") as refused:
        submit(server, "nightly", **values)
    assert refused.value.code == 30000


def test_another_company_may_use_the_name(server):
    schedule(server, "nightly")
    other = server.other_company()
    schedule(other, "nightly")
    assert [job.companyHandle for job in scheduled(other)] == [other.company]


def test_a_name_may_run_twice_at_once(server):
    submit(server, "twice")
    submit(server, "twice")
    jobs = active(server)
    assert [job.originalName for job in jobs] == ["twice", "twice"]
    assert jobs[0].name != jobs[1].name


@pytest.mark.parametrize("name", ["a|b", "|", " ", "", "x" * 256])
def test_refuses_a_name_that_handles_cannot_hold(server, name):
    with pytest.raises(Refused, match="jobName") as refused:
        submit(server, name)
    assert refused.value.code == 30001


@pytest.mark.documented
def test_the_caller_is_its_submitter_where_nobody_is_named(server):
    user = server.as_user("IpsUser")
    submit(user)
    assert active(server)[0].submitUserEmail == user.email


@pytest.mark.documented
def test_another_member_may_be_named_its_submitter(server):
    user = server.as_user("IpsUser")
    handle = user.call("getUserInfo").userInfo.userHandle
    submit(server, "for you", userHandle=handle)
    schedule(server, "for you later", userHandle=handle)
    assert active(server)[0].submitUserEmail == user.email
    assert scheduled(server)[0].submitUserEmail == user.email


def test_who_is_bound_by_permissions_names_nobody_else(server):
    """A job may do what its submitter may."""
    user, admin = server.as_user("ImagePortalContrib"), server.call("getUserInfo").userInfo.userHandle
    with pytest.raises(Refused, match="userHandle") as refused:
        submit(user, userHandle=admin)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20004)
    submit(user, userHandle=user.call("getUserInfo").userInfo.userHandle)
    assert [job.submitUserEmail for job in active(server)] == [user.email]


def test_refuses_a_submitter_who_is_no_member(server):
    stranger = server.other_company().call("getUserInfo").userInfo.userHandle
    for handle in (stranger, "u|999999999|nobody@example.com"):
        with pytest.raises(Refused, match="userHandle") as refused:
            submit(server, userHandle=handle)
        assert (refused.value.element, refused.value.code) == ("authorizationFault", 20002)


def test_locale_and_description_come_back(server):
    submit(server, "told", locale="de_DE", description="Weekly, for the shop")
    schedule(server, "told later", locale="fr", description="And later")
    (job,), (later,) = active(server), scheduled(server)
    assert (job.locale, job.description) == ("de-DE", "Weekly, for the shop")
    assert (later.locale, later.description) == ("fr", "And later")


@pytest.mark.recorded
def test_without_a_description_there_is_none_and_the_locale_is_that_of_the_call(server):
    submit(server)
    (job,) = active(server)
    assert (job.locale, job.description) == ("en", None)


def test_the_log_speaks_the_language_of_the_job(server):
    handle = submit(server, locale="de-DE")
    (log,) = server.call("getJobLogDetails", companyHandle=server.company, jobHandle=handle).jobLogArray
    assert log.detailArray[0].logMessage == "Auftrag My Job hat begonnen"


def test_refuses_a_locale_that_is_none(server):
    with pytest.raises(Refused, match="locale") as refused:
        submit(server, locale="plain English")
    assert refused.value.code == 30001


@pytest.mark.documented
def test_refuses_no_job_and_two_jobs(server):
    with pytest.raises(Refused, match="exactly one of") as none:
        server.call("submitJob", companyHandle=server.company, jobName="x")
    with pytest.raises(Refused, match="exactly one of") as two:
        submit(server, imageServingPublishJob=PUBLISH, uploadUrlsJob=urls())
    assert (none.value.code, two.value.code) == (30002, 30001)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        (
            "photoshopOptions",
            {"process": "MaintainLayers", "layerOptions": {"createTemplate": True}},
            "photoshopOptions/layerOptions/createTemplate",
        ),
        (
            "photoshopOptions",
            {"process": "MaintainLayers", "layerOptions": {"extractText": True}},
            "photoshopOptions/layerOptions/extractText",
        ),
        ("inDesignOptions", {"process": "Rasterize"}, "inDesignOptions/process"),
        ("mediaOptions", {"videoEncodingPresetsArray": ["ps|1"]}, "mediaOptions/videoEncodingPresetsArray"),
        ("mediaOptions", {"generateThumbnail": True}, "mediaOptions/generateThumbnail"),
    ],
)
def test_names_the_upload_option_that_is_not_built(server, field, value, named):
    with pytest.raises(Refused, match=f"{named} is not built") as refused:
        submit(server, uploadUrlsJob=urls(**{field: value}))
    assert refused.value.code == 30000
    assert "uploadUrlsJob/" in refused.value.reason


def test_options_that_are_obeyed_or_ask_for_nothing_pass(server):
    options = {
        "createMask": True,
        "preservePublishState": True,
        "preserveCrop": True,
        "photoshopOptions": {"process": "None", "layerOptions": {"layerNaming": "LayerName", "createTemplate": True}},
        "postScriptOptions": {"process": "None", "resolution": 150.0, "colorspace": "Rgb", "alpha": True},
        "pdfOptions": {"process": "None", "pdfCatalog": True, "extractSearchWords": False},
        "illustratorOptions": {"process": "None"},
        "colorManagementOptions": {"colorManagement": "Convert"},
        "autoSetCreationOptions": {"autoSetsArray": []},
        "projectHandleArray": [],
        "mediaOptions": {"generateThumbnail": False},
        "inDesignOptions": {},
        "unCompressOptions": {"process": "None"},
        "unsharpMaskOptions": {"amount": 1.75, "radius": 0.2, "threshold": 2, "monochrome": 1},
        "manualCropOptions": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "xmpKeywords": "",
        "excludeMasterVideoFromAVS": True,
        "postJobOnlyIfFiles": True,
        "postHttpUrl": "",
        "postImageServingPublishJob": {"publishType": "Incremental", "emailSetting": "None"},
    }
    submit(server, uploadUrlsJob=urls(**options))
    assert len(active(server)) == 1


def test_options_that_came_back_may_be_submitted_again(server):
    """What getActiveJobs shows with its defaults is taken by submitJob."""
    submit(server, "first", uploadUrlsJob=urls())
    shown = active(server)[0].uploadUrlsJob
    again = {name: _plain(value) for name, value in vars(shown).items() if value is not None}
    submit(server, "second", uploadUrlsJob={**again, "urlArray": urls()["urlArray"]})
    assert len(active(server)) == 2


def _plain(value):
    return {k: _plain(v) for k, v in vars(value).items() if v is not None} if hasattr(value, "__dict__") else value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unsharpMaskOptions", {"amount": 5.1}),
        ("unsharpMaskOptions", {"radius": -0.1}),
        ("unsharpMaskOptions", {"threshold": 256}),
        ("unsharpMaskOptions", {"monochrome": 2}),
        ("manualCropOptions", {"left": -1, "right": 0, "top": 0, "bottom": 0}),
        ("emailSetting", "Sometimes"),
        ("colorManagementOptions", {"colorManagement": "Guess"}),
        ("numUrls", 3),
        ("photoshopOptions", {"process": "MaintainLayers", "layerOptions": {"layerNaming": "Guess"}}),
        ("photoshopOptions", {"process": "MaintainLayers", "layerOptions": {"anchor": "Guess"}}),
        ("pdfOptions", {"process": "Rasterize", "colorspace": "Guess"}),
        ("pdfOptions", {"process": "Rasterize", "resolution": 0.5}),
        ("pdfOptions", {"process": "render", "extractSearchWords": True}),
        ("pdfOptions", {"process": "None", "extractLinks": True}),
        ("postScriptOptions", {"extractSearchWords": True}),
        ("postHttpUrl", "shop.example.com/ended"),
        ("postHttpUrl", "ftp://shop.example.com/ended"),
        ("postImageServingPublishJob", {**PUBLISH, "httpCompletionUrl": "http://"}),
    ],
)
def test_refuses_a_value_outside_its_range(server, field, value):
    with pytest.raises(Refused, match=f"uploadUrlsJob/{field}") as refused:
        submit(server, uploadUrlsJob=urls(**{field: value}))
    assert refused.value.code == 30001


@pytest.mark.parametrize("told", [0, 1])
def test_takes_a_number_of_urls_that_is_true_or_0(server, told):
    submit(server, uploadUrlsJob=urls(numUrls=told))
    assert active(server)[0].uploadUrlsJob.numUrls == 1


@pytest.mark.parametrize("given", [{}, {"urlArray": []}])
def test_refuses_an_upload_of_no_urls(server, given):
    with pytest.raises(Refused, match="uploadUrlsJob/urlArray") as refused:
        submit(server, uploadUrlsJob={**EMPTY_UPLOAD, **given})
    assert refused.value.code == 30002


def test_takes_a_server_folder_below_one_that_is_open(server, upload_root):
    submit(server, uploadDirectoryJob=folder(upload_root / "shoes"))
    assert active(server)[0].uploadDirectoryJob.serverDir == str(upload_root / "shoes")


@pytest.mark.parametrize("path", ["/etc", "shoes", "", "{root}/../secret", "{root}x"])
def test_refuses_a_server_folder_that_is_not_open(server, upload_root, path):
    with pytest.raises(Refused, match="uploadDirectoryJob/serverDir") as refused:
        submit(server, uploadDirectoryJob=folder(path.format(root=upload_root)))
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20005)


def test_refuses_a_folder_that_no_asset_can_lie_in(server, upload_root):
    with pytest.raises(Refused, match="uploadDirectoryJob/destFolder") as refused:
        submit(server, uploadDirectoryJob=folder(upload_root, destFolder="../etc"))
    assert refused.value.code == 30001


def test_publishes_to_a_context_of_its_own_only(server):
    def handle(of, kind):
        with of.parts.database.read() as tx:
            (context,) = publishing.contexts(tx, int(number(of)), kind)
        return context.handle

    submit(server, "own", imageServingPublishJob={**PUBLISH, "contextHandle": handle(server, "ImageServing")})
    foreign = handle(server.other_company(), "ImageServing")
    with pytest.raises(Refused, match="imageServingPublishJob/contextHandle") as refused:
        submit(server, imageServingPublishJob={**PUBLISH, "contextHandle": foreign})
    assert refused.value.code == 20006
    video = handle(server, "Video")
    with pytest.raises(Refused, match="postImageServingPublishJob/contextHandle") as refused:
        submit(server, uploadUrlsJob=urls(postImageServingPublishJob={**PUBLISH, "contextHandle": video}))
    assert refused.value.code == 30001


def test_refuses_the_company_of_others_and_a_role_that_is_not_listed(server):
    other = server.other_company()
    with pytest.raises(Refused) as foreign:
        server.call("submitJob", companyHandle=other.company, jobName="x", imageServingPublishJob=PUBLISH)
    with pytest.raises(Refused) as unlisted:
        submit(server.as_user("ImagePortalUser"))
    assert (foreign.value.code, unlisted.value.code) == (20006, 20003)


def test_an_ips_admin_submits_anywhere(server):
    submit(server.as_ips_admin(), "theirs")
    assert [job.originalName for job in active(server)] == ["theirs"]


def test_takes_the_elements_of_an_old_version(server):
    handle = server.call(
        "submitJob", version="pre-4.0", companyHandle=server.company, jobName="old", imageServingPublishJob=PUBLISH
    ).jobHandle
    assert handle == f"j|{number(server)}|old||"
