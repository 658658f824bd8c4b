"""Requests in every form they come in, replies and faults in the literal form clients cut apart."""

import time

import pytest
from lxml import etree

from safelight.contract import envelope, model, schema
from safelight.domain import faults

NS = "http://www.scene7.com/IpsApi/xsd/2014-04-03"
BASE = model.BASE_NAMESPACE
PARAM = f'<p:createFolderParam xmlns:p="{NS}"><p:folderPath>/a</p:folderPath></p:createFolderParam>'
AUTH = (
    "<user>a@b.c</user><password>&amp;&lt;é</password><accessToken>t</accessToken><locale>de-DE</locale>"
    "<appName>n</appName><appVersion>1</appVersion><gzipResponse>1</gzipResponse>"
    "<faultHttpStatusCode>200</faultHttpStatusCode>"
)


def soap(header: str = "", body: str = PARAM, form: envelope.Form = envelope.SOAP_11) -> bytes:
    return (
        f'<s:Envelope xmlns:s="{form.soap}"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>'
    ).encode()


@pytest.mark.parametrize("form", [envelope.SOAP_11, envelope.SOAP_12])
def test_a_soap_request_is_taken_apart(form):
    request = envelope.read(soap(form=form))
    assert (request.form, request.param_name, request.namespace) == (form, "createFolderParam", NS)
    assert request.param[0].text == "/a"
    assert request.auth is None


@pytest.mark.recorded
@pytest.mark.parametrize("namespace", [BASE, NS, BASE + "/2019-09-10-beta"])
def test_the_auth_header_is_read_in_any_namespace_and_order(namespace):
    reverse = "".join(reversed(AUTH.replace("><", ">\n<").split("\n")))
    for fields in (AUTH, reverse, f"<!-- who -->{AUTH}<extra/>"):
        auth = envelope.read(soap(f'<x:Other xmlns:x="y"/><authHeader xmlns="{namespace}">{fields}</authHeader>')).auth
        assert auth == envelope.Auth(
            "a@b.c", "&<é", "t", "de-DE", "n", "1", gzip_response=True, fault_http_status_code=200
        )


def test_secrets_do_not_show_in_the_text_of_an_auth():
    assert "hidden" not in repr(envelope.Auth("a", "hidden", "hidden"))


@pytest.mark.documented
def test_the_header_of_callers_before_3_8_is_read():
    old = 'xmlns="http://www.scene7.com/IpsApi"'
    request = envelope.read(soap(f"<AuthUser {old}>a@b.c</AuthUser><AuthPassword {old}>p</AuthPassword>"))
    assert request.auth == envelope.Auth("a@b.c", "p")


@pytest.mark.parametrize("text", ["", "x", "99999", "199", "600", "204", "304"])
def test_a_status_or_flag_that_is_none_counts_as_absent(text):
    fields = f"<gzipResponse>{text}</gzipResponse><faultHttpStatusCode>{text}</faultHttpStatusCode>"
    auth = envelope.read(soap(f'<authHeader xmlns="{BASE}">{fields}</authHeader>')).auth
    assert auth == envelope.Auth()


@pytest.mark.recorded
def test_the_plain_form_holds_header_and_parameter_in_namespaces_of_their_own():
    beta = BASE + "/2017-10-29-beta"
    inside = f"<authHeader>{AUTH}</authHeader><!-- x -->\r\n{PARAM}"
    request = envelope.read(f'<?xml version="1.0"?>\r\n<Request xmlns="{beta}">{inside}</Request>'.encode())
    assert (request.form, request.param_name, request.namespace) == (envelope.PLAIN, "createFolderParam", NS)
    assert request.auth is not None
    assert request.auth.user == "a@b.c"


@pytest.mark.recorded
def test_crlf_comments_and_space_before_the_declaration_pass():
    text = b" \r\n<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a -->" + soap(
        "<!-- b -->", f"\r\n<!-- c -->{PARAM}\r\n"
    )
    assert envelope.read(text).param_name == "createFolderParam"


def test_other_encodings_pass():
    declared = b"<?xml version='1.0' encoding='ISO-8859-1'?>" + soap(
        body=PARAM.replace("/a", "/\u00e9")
    ).decode().encode("latin-1")
    assert envelope.read(declared).param[0].text == "/\u00e9"
    wide = "<?xml version='1.0' encoding='UTF-16'?>" + soap().decode()
    assert envelope.read(wide.encode("utf-16")).param_name == "createFolderParam"


@pytest.mark.recorded
def test_the_documents_of_an_upload_may_have_a_stray_quote_behind():
    auth = f'<authHeader xmlns="{NS}">{AUTH}</authHeader>\r\n'
    request = envelope.read_alone(auth.encode(), (PARAM + '"\r\n').encode())
    assert (request.form, request.param_name) == (envelope.PLAIN, "createFolderParam")
    assert request.auth is not None
    assert request.auth.fault_http_status_code == 200
    assert envelope.read_alone(None, PARAM.encode()).auth is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"hello",
        b"<a",
        soap()[:-1],
        soap() + b"<more/>",
        soap(body="<a>&undefined;</a>"),
        b"<?xml version='1.0' encoding='no-such'?><a/>",
        b"\x00\xff\xfe",
        soap(body="<a>\x08</a>"),
        b"<a>" * 10000 + b"</a>" * 10000,
    ],
)
def test_what_is_no_xml_is_refused(body):
    with pytest.raises(faults.InvalidRequestXml, match=r"^request: got .*, want well-formed XML"):
        envelope.read(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<a/>",
        b'<Envelope xmlns="http://other/"><Body/></Envelope>',
        f'<Body xmlns="{envelope.SOAP_11.soap}"/>'.encode(),
        f'<Envelope xmlns="{envelope.SOAP_11.soap}"/>'.encode(),
        PARAM.encode(),
    ],
)
def test_xml_in_no_form_we_know_is_refused(body):
    with pytest.raises(faults.InvalidRequestXml):
        envelope.read(body)


@pytest.mark.parametrize(("count", "got"), [(0, "no element"), (2, "several elements"), (9, "several elements")])
def test_a_body_without_exactly_one_element_keeps_its_form_for_the_fault(count, got):
    request = envelope.read(soap(body=PARAM * count, form=envelope.SOAP_12))
    assert request.form == envelope.SOAP_12
    with pytest.raises(faults.InvalidRequestXml, match=rf"^body: got '{got}', want one parameter element"):
        _ = request.namespace


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b"<!DOCTYPE a [" + b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12)) + b"]>",
    ],
)
def test_a_doctype_is_refused_before_it_costs_anything(doctype):
    began = time.perf_counter()
    with pytest.raises(faults.InvalidRequestXml, match=r"DOCTYPE|well-formed"):
        envelope.read(doctype + soap())
    with pytest.raises(faults.InvalidRequestXml, match=r"DOCTYPE|well-formed"):
        envelope.read(doctype + soap(body="<a b='&e11;'>&e11;</a>"))
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("piece", ["<a/>", "<!-- -->", '<a b="" c="" d=""/>', "<a><b>"])
def test_a_document_of_too_many_nodes_is_refused_before_it_takes_memory(piece):
    with pytest.raises(faults.InvalidRequestXml, match="tags and attributes', want at most 1000000"):
        envelope.read(soap(body=piece * 1_000_000))


def test_ten_thousand_values_pass():
    assert envelope.read(soap(body=f"<a>{'<items>a=1</items>' * 10_000}</a>")).param_name == "a"


def test_a_doctype_in_another_encoding_is_refused():
    with pytest.raises(faults.InvalidRequestXml, match="DOCTYPE"):
        envelope.read(("<!DOCTYPE a>" + soap().decode()).encode("utf-16"))


def test_text_that_only_looks_like_a_doctype_passes():
    assert envelope.read(soap(body=PARAM.replace("/a", "<![CDATA[<!DOCTYPE a>]]>"))).param[0].text == "<!DOCTYPE a>"


@pytest.mark.recorded
def test_a_reply_is_written_to_the_byte():
    assert envelope.write_reply("<r/>", envelope.SOAP_11) == (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">'
        "<soapenv:Body><r/></soapenv:Body></soapenv:Envelope>"
    )
    assert envelope.write_reply("<r/>", envelope.SOAP_12) == (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<soapenv:Envelope xmlns:soapenv="http://www.w3.org/2003/05/soap-envelope">'
        "<soapenv:Body><r/></soapenv:Body></soapenv:Envelope>"
    )
    assert envelope.write_reply("<r/>", envelope.PLAIN) == "<?xml version='1.0' encoding='UTF-8'?><r/>"


def test_media_types_are_those_of_the_form():
    assert envelope.SOAP_11.media_type == envelope.PLAIN.media_type == "text/xml;charset=utf-8"
    assert envelope.SOAP_12.media_type == "application/soap+xml;charset=utf-8"


FAULTS = [
    (faults.NotBuilt("x<&>"), "Server", "ipsApiFault", 30000),
    (faults.MissingParameter("a"), "Server", "ipsApiFault", 30002),
    (faults.InvalidCredentials(), "Client", "authenticationFault", 10001),
    (faults.OperationNotPermitted("op", "IpsUser"), "Client", "AuthorizationException", 20003),
]


@pytest.mark.documented
@pytest.mark.parametrize(("fault", "blame", "text", "code"), FAULTS)
def test_a_fault_in_soap_1_1(fault, blame, text, code):
    reason = str(fault).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert envelope.write_fault(fault, envelope.SOAP_11) == (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault>'
        f"<faultcode>soapenv:{blame}</faultcode><faultstring>{text}</faultstring><detail>"
        f'<tns:{fault.element} xmlns:tns="http://www.scene7.com/IpsApi/xsd"><tns:code>{code}</tns:code>'
        f"<tns:reason>{reason}</tns:reason></tns:{fault.element}>"
        "</detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>"
    )


@pytest.mark.parametrize(("fault", "blame", "text", "code"), FAULTS)
def test_a_fault_in_soap_1_2(fault, blame, text, code):
    root = etree.fromstring(envelope.write_fault(fault, envelope.SOAP_12).encode())
    s = {"s": envelope.SOAP_12.soap}
    value = root.findtext("s:Body/s:Fault/s:Code/s:Value", namespaces=s)
    assert value == {"Server": "soapenv:Receiver", "Client": "soapenv:Sender"}[blame]
    assert root.findtext("s:Body/s:Fault/s:Reason/s:Text", namespaces=s) == text
    detail = root.find("s:Body/s:Fault/s:Detail", s)
    schema.of_faults().assertValid(detail[0])
    assert detail[0][0].text == str(code)


@pytest.mark.documented
def test_a_fault_without_envelope_is_the_bare_element():
    assert envelope.write_fault(faults.InvalidCredentials(), envelope.PLAIN) == (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<tns:authenticationFault xmlns:tns="http://www.scene7.com/IpsApi/xsd"><tns:code>10001</tns:code>'
        "<tns:reason>user or password is wrong</tns:reason></tns:authenticationFault>"
    )


def test_every_class_of_fault_has_a_code_the_contract_lists():
    from safelight.contract.transport import FAULTS as LISTED

    listed = {(name, code["code"]) for name, entry in LISTED.items() for code in entry["codes"]}
    classes = [each for each in vars(faults).values() if isinstance(each, type) and issubclass(each, faults.Fault)]
    assert len(classes) > 10
    for each in classes:
        if hasattr(each, "code"):
            assert (each.element, each.code) in listed, each


def test_an_unreadable_body_is_answered_in_the_form_it_seems_to_be_in():
    assert envelope.form_of(soap(form=envelope.SOAP_12)[:-5]) == envelope.SOAP_12
    assert envelope.form_of(b"<Env") == envelope.SOAP_11
    assert envelope.form_of(b"<Req", plain=True) == envelope.PLAIN
