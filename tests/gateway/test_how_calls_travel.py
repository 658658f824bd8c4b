"""How clients in use send calls, and the literal traits of the answers they rely on. Source: wire-facts.md."""

import base64

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


GERMAN, ENGLISH = "de-CH", "en-US"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("named", "accepted", "language"),
    [
        (GERMAN, "", "de"),
        (GERMAN, ENGLISH, "de"),
        (ENGLISH, GERMAN, "en"),
        ("de_DE", "", "de"),
        ("", "de", "de"),
        ("", "de-DE,en;q=0.5", "de"),
        ("", "de-Latn-DE", "de"),
        ("", "*", "en"),
        ("", "", "en"),
        ("no locale", "de", "de"),
        ("", "x" * 5000, "en"),
    ],
)
def test_texts_are_in_the_language_of_the_header_else_of_accept_language_else_of_the_server(
    server, named, accepted, language
):
    publish = {"publishType": "Full", "emailSetting": "None"}
    values = {"companyHandle": server.company, "jobName": "talk", "imageServingPublishJob": publish}
    body = server.envelope("submitJob", model.NEWEST.name, values)
    header = f"<locale>{named}</locale></authHeader>" if named else "</authHeader>"
    assert server.post(body.replace("</authHeader>", header), Accept_Language=accepted).status_code == 200
    (log,) = server.call("getJobLogDetails", companyHandle=server.company, originalName="talk").jobLogArray
    assert log.detailArray[0].logMessage.startswith({"de": "Auftrag talk", "en": "Job talk"}[language])
    server.run_jobs()


def folders(server, **filters):
    """Names of the elements of one folder in a real reply, in their order."""
    reply = server.post(
        server.envelope("getFolders", model.NEWEST.name, {"companyHandle": server.company, **filters})
    ).content
    (first, *_) = etree.fromstring(reply).iter("{*}items")
    return [etree.QName(child).localname for child in first]


@pytest.mark.recorded
def test_response_fields_keep_their_parents_and_the_order_of_the_schema(server):
    everything = folders(server)
    assert everything[:2] == ["folderHandle", "path"]
    asked = ["folderArray/items/path", "folderArray/items/folderHandle", "folderArray/items/nothing", "/", ""]
    assert folders(server, responseFieldArray=asked) == ["folderHandle", "path"]
    assert folders(server, responseFieldArray=["folderArray"]) == everything
    assert folders(server, responseFieldArray=[]) == everything


@pytest.mark.documented
def test_excluded_fields_are_left_out_also_of_what_is_asked_for(server):
    everything = folders(server)
    without = folders(server, excludeFieldArray=["folderArray/items/path"])
    assert without == [name for name in everything if name != "path"]
    both = {"responseFieldArray": ["folderArray/items"], "excludeFieldArray": ["folderArray/items/path"]}
    assert folders(server, **both) == without


@pytest.mark.recorded
def test_comments_and_line_ends_of_any_kind_pass_everywhere(server):
    values = {"companyHandle": server.company, "nameArray": ["a", "b"]}
    body = server.envelope("getAssetsByName", model.NEWEST.name, values)
    assert server.post(body.replace("><", ">\r\n<!-- - -->\n\t<")).text == server.post(body).text


def test_a_wish_that_cannot_be_met_is_none(server):
    for status, answered in [("204", 500), ("304", 500), ("99", 500), ("two hundred", 500), ("503", 503)]:
        header = auth(server, more=f"<a:faultHttpStatusCode>{status}</a:faultHttpStatusCode>")
        response = call(server, header, f'<getPropertyParam xmlns="{NEWEST}"/>')
        assert response.status_code == answered
        assert "<tns:code>30002</tns:code>" in response.text


@pytest.mark.parametrize("address", ["proxy:8888", "javascript:x", "http://a b", "http://%00", "http://" + "x" * 600])
def test_an_address_that_is_none_is_refused_as_service_url(server, address):
    response = server.get(f"/scene7/webservice/IpsApi.wsdl?serviceUrl={address}")
    assert response.status_code == 400
    assert response.text.startswith("serviceUrl: want an address")


def test_a_service_url_is_escaped(server):
    text = server.get("/scene7/webservice/IpsApi.wsdl?serviceUrl=http://h/%22%3E%3C%26").content
    locations = [each.get("location") for each in etree.fromstring(text).iter("{*}address")]
    assert locations == ['http://h/"><&' + "/scene7/services/IpsApiService"] * 2


def test_a_wsdl_is_compressed_for_who_can_read_that(server):
    plain = server.get("/scene7/webservice/IpsApi.wsdl", Accept_Encoding="identity")
    packed = server.get("/scene7/webservice/IpsApi.wsdl", Accept_Encoding="gzip")
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5
