"""What reads answers validly in each of the eight versions that has it, for a company that has something to tell.

The harness checks every reply against the schema of its version.
"""

import re

import pytest

from harness import ENVELOPE, SOAP_11
from safelight import operations
from safelight.bootstrap import load_plugins
from safelight.contract import model
from told import TELLS, Told

MAY_BE_EMPTY = {"permissionSetArray"}
OF_MANY_RELATIONS = "getAssociatedAssets"
"""No asset has relatives of every sort."""
NEVER_TWICE = {"generatePassword"}
CLOCK = re.compile(r"\d\d:\d\d:\d\d\.\d{3}")


@pytest.fixture
def told(server):
    return Told(server)


def test_every_operation_that_reads_is_asked():
    load_plugins()
    assert sorted(TELLS) == sorted(name for name, operation in operations.REGISTRY.items() if operation.reads)


@pytest.mark.parametrize("version", model.VERSIONS)
def test_each_answers_in_the_version(told, version):
    here = {operation.name for operation in model.operations_in(model.VERSIONS[version])} & TELLS.keys()
    assert len(here) > 10
    for name in sorted(here):
        reply = told.ask(name, version)
        empty = {field for field, value in vars(reply).items() if value == []}
        assert empty <= MAY_BE_EMPTY or name == OF_MANY_RELATIONS, f"{name} has nothing to tell"


@pytest.mark.recorded
def test_a_beta_namespace_is_answered_in_itself_with_the_shapes_of_the_newest_version(told):
    newest, beta = model.NEWEST.namespace, "http://www.scene7.com/IpsApi/xsd/2016-01-14-beta"
    for name in TELLS.keys() & {each.name for each in model.operations_in(model.NEWEST)} - NEVER_TWICE:
        body = told.envelope(name)
        listed, other = (told.server.post(text).text for text in (body, body.replace(newest, beta)))
        assert f'<{name}Return xmlns="{beta}"' in other
        assert CLOCK.sub("", listed) == CLOCK.sub("", other).replace(beta, newest)


@pytest.mark.parametrize("version", [name for name in model.VERSIONS if name != model.NEWEST.name])
def test_what_a_version_came_before_is_not_in_it(told, version):
    asked = model.VERSIONS[version]
    late = [each.name for each in model.OPERATIONS.values() if each.first > asked.position and each.name in TELLS]
    for name in late:
        body = f'<{name}Param xmlns="{asked.namespace}"/>'
        text = told.server.post(ENVELOPE.format(soap=SOAP_11, header=told.server.auth_header(), body=body)).text
        assert "<tns:code>30003</tns:code>" in text
        assert f"version {version}" in text
