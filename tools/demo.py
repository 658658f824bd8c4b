"""From nothing to served pictures: a real server, and an ordinary SOAP client that does the main job.

Prints each step with its handle; writes the served pictures to `demo/` and says where.
"""

import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import zeep
from lxml import etree
from zeep.transports import Transport

import samples
from file_server import FileServer
from live import COMPANY, EMAIL, PASSWORD, LiveServer

OUT = Path(__file__).parent.parent / "demo"
SIZES = (200, 400, 800)
FORMATS = {"photo": (("jpg", "fmt=jpg&qlt=85"), ("webp", "fmt=webp&qlt=80")), "bottle": (("png", "fmt=png-alpha"),)}
JOB_TIMEOUT_S = 120.0


class Client:
    """zeep over the WSDL the server hands out, with our credentials in the header."""

    def __init__(self, base_url: str, version: str = "2014-04-03") -> None:
        self._address = f"{base_url}/scene7/services/IpsApiService"
        wsdl = f"{base_url}/scene7/webservice/IpsApi-{version}.wsdl"
        self._client = zeep.Client(wsdl, transport=Transport(timeout=60), settings=zeep.Settings(strict=True))
        header = self._client.get_element(f"{{http://www.scene7.com/IpsApi/xsd/{version}}}authHeader")
        self._header = header(user=EMAIL, password=PASSWORD, appName="demo", appVersion="1")

    def __call__(self, operation: str, **values: Any) -> Any:
        return self._client.service[operation](**values, _soapheaders=[self._header])

    def message(self, operation: str, **values: Any) -> bytes:
        """The envelope of a call, not sent."""
        envelope = self._client.create_message(self._client.service, operation, **values, _soapheaders=[self._header])
        return bytes(etree.tostring(envelope))

    def post(self, message: bytes) -> bytes:
        """Send an envelope; the reply unread."""
        reply = self._client.transport.post(self._address, message, {"Content-Type": "text/xml; charset=utf-8"})
        return bytes(reply.content)


def say(step: str, handle: object = "") -> None:
    print(f"  {step:<58} {handle}", flush=True)


def wait_for(call: Client, company: str, name: str, *, pause_s: float = 0.2, timeout_s: float = JOB_TIMEOUT_S) -> Any:
    """Watch a job until its log has an end; returns the log."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        jobs = call("getActiveJobs", companyHandle=company, originalName=name) or []
        if not jobs:
            logs = call("getJobLogDetails", companyHandle=company, originalName=name)
            if logs and logs[0].endDate is not None:
                return logs[0]
        time.sleep(pause_s)
    raise TimeoutError(f"job {name} did not end")


def upload(call: Client, company: str, files: FileServer, names: list[str]) -> None:
    urls = [{"sourceUrl": files.url(name), "destPath": f"Spring/{name}"} for name in names]
    job = {
        "urlArray": {"items": urls},
        "overwrite": True,
        "readyForPublish": True,
        "createMask": False,
        "emailSetting": "None",
    }
    handle = call("submitJob", companyHandle=company, jobName="Take in", uploadUrlsJob=job)
    say(f"submitJob uploadUrlsJob, {len(names)} pictures", handle)
    log = wait_for(call, company, "Take in")
    say(f"  log: {log.fileSuccessCount} taken in, {log.fileErrorCount} refused", log.jobHandle)


def publish(call: Client, company: str) -> None:
    job = {"publishType": "Full", "emailSetting": "None"}
    nightly = "0 0 3 * * ?"
    handle = call(
        "submitJob", companyHandle=company, jobName="Nightly", execSchedule=nightly, imageServingPublishJob=job
    )
    say(f"submitJob imageServingPublishJob, scheduled {nightly}", handle)
    call("executeJob", companyHandle=company, jobHandle=handle)
    say("executeJob", handle)
    log = wait_for(call, company, "Nightly")
    say(f"  log: {log.fileSuccessCount} published, {log.fileErrorCount} refused", log.jobHandle)
    for line in log.detailArray.items:
        say(f"    {line.logType}", line.logMessage[:90])
    [scheduled] = call("getScheduledJobs", companyHandle=company)
    say(f"getScheduledJobs: still there, next {scheduled.nextFireTime}", scheduled.jobHandle)


def fetch(base_url: str, root: str) -> None:
    OUT.mkdir(exist_ok=True)
    for name, formats in FORMATS.items():
        for suffix, commands in formats:
            for size in SIZES:
                url = f"{base_url}/is/image/{root}/{name}?wid={size}&{commands}"
                target = OUT / f"{name}-{size}.{suffix}"
                with urllib.request.urlopen(url, timeout=60) as reply:
                    target.write_bytes(reply.read())
                say(f"GET {url.removeprefix(base_url)}", f"{target.stat().st_size} bytes")
    print(f"\nThe served pictures are in {OUT}")


def main() -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        sources = Path(scratch) / "sources"
        sources.mkdir()
        samples.photo(sources / "photo.jpg", 3000, 2000)
        samples.cut_out(sources / "bottle.png", 1200, 1600)
        with FileServer(sources) as files, LiveServer(Path(scratch) / "data") as server:
            say("safelight serve", server.base_url)
            call = Client(server.base_url)
            say("checkLogin", call("checkLogin", email=EMAIL, password=PASSWORD))
            company = call("getCompanyInfo", companyName=COMPANY)
            say("getCompanyInfo", company.companyHandle)
            folder = call("createFolder", companyHandle=company.companyHandle, folderPath="/Spring")
            say("createFolder", folder)
            upload(call, company.companyHandle, files, ["photo.jpg", "bottle.png"])
            publish(call, company.companyHandle)
            fetch(server.base_url, company.rootPath.rstrip("/"))
    print(f"done in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
