"""Nonsense and trespass on the wire: each is answered by its documented fault, and the server goes on."""

import re

import pytest
from lxml import etree

from harness import BASE, ENVELOPE, SOAP_11, Refused
from made_assets import make
from safelight import operations
from safelight.contract import model, schema

NEWEST = model.NEWEST.namespace


def refused(server, body, path="/scene7/services/IpsApiService", **headers):
    """The one fault of the answer, checked against the schema of faults."""
    response = server.post(body, path, **headers)
    assert response.status_code == 500
    assert b"Traceback" not in response.content
    [element] = etree.fromstring(response.content).iter(*(f"{{{BASE}}}{name}" for name in FAULTS))
    schema.of_faults().assertValid(element)
    assert server.call("checkLogin", email=server.email, password=server.password).status == "ValidLogin"
    return int(element.findtext(f"{{{BASE}}}code")), element.findtext(f"{{{BASE}}}reason")


FAULTS = ("ipsApiFault", "authenticationFault", "authorizationFault")


def wrapped(server, body):
    return ENVELOPE.format(soap=SOAP_11, header=server.auth_header(), body=body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no XML at all",
        b"<a><b></a>",
        b"\x00\x01\x02",
        b"<?xml version='1.0' encoding='UTF-16'?><a/>",
        b"<a/>",
        b"<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/'/>",
        b"<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/'><soapenv:Body/></soapenv:Envelope>",
        b"<" + b"a>" * 5000,
    ],
)
def test_a_malformed_envelope_is_invalid_request_xml(server, body):
    code, reason = refused(server, body)
    assert code == 30003
    assert "want" in reason


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_doctype_is_refused(server, doctype):
    body = wrapped(server, f'<getPropertyParam xmlns="{NEWEST}"><name>IpsVersion</name></getPropertyParam>')
    assert refused(server, body.replace("?>", "?>" + doctype, 1))[0] == 30003


def test_a_missing_required_parameter_is_named(server):
    code, reason = refused(server, wrapped(server, f'<createFolderParam xmlns="{NEWEST}"/>'))
    assert code == 30002
    assert "companyHandle" in reason


@pytest.mark.parametrize("depth", ["deep", "", "1.5", "99999999999", "0x10"])
def test_a_wrong_type_is_named_with_what_came(server, depth):
    param = f"<companyHandle>{server.company}</companyHandle><depth>{depth}</depth>"
    body = wrapped(server, f'<getFolderTreeParam xmlns="{NEWEST}">{param}</getFolderTreeParam>')
    code, reason = refused(server, body)
    assert code == 30001
    assert reason.startswith(f"depth: got '{depth}', want a whole number")


@pytest.mark.parametrize("name", ["dropTablesParam", "createFolderReturn", "createFolder"])
def test_an_unknown_operation_is_invalid_request_xml(server, name):
    code, reason = refused(server, wrapped(server, f'<{name} xmlns="{NEWEST}"/>'))
    assert code == 30003
    assert name in reason


def test_an_operation_that_the_version_lacks_is_unknown_there(server):
    namespace = model.VERSIONS["2008-01-15"].namespace
    assert refused(server, wrapped(server, f'<moveFolderParam xmlns="{namespace}"/>'))[0] == 30003


def test_a_namespace_that_is_none_of_the_api_is_refused(server):
    assert refused(server, wrapped(server, '<createFolderParam xmlns="urn:elsewhere"/>'))[0] == 30003


def test_an_element_the_operation_lacks_is_named(server):
    param = f"<companyHandle>{server.company}</companyHandle><folderPath>/a</folderPath><colour>red</colour>"
    body = wrapped(server, f'<createFolderParam xmlns="{NEWEST}">{param}</createFolderParam>')
    code, reason = refused(server, body)
    assert code == 30003
    assert "colour" in reason


def test_an_operation_without_a_handler_names_itself(server, monkeypatch):
    monkeypatch.delitem(operations.REGISTRY, "getGroups")
    with pytest.raises(Refused, match="getGroups is not built yet") as refusal:
        server.call("getGroups", companyHandle=server.company)
    assert (refusal.value.element, refusal.value.code) == ("ipsApiFault", 30000)


def foreign_calls(other):
    folder = other.call("createFolder", companyHandle=other.company, folderPath="/theirs").folderHandle
    number = other.company.partition("|")[2]
    image_format = other.call("saveImageFormat", companyHandle=other.company, name="p", urlModifier="wid=1")
    context = other.call("getPublishContexts", companyHandle=other.company).publishContextArray[0].contextHandle
    publish = {"publishType": "Full", "emailSetting": "None", "contextHandle": context}
    return {
        "company": ("getFolders", {"companyHandle": other.company}),
        "folder": ("deleteFolder", {"folderHandle": folder}),
        "asset": ("deleteAsset", {"assetHandle": make(other, "theirs")}),
        "assets": ("getAssets", {"assetHandleArray": [make(other, "theirs too")]}),
        "job": ("executeJob", {"jobHandle": f"j|{number}|nightly||"}),
        "image format": ("deleteImageFormat", {"imageFormatHandle": image_format.imageFormatHandle}),
        "context": ("submitJob", {"jobName": "x", "imageServingPublishJob": publish}),
    }


@pytest.mark.parametrize("kind", ["company", "folder", "asset", "assets", "job", "image format", "context"])
def test_a_handle_of_another_company_is_outside(server, kind):
    operation, values = foreign_calls(server.other_company())[kind]
    with pytest.raises(Refused) as refusal:
        server.call(operation, **({"companyHandle": server.company} | values))
    assert refusal.value.element == "authorizationFault"
    assert refusal.value.code == 20006


def test_a_company_that_does_not_exist_is_unknown(server):
    with pytest.raises(Refused) as refusal:
        server.call("getFolders", companyHandle="c|987654321")
    assert (refusal.value.element, refusal.value.code) == ("authorizationFault", 20000)


def test_a_caller_without_the_role_is_refused(server):
    with pytest.raises(Refused) as refusal:
        server.as_user("ImagePortalUser").call("createFolder", companyHandle=server.company, folderPath="/a")
    assert (refusal.value.element, refusal.value.code) == ("authorizationFault", 20003)


def test_no_credentials_and_wrong_ones_are_told_apart_but_unknown_and_wrong_are_not(server):
    body = f'<getPropertyParam xmlns="{NEWEST}"><name>IpsVersion</name></getPropertyParam>'
    nobody = ENVELOPE.format(soap=SOAP_11, header="", body=body)
    assert refused(server, nobody)[0] == 10000
    header = '<authHeader xmlns="{}"><user>{}</user><password>{}</password></authHeader>'
    wrong = header.format(BASE, server.email, "wrong")
    stranger = header.format(BASE, "stranger@example.com", "wrong")
    answers = [refused(server, ENVELOPE.format(soap=SOAP_11, header=head, body=body)) for head in (wrong, stranger)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 10001


def test_a_switched_off_user_is_told_so_only_with_the_right_password(server):
    member = {"companyHandle": server.company, "role": "IpsUser", "isActive": True}
    server.as_ips_admin().call(
        "addUser",
        firstName="Off",
        lastName="Line",
        email=f"off-{server.email}",
        password="Sesam-0ffne",
        isValid=False,
        isIpsAdmin=False,
        membershipArray=[member],
    )
    off = server._with(email=f"off-{server.email}")
    with pytest.raises(Refused) as refusal:
        off.call("getFolders", companyHandle=server.company)
    assert (refusal.value.element, refusal.value.code) == ("authenticationFault", 10002)
    with pytest.raises(Refused) as refusal:
        off._with(password="wrong").call("getFolders", companyHandle=server.company)
    assert refusal.value.code == 10001


@pytest.mark.process
def test_a_body_of_100_megabytes_is_refused_and_the_server_goes_on(live_server):
    import urllib.error
    import urllib.request

    address = f"{live_server.base_url}/scene7/services/IpsApiService"
    request = urllib.request.Request(address, data=b"<" + b" " * 100_000_000)
    with pytest.raises(urllib.error.HTTPError) as failure:
        urllib.request.urlopen(request, timeout=60)
    assert failure.value.code == 500
    text = failure.value.read().decode()
    failure.value.close()
    assert re.search(r"<tns:code>30003</tns:code><tns:reason>[^<]*at most \d+ bytes", text)
    assert live_server.healthy()
