"""Who sees what is done to jobs."""

from looks import look
from looks.steps import NEVER_SOON, PUBLISH, UPLOAD, ask, by_handle, by_name, found, live, mark, paths, tree, upload
from made_assets import make
from observed import PICTURE


def _submit(server, name="job", **values):
    return ask(server, "submitJob", jobName=name, imageServingPublishJob=PUBLISH, **values).jobHandle


def _schedule(server, name="job"):
    return _submit(server, name, execSchedule=NEVER_SOON)


def _active(server):
    return [(job.originalName, job.state) for job in ask(server, "getActiveJobs").jobArray]


def _scheduled(server):
    return [(job.name, job.triggerState) for job in ask(server, "getScheduledJobs").jobArray]


def _logs(server):
    """Names of the jobs that have a log, and whether it is ended."""
    return [(log.originalJobName, log.endDate is not None) for log in ask(server, "getJobLogs").jobLogArray]


def _lines(server, name="job"):
    """Types of the lines of all logs of a name."""
    logs = ask(server, "getJobLogDetails", originalName=name).jobLogArray
    return [line.logType for log in logs for line in log.detailArray]


def _steer(server, operation, handle):
    ask(server, operation, jobHandle=handle)


@look("submitJob", "getActiveJobs")
def submitted_is_active_until_it_is_done(server):
    _submit(server)
    assert _active(server) == [("job", "New")]
    server.run_jobs()
    assert _active(server) == []


@look("submitJob", "getScheduledJobs")
def submitted_for_later_is_scheduled(server):
    _schedule(server)
    assert _scheduled(server) == [("job", "Normal")]


@look("submitJob", "getJobLogs")
def submitted_has_a_log_that_ends(server):
    _submit(server)
    assert _logs(server) == [("job", False)]
    server.run_jobs()
    assert _logs(server) == [("job", True)]


@look("submitJob", "getJobLogDetails")
def submitted_has_lines(server):
    mark(server, make(server, "boot"))
    _submit(server)
    server.run_jobs()
    types = _lines(server)
    assert (types[0], types.count("ImageServingPublishSuccess")) == ("BeginImageServingPublish", 1)
    assert types[-1] == "EndImageServingPublish"


@look("submitJob", "getAssetJobLogs")
def an_asset_tells_which_job_made_it(server):
    upload(server, "boot.png")
    (boot,) = by_name(server, "boot")
    (line,) = ask(server, "getAssetJobLogs", assetHandle=boot.assetHandle).jobLogArray
    assert (line.jobName.partition("_")[0], line.logType) == ("add", "UploadSuccess")


@look("submitJob", "getAssets")
def an_upload_by_handle(server):
    upload(server, "boot.png", readyForPublish=True)
    (boot,) = by_name(server, "boot")
    asset = by_handle(server, boot.assetHandle)
    assert (asset.fileName, asset.readyForPublish, asset.imageInfo.width) == ("boot.png", True, 8)


@look("submitJob", "getAssetsByName")
def an_upload_by_name(server):
    upload(server, "boot.png", "shoe.png")
    assert [asset.fileName for asset in by_name(server, "shoe")] == ["shoe.png"]


@look("submitJob", "searchAssets")
def an_upload_in_search(server):
    upload(server, "boot.png", "shoe.png")
    assert found(server) == ["boot", "shoe"]


@look("submitJob", "getFolders")
def an_upload_makes_its_folder(server):
    upload(server, "boot.png", destFolder="a/b")
    assert paths(server) == ["a", "a/b"]


@look("submitJob", "getFolderTree")
def an_upload_makes_its_branch(server):
    upload(server, "boot.png", destFolder="a/b")
    assert tree(server) == {"a": {"b": {}}}


@look("submitJob", PICTURE)
def a_publish_makes_pictures(server):
    mark(server, make(server, "boot"))
    assert live(server, "boot") == []
    _submit(server)
    server.run_jobs()
    assert live(server, "boot") == ["boot"]


@look("executeJob", "getActiveJobs")
def executed_is_active(server):
    _steer(server, "executeJob", _schedule(server))
    assert _active(server) == [("job", "New")]


@look("executeJob", "getScheduledJobs")
def executed_stays_on_the_schedule(server):
    handle = _schedule(server)
    (before,) = ask(server, "getScheduledJobs").jobArray
    _steer(server, "executeJob", handle)
    server.run_jobs()
    assert ask(server, "getScheduledJobs").jobArray == [before]


@look("executeJob", "getJobLogs")
def executed_has_a_log(server):
    handle = _schedule(server)
    assert _logs(server) == []
    _steer(server, "executeJob", handle)
    server.run_jobs()
    assert _logs(server) == [("job", True)]


@look("executeJob", "getJobLogDetails")
def executed_has_lines(server):
    handle = _schedule(server)
    assert _lines(server) == []
    _steer(server, "executeJob", handle)
    assert _lines(server)[0] == "BeginImageServingPublish"


@look("executeJob", PICTURE)
def executed_makes_pictures(server):
    mark(server, make(server, "boot"))
    handle = _schedule(server)
    server.run_jobs()
    assert live(server, "boot") == []
    _steer(server, "executeJob", handle)
    server.run_jobs()
    assert live(server, "boot") == ["boot"]


@look("pauseJob", "getScheduledJobs")
def paused_on_the_schedule(server):
    _steer(server, "pauseJob", _schedule(server))
    assert _scheduled(server) == [("job", "Paused")]


@look("pauseJob", "getActiveJobs")
def paused_while_active(server):
    _steer(server, "pauseJob", _submit(server))
    server.run_jobs()
    (job,) = ask(server, "getActiveJobs").jobArray
    assert (job.state, job.progressMessage) == ("WaitingCoordinator", "Paused")


@look("resumeJob", "getScheduledJobs")
def resumed_on_the_schedule(server):
    handle = _schedule(server)
    _steer(server, "pauseJob", handle)
    _steer(server, "resumeJob", handle)
    assert _scheduled(server) == [("job", "Normal")]


@look("resumeJob", "getActiveJobs")
def resumed_goes_on(server):
    handle = _submit(server)
    _steer(server, "pauseJob", handle)
    server.run_jobs()
    assert _active(server) == [("job", "WaitingCoordinator")]
    _steer(server, "resumeJob", handle)
    assert _active(server) == [("job", "Running")]
    server.run_jobs()
    assert _active(server) == []


@look("stopJob", "getActiveJobs")
def stopped_while_active(server):
    _steer(server, "stopJob", _submit(server))
    assert _active(server) == [("job", "Stopping")]
    server.run_jobs()
    assert _active(server) == []


@look("stopJob", "getJobLogs")
def stopped_has_an_ended_log(server):
    _steer(server, "stopJob", _submit(server))
    server.run_jobs()
    assert _logs(server) == [("job", True)]


@look("stopJob", "getJobLogDetails")
def stopped_has_done_nothing(server):
    mark(server, make(server, "boot"))
    _steer(server, "stopJob", _submit(server))
    server.run_jobs()
    types = _lines(server)
    assert "ImageServingPublishSuccess" not in types
    assert types[-1] == "EndImageServingPublish"


@look("deleteJob", "getScheduledJobs")
def deleted_from_the_schedule(server):
    handle = _schedule(server)
    _schedule(server, "other")
    _steer(server, "deleteJob", handle)
    assert _scheduled(server) == [("other", "Normal")]


@look("deleteJob", "getActiveJobs")
def deleted_while_active(server):
    handle = _submit(server)
    _submit(server, "other")
    _steer(server, "deleteJob", handle)
    assert _active(server) == [("other", "New")]


@look("deleteJob", "getJobLogs")
def deleted_keeps_its_log(server):
    _steer(server, "deleteJob", _submit(server))
    server.run_jobs()
    assert _logs(server) == [("job", True)]


@look("deleteJob", "getJobLogDetails")
def deleted_has_done_nothing(server):
    mark(server, make(server, "boot"))
    _steer(server, "deleteJob", _submit(server))
    server.run_jobs()
    assert "ImageServingPublishSuccess" not in _lines(server)


def _post(server, **values):
    return ask(server, "uploadPost", **values).jobHandle


@look("uploadPost", "getActiveJobs")
def a_post_waits_for_its_client(server):
    handle = _post(server, jobName="job", uploadParams=UPLOAD)
    assert _active(server) == [("job", "WaitingClient")]
    _post(server, jobHandle=handle, endJob=True)
    server.run_jobs()
    assert _active(server) == []


@look("uploadPost", "getJobLogs")
def a_post_has_a_log_that_ends(server):
    handle = _post(server, jobName="job", uploadParams=UPLOAD)
    assert _logs(server) == [("job", False)]
    _post(server, jobHandle=handle, endJob=True)
    server.run_jobs()
    assert _logs(server) == [("job", True)]


@look("uploadPost", "getJobLogDetails")
def a_post_has_lines(server):
    _post(server, jobName="job", uploadParams=UPLOAD, endJob=True)
    server.run_jobs()
    types = _lines(server)
    assert (types[0], types[-1]) == ("BeginUpload", "EndUpload")
