"""Every operation of every version: written, checked against the schema, read back."""

from datetime import UTC

import pytest
from lxml import etree
from wire_values import maximal, minimal

from safelight.contract import model, schema
from safelight.contract.codec import decode_param, decode_return, encode_param, encode_return

BETA = model.version_of("http://www.scene7.com/IpsApi/xsd/2019-09-10-beta")
VERSIONS = pytest.mark.parametrize(
    "version", [*model.VERSIONS.values(), BETA], ids=lambda v: v.namespace.rpartition("/")[2]
)
MADE = pytest.mark.parametrize("make", [minimal, maximal])


@VERSIONS
@MADE
def test_a_parameter_survives_in_valid_form(version, make):
    for operation in model.operations_in(version):
        sent = make(operation.param, version)
        text = encode_param(operation.name, sent, version, UTC)
        element = checked(text, version)
        assert decode_param(operation.name, element, version, UTC) == sent, operation.name


@VERSIONS
@MADE
def test_a_return_survives_in_valid_form(version, make):
    for operation in model.operations_in(version):
        answered = make(operation.returns, version)
        text = encode_return(operation.name, answered, version, UTC)
        read = decode_return(operation.name, checked(text, version), version, UTC)
        assert encode_return(operation.name, read, version, UTC) == text, operation.name
        for field in operation.returns.fields_in(version):
            if field.primitive:
                assert getattr(read, field.attribute) == getattr(answered, field.attribute), (operation.name, field)


@pytest.mark.parametrize("pick", range(1, 13))
def test_each_of_the_jobs_that_exclude_each_other_can_be_submitted(pick):
    operation = model.OPERATIONS["submitJob"]
    sent = maximal(operation.param, model.NEWEST, pick)
    element = checked(encode_param("submitJob", sent, model.NEWEST, UTC), model.NEWEST)
    assert decode_param("submitJob", element, model.NEWEST, UTC) == sent


def checked(text: str, version: model.Version) -> etree._Element:
    element = etree.fromstring(text)
    schema.of(version).assertValid(element)
    return element
