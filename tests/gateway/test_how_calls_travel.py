"""How clients in use send calls, and the literal traits of the answers they rely on. Source: wire-facts.md."""

import base64
import gzip

import pytest
from lxml import etree

from harness import BASE, ENVELOPE, SOAP_11
from safelight.contract import model

SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
NEWEST = model.NEWEST.namespace
PARAM = f'<getPropertyParam xmlns="{NEWEST}"><name>IpsVersion</name></getPropertyParam>'


def call(server, header=None, param=PARAM, soap=SOAP_11, **headers):
    head = server.auth_header() if header is None else header
    return server.post(ENVELOPE.format(soap=soap, header=head, body=param), **headers)


def auth(server, namespace=BASE, more=""):
    return (
        f'<a:authHeader xmlns:a="{namespace}"><a:user>{server.email}</a:user>'
        f"<a:password>{server.password}</a:password>{more}</a:authHeader>"
    )


@pytest.mark.recorded
def test_the_answer_has_the_literals_that_clients_cut_at(server):
    text = call(server).text
    assert text.startswith("<?xml version='1.0' encoding='UTF-8'?><soapenv:Envelope xmlns:soapenv=\"" + SOAP_11 + '">')
    assert f'<soapenv:Body><getPropertyReturn xmlns="{NEWEST}"><value>' in text
    assert text.endswith("</getPropertyReturn></soapenv:Body></soapenv:Envelope>")


@pytest.mark.recorded
def test_a_fault_has_the_literals_that_clients_look_for(server):
    text = call(server, param=f'<getPropertyParam xmlns="{NEWEST}"/>').text
    assert "<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>ipsApiFault</faultstring><detail>" in text
    assert f'<tns:ipsApiFault xmlns:tns="{BASE}"><tns:code>30002</tns:code><tns:reason>' in text


@pytest.mark.parametrize("namespace", [BASE, NEWEST])
def test_the_header_is_taken_in_both_namespaces(server, namespace):
    assert call(server, auth(server, namespace)).status_code == 200


def test_the_old_pair_of_headers_is_taken(server):
    old = "http://www.scene7.com/IpsApi"
    header = (
        f'<AuthUser xmlns="{old}">{server.email}</AuthUser><AuthPassword xmlns="{old}">{server.password}</AuthPassword>'
    )
    assert call(server, header).status_code == 200


def test_http_basic_without_a_header_is_taken(server):
    token = base64.b64encode(f"{server.email}:{server.password}".encode()).decode()
    assert call(server, "", Authorization=f"Basic {token}").status_code == 200


@pytest.mark.parametrize("token", ["Basic !!!", "Basic " + base64.b64encode(b"\xff\xfe").decode(), "Bearer x", "Basic"])
def test_an_unreadable_authorization_is_no_credentials(server, token):
    assert "<tns:code>10000</tns:code>" in call(server, "", Authorization=token).text


def test_an_access_token_alone_is_no_credentials(server):
    header = f'<authHeader xmlns="{BASE}"><accessToken>abc</accessToken></authHeader>'
    assert "<tns:code>10000</tns:code>" in call(server, header).text


@pytest.mark.parametrize("action", ["getProperty", '"getProperty"', "", "somethingElse"])
def test_the_soap_action_does_not_matter(server, action):
    assert call(server, SOAPAction=action).status_code == 200


@pytest.mark.recorded
def test_soap_1_2_is_answered_in_soap_1_2_without_a_content_type(server):
    body = ENVELOPE.format(soap=SOAP_12, header=server.auth_header() + "<!-- note -->", body=PARAM)
    response = server.http.post(
        "/scene7/services/IpsApiService", content=body.replace("><", ">\r\n<"), headers={"soapaction": "getProperty"}
    )
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/soap+xml;charset=utf-8"
    assert f'<soapenv:Envelope xmlns:soapenv="{SOAP_12}">' in response.text


def test_the_status_of_a_fault_is_the_one_asked_for(server):
    header = auth(server, more="<a:faultHttpStatusCode>200</a:faultHttpStatusCode>")
    assert call(server, header, f'<getPropertyParam xmlns="{NEWEST}"/>').status_code == 200
    assert call(server, param=f'<getPropertyParam xmlns="{NEWEST}"/>').status_code == 500


def raw(server, header, **headers):
    with_it = {"Accept-Encoding": "identity", "Content-Type": "text/xml"} | headers
    body = ENVELOPE.format(soap=SOAP_11, header=header, body=f'<getSystemPropertiesParam xmlns="{NEWEST}"/>')
    return server.http.post("/scene7/services/IpsApiService", content=body, headers=with_it)


def test_the_reply_is_compressed_where_the_client_says_it_can_read_that(server):
    assert "content-encoding" not in raw(server, auth(server)).headers
    assert raw(server, auth(server), **{"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    asked = raw(server, auth(server, more="<a:gzipResponse>1</a:gzipResponse>"))
    assert asked.headers["content-encoding"] == "gzip"
    assert asked.text.endswith("</soapenv:Envelope>")
    assert gzip.decompress(gzip.compress(asked.content)) == asked.content


@pytest.mark.recorded
def test_the_plain_entry_answers_the_bare_return_in_the_namespace_of_the_parameter(server):
    request_namespace, param_namespace = f"{BASE}/2017-10-29-beta", f"{BASE}/2019-09-10-beta"
    param = f'<getPropertyParam xmlns="{param_namespace}"><name>IpsVersion</name></getPropertyParam>'
    body = f'<Request xmlns="{request_namespace}">{auth(server, request_namespace)}{param}</Request>'
    response = server.post(body, "/scene7/api/IpsApiService")
    assert response.status_code == 200
    assert etree.fromstring(response.content).tag == f"{{{param_namespace}}}getPropertyReturn"


def test_the_plain_entry_answers_a_bare_fault(server):
    response = server.post("<Request/>", "/scene7/api/IpsApiService")
    assert response.status_code == 500
    assert etree.fromstring(response.content).tag == f"{{{BASE}}}ipsApiFault"


@pytest.mark.parametrize("version", list(model.VERSIONS))
def test_every_wsdl_is_at_both_its_addresses(server, version):
    name = model.VERSIONS[version].wsdl_file
    first, second = (server.get(f"/scene7/{folder}{name}") for folder in ("webservice/", ""))
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert 'location="http://testserver/scene7/services/IpsApiService"' in first.text


def test_the_service_url_sets_the_address_in_the_wsdl(server):
    text = server.get("/scene7/webservice/IpsApi-2014-04-03.wsdl?serviceUrl=http://proxy:8888").text
    assert 'location="http://proxy:8888/scene7/services/IpsApiService"' in text


def test_a_wsdl_there_is_none_of_says_which_there_are(server):
    response = server.get("/scene7/webservice/IpsApi-1999-01-01.wsdl")
    assert response.status_code == 404
    assert "IpsApi-2014-04-03.wsdl" in response.text


def test_health_and_metrics_are_told(server):
    assert server.get("/healthz").status_code == 200
    call(server)
    assert 'safelight_calls_total{code="0",operation="getProperty"}' in server.get("/metrics").text


READING = {
    "getCompanyInfo": {"companyHandle"},
    "getCompanySettings": {"companyHandle"},
    "getUserInfo": set(),
    "getFolders": {"companyHandle"},
    "getFolderTree": {"companyHandle", "depth"},
    "searchAssets": {"companyHandle", "includeSubfolders"},
    "getAssetsByName": {"companyHandle", "nameArray"},
    "getPublishContexts": {"companyHandle"},
    "getActivePublishContexts": {"companyHandle"},
    "getImageFormats": {"companyHandle"},
    "getSystemProperties": set(),
    "getActiveJobs": {"companyHandle"},
    "getScheduledJobs": {"companyHandle"},
    "getJobLogs": {"companyHandle"},
}
VALUES = {"depth": -1, "includeSubfolders": True, "nameArray": ["nothing"]}


@pytest.mark.parametrize("version", list(model.VERSIONS))
def test_what_reads_answers_validly_in_every_version_that_has_it(server, version):
    """The harness checks each reply against the schema of its version."""
    server.call("createFolder", companyHandle=server.company, folderPath="/a/b")
    here = {operation.name for operation in model.operations_in(model.VERSIONS[version])}
    values = VALUES | {"companyHandle": server.company}
    asked = sorted(here & READING.keys())
    assert len(asked) > 8
    for name in asked:
        server.call(name, version=version, **{field: values[field] for field in READING[name]})
