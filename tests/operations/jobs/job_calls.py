"""Requests that several tests of job operations make."""

PUBLISH = {"publishType": "Full", "emailSetting": "None"}
NEVER_SOON = "0 0 0 1 1 ? 2098"


def urls(**more):
    """An uploadUrlsJob that asks for nothing special; its address is private, and so is refused at once."""
    url = {"sourceUrl": "http://10.0.0.1/a.png", "destPath": "a.png"}
    plain = {"overwrite": True, "readyForPublish": True, "createMask": False, "emailSetting": "None"}
    return {"urlArray": [url], **plain, **more}


def folder(path, **more):
    """An uploadDirectoryJob of a server folder."""
    plain = {"overwrite": True, "readyForPublish": True, "createMask": False, "emailSetting": "None"}
    return {"serverDir": str(path), "includeSubfolders": True, "processMetadataFiles": False, **plain, **more}


def submit(server, name="My Job", **values):
    """The handle of a job; a publish where the test names no other."""
    if not any(key.endswith("Job") for key in values):
        values["imageServingPublishJob"] = PUBLISH
    return server.call("submitJob", companyHandle=server.company, jobName=name, **values).jobHandle


def schedule(server, name="My Job", **values):
    """The handle of a job on the schedule, which will not fire while the test lives."""
    return submit(server, name, **{"execSchedule": NEVER_SOON, **values})


def active(server, **values):
    return server.call("getActiveJobs", **{"companyHandle": server.company, **values}).jobArray


def scheduled(server, **values):
    return server.call("getScheduledJobs", **{"companyHandle": server.company, **values}).jobArray


def steer(server, operation, handle):
    return server.call(operation, companyHandle=server.company, jobHandle=handle)


def number(server):
    """The company's number, as it stands in job handles."""
    return server.company.removeprefix("c|")
