"""The whole round by zeep in strict mode, which knows of us what the WSDL says."""

import io
import secrets
import time
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from PIL import Image
from zeep import Client, Settings
from zeep.exceptions import Fault

VERSIONS = {
    "2013-02-15": "http://www.scene7.com/IpsApi/xsd",
    "2014-04-03": "http://www.scene7.com/IpsApi/xsd/2014-04-03",
}
"""Each version with the name space in which its WSDL declares the authHeader."""

PATIENCE_S = 60
NEVER = "0 0 3 1 1 ? 2099"
"""A cron time that this test will not see."""


@dataclass
class Zeep:
    """An ordinary client program: one WSDL, one user."""

    client: Client
    header: Any

    def call(self, operation: str, **values: Any) -> Any:
        return self.client.service[operation](**values, _soapheaders=[self.header])

    def wait(self, company: str, job_name: str) -> None:
        """Watch the job until it is no longer active."""
        deadline = time.monotonic() + PATIENCE_S
        while active := self.call("getActiveJobs", companyHandle=company, originalName=job_name):
            assert [job.originalName for job in active] == [job_name]
            assert time.monotonic() < deadline, f"{job_name} is still {active[0].state}: {active[0].progressMessage}"
            time.sleep(0.02)

    def log(self, company: str, job_name: str) -> Any:
        """The only log of a job, with its details."""
        logs = self.call("getJobLogDetails", companyHandle=company, originalName=job_name)
        assert len(logs) == 1
        return logs[0]


def client_of(live_server, version: str, password: str | None = None) -> Zeep:
    client = Client(f"{live_server.base_url}/scene7/webservice/IpsApi-{version}.wsdl", settings=Settings(strict=True))
    element = client.get_element(f"{{{VERSIONS[version]}}}authHeader")
    secret = live_server.password if password is None else password
    return Zeep(client, element(user=live_server.email, password=secret, appName="zeep round", appVersion="1.0"))


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_an_unchanged_client_uploads_publishes_and_fetches(live_server, file_server, version):
    zeep = client_of(live_server, version)
    tag = f"Zeep{secrets.token_hex(4)}"
    company = log_in(zeep, live_server)
    folder = zeep.call("createFolder", companyHandle=company.companyHandle, folderPath=f"/{tag}/Pictures")
    assert folder == f"f|{company.rootPath}{tag}/Pictures/"

    upload(zeep, company, file_server, tag)
    picture = f"{live_server.base_url}/is/image/{company.rootPath}{tag}sunrise"
    assert httpx.get(picture, params={"wid": 200}).status_code >= 400, "a picture may not be seen before its publish"

    publish(zeep, company, tag)
    for width in (200, 64):
        assert size_of(httpx.get(picture, params={"wid": width})) == (width, width * 3 // 4)


@pytest.mark.process
@pytest.mark.parametrize("version", VERSIONS)
def test_a_wrong_password_is_a_fault_of_the_wsdl(live_server, version):
    zeep = client_of(live_server, version, password="&<wrong")
    with pytest.raises(Fault) as refusal:
        zeep.call("getCompanyInfo", companyName=live_server.company)
    assert refusal.value.message == "authenticationFault"
    assert refusal.value.detail[0].findtext("{*}code") == "10001"


@pytest.mark.process
@pytest.mark.parametrize("version", VERSIONS)
def test_the_other_port_of_the_wsdl_speaks_soap_1_2(live_server, version):
    zeep = client_of(live_server, version)
    port = zeep.client.bind("IpsApiService", "IpsApiSoap12Port")
    company = port.getCompanyInfo(companyName=live_server.company, _soapheaders=[zeep.header])
    assert company.name == live_server.company
    with pytest.raises(Fault) as refusal:
        port.getCompanyInfo(companyName="Nobody", _soapheaders=[zeep.header])
    assert refusal.value.detail[0].findtext("{*}code") == "20000"


def log_in(zeep: Zeep, live_server) -> Any:
    assert any(mark in live_server.password for mark in "&<")
    status = zeep.call("checkLogin", email=live_server.email, password=live_server.password)
    assert status == "ValidLogin"
    company = zeep.call("getCompanyInfo", companyName=live_server.company)
    assert company.name == live_server.company
    return company


def upload(zeep: Zeep, company: Any, file_server: str, tag: str) -> None:
    """An uploadUrlsJob that runs at once, watched to its end, and its log."""
    urls = [
        {"sourceUrl": f"{file_server}/{name}.jpg", "destPath": f"{tag}/Pictures/{tag}{name}.jpg"}
        for name in ("sunrise", "harbour")
    ]
    options = {
        "urlArray": {"items": urls},
        "overwrite": True,
        "readyForPublish": True,
        "createMask": False,
        "emailSetting": "None",
    }
    name = f"{tag}Upload"
    handle = zeep.call("submitJob", companyHandle=company.companyHandle, jobName=name, uploadUrlsJob=options)
    assert handle.startswith("j|")
    zeep.wait(company.companyHandle, name)
    log = zeep.log(company.companyHandle, name)
    assert (log.fileSuccessCount, log.fileErrorCount, log.totalFileCount) == (2, 0, 2)
    uploaded = [detail for detail in log.detailArray["items"] if detail.logType == "UploadSuccess"]
    assert len(uploaded) == 2
    assert all(detail.assetHandle.startswith("a|") for detail in uploaded)


def publish(zeep: Zeep, company: Any, tag: str) -> None:
    """A publish job on a schedule, run now by executeJob; the schedule stays as it was."""
    name = f"{tag}Publish"
    handle = zeep.call(
        "submitJob",
        companyHandle=company.companyHandle,
        jobName=name,
        execSchedule=NEVER,
        imageServingPublishJob={"publishType": "Full", "emailSetting": "None"},
    )
    before = scheduled(zeep, company, name)
    zeep.call("executeJob", companyHandle=company.companyHandle, jobHandle=handle)
    zeep.wait(company.companyHandle, name)
    assert scheduled(zeep, company, name) == before
    log = zeep.log(company.companyHandle, name)
    assert log.fatalError is False
    done = {detail.assetName for detail in log.detailArray["items"] if detail.logType == "ImageServingPublishSuccess"}
    assert {f"{tag}sunrise", f"{tag}harbour"} <= done


def scheduled(zeep: Zeep, company: Any, name: str) -> tuple[str, Any]:
    jobs = zeep.call("getScheduledJobs", companyHandle=company.companyHandle, originalName=name)
    assert len(jobs) == 1
    assert jobs[0].imageServingPublishJob.publishType == "Full"
    return jobs[0].execSchedule, jobs[0].nextFireTime


def size_of(answer: httpx.Response) -> tuple[int, int]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(answer.content)).size
