"""Any operation with any values: the answer is a valid reply or one of the three faults, never our own failure."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness import ENVELOPE, SOAP_11, Refused, read_reply
from safelight.contract import model

CODES = {*range(10000, 10003), *range(20000, 20010), *range(30000, 30004)}
LITERALS = [
    *("", " ", "0", "-1", "1", "true", "99999999999999999999", "NaN", "|", "||||", "None", "Full", "0 0 3 * * ?"),
    *("c|1", "a|1", "f|x/", "j|1|a||", "pc|1", "../../etc", "' OR 1=1 --", "%s%n", "x" * 5000, "\U0001f4f7"),
    *("2014-02-30T25:00:00Z", "2014-01-01T00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"),
    "http://127.0.0.1:1/",
]


def element(draw, field, version, server, depth):
    """The text of one field: left out, plain nonsense, or built as the contract says."""
    if depth > 3 or draw(st.integers(0, 9)) < (3 if not field.required else 1):
        return ""
    if field.name == "companyHandle" and draw(st.integers(0, 9)):
        return f"<companyHandle>{server.company}</companyHandle>"
    return "".join(one(draw, field, version, server, depth) for _ in range(draw(st.sampled_from([1, 1, 1, 2]))))


def one(draw, field, version, server, depth):
    if field.array is None:
        return f"<{field.name}>{content(draw, field, version, server, depth)}</{field.name}>"
    count = draw(st.integers(0, 2))
    items = "".join(f"<items>{content(draw, field, version, server, depth)}</items>" for _ in range(count))
    return f"<{field.name}>{items}</{field.name}>"


def content(draw, field, version, server, depth):
    if not field.primitive:
        fields = model.TYPES[field.kind].fields_in(version)
        return "".join(element(draw, each, version, server, depth + 1) for each in fields)
    return escaped(draw(st.sampled_from(LITERALS) | st.text(max_size=20)))


def escaped(text):
    kept = "".join(c for c in text if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_no_call_breaks_the_server(server, data):
    version = data.draw(st.sampled_from(list(model.VERSIONS.values())))
    operation = data.draw(st.sampled_from(model.operations_in(version)))
    fields = operation.param.fields_in(version)
    inside = "".join(element(data.draw, field, version, server, 0) for field in fields)
    body = f'<{operation.param.name} xmlns="{version.namespace}">{inside}</{operation.param.name}>'
    response = server.post(ENVELOPE.format(soap=SOAP_11, header=server.auth_header(), body=body))
    fault = fault_of(response, operation.name, version.name)
    assert fault is None or (fault.code in CODES and "internal error" not in fault.reason), body


def fault_of(response, operation, version):
    """None where the reply was valid."""
    try:
        read_reply(response, operation, version)
    except Refused as refusal:
        return refusal
    return None
