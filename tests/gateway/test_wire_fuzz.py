"""Any operation with any values: the answer is a valid reply or one of the three faults, never our own failure.

`FUZZ_EXAMPLES` has more of them tried than those few hundred of every test run.
"""

import os

import pytest
from hostile_values import Fuzz
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from harness import ENVELOPE, SOAP_11, Refused, new_server, read_reply
from looks import steps
from made_assets import make
from made_metadata import field
from safelight import jobs, operations
from safelight.contract import model
from safelight.services import invariants
from safelight.store import tables

pytestmark = pytest.mark.database("sqlite", "postgresql")

CODES = {*range(10000, 10003), *range(20000, 20010), *range(30000, 30004)}
LONGEST_REASON = 2000
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "300"))
HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
WILD = {"wild": st.sampled_from([0, 0, 0, 5, 20]), "spoilt": st.integers(0, 30)}


@pytest.fixture(scope="module")
def server(parts, http):
    return new_server(parts, http)


@pytest.fixture(scope="module")
def root(server):
    """An IpsAdmin, who passes where the administrator of a company does not."""
    return server.as_ips_admin()


@pytest.fixture(scope="module")
def known(server):
    return furnished(server)


@pytest.fixture(scope="module")
def bystander(server):
    """Another company, whose handles the caller knows too; with them, and every row it has."""
    other = server.other_company()
    return other, furnished(other), rows_of(other)


def furnished(server):
    """Handles and names of what the company has: something of every kind."""
    steps.upload(server, "shoe.png", "boot.png", "x.png", destFolder="/fuzz/shoes", readyForPublish=True)
    assets = [steps.by_name(server, name)[0].assetHandle for name in ("shoe", "boot", "x")]
    assets.append(make(server, "papers", "/fuzz/shoes", type="Zip"))
    folder = steps.folder(server, "/fuzz/bags")
    preset = steps.ask(server, "saveImageFormat", name="preset", urlModifier="wid=1").imageFormatHandle
    publish = {"execSchedule": steps.NEVER_SOON, "imageServingPublishJob": steps.PUBLISH}
    job = steps.ask(server, "submitJob", jobName="nightly", **publish).jobHandle
    contexts = [each.contextHandle for each in steps.ask(server, "getPublishContexts").publishContextArray]
    user = server.call("getUserInfo").userInfo.userHandle
    group = steps.ask(server, "saveGroup", name="buyers", isSystemDefined=False).groupHandle
    project = steps.ask(server, "createProject", projectName="spring").projectHandle
    season = field(server, "season")
    pair = {"folderHandle": folder, "name": "pair", "type": "ImageSet"}
    members = steps.ask(server, "createImageSet", **pair).assetHandle
    names = ["shoe", "boot", "preset", "nightly", "/fuzz/shoes", server.email]
    return [*assets, members, folder, job, preset, *contexts, user, group, project, season, *names]


def rows_of(server):
    """Every row of a company, by table."""
    company_id, found = int(server.company.removeprefix("c|")), {}
    mine = select(tables.asset.c.id).where(tables.asset.c.company_id == company_id)
    with server.parts.database.read() as tx:
        for table in tables.metadata.sorted_tables:
            if "company_id" in table.c:
                rows = select(table).where(table.c.company_id == company_id)
            elif "asset_id" in table.c:
                rows = select(table).where(table.c.asset_id.in_(mine))
            else:
                continue
            found[table.name] = sorted(map(repr, tx.execute(rows)))
    return found


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=HEALTH)
@given(data=st.data())
def test_no_call_breaks_the_server(server, root, known, data):
    version = data.draw(st.sampled_from([model.NEWEST, *model.VERSIONS.values()]))
    built = [each for each in model.operations_in(version) if each.name in operations.REGISTRY]
    operation = data.draw(st.sampled_from(built if data.draw(st.integers(0, 19)) else model.operations_in(version)))
    caller = data.draw(st.sampled_from([server, server, server, root]))
    fuzz = Fuzz(data.draw, caller, version, known, list(jobs.REGISTRY), **data.draw(st.fixed_dictionaries(WILD)))
    fault = answered(caller, fuzz, operation, version)
    event(f"{operation.name}: {'a reply' if fault is None else fault.code}")
    if operation.name == "setPassword":
        let_in_again(server)
        let_in_again(root)


@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=HEALTH)
@given(data=st.data())
def test_no_call_changes_another_company(server, known, bystander, data):
    other, theirs, before = bystander
    operation = data.draw(st.sampled_from(model.operations_in(model.NEWEST)))
    fuzz = Fuzz(
        data.draw, server, model.NEWEST, [*known, *theirs, other.company], list(jobs.REGISTRY), wild=0, spoilt=2
    )
    answered(server, fuzz, operation, model.NEWEST)
    if operation.name == "setPassword":
        let_in_again(server)
    assert rows_of(other) == before


@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=HEALTH)
@given(data=st.data())
def test_no_job_breaks_the_worker(server, data):
    fuzz = Fuzz(data.draw, server, model.NEWEST, [], list(jobs.REGISTRY), **data.draw(st.fixed_dictionaries(WILD)))
    fault = answered(server, fuzz, model.OPERATIONS["submitJob"], model.NEWEST)
    event("submitted" if fault is None else f"{fault.code}")
    server.run_jobs()
    assert [line for line in logged(server) if "nternal error" in line] == []
    assert [what for what in invariants.broken(server.parts) if "0" * 64 not in what] == []


def answered(server, fuzz, operation, version):
    """The fault of a call, None where the reply was valid."""
    body = ENVELOPE.format(soap=SOAP_11, header=fuzz.header(), body=fuzz.param(operation))
    fault = refusal(server.post(body), operation.name, version.name)
    if fault is not None:
        assert fault.code in CODES, body
        assert "internal error" not in fault.reason, body
        assert len(fault.reason) < LONGEST_REASON, body
    return fault


def refusal(response, operation, version):
    try:
        read_reply(response, operation, version)
    except Refused as fault:
        return fault
    return None


def logged(server):
    detail, run = tables.job_log_detail, tables.job_run
    ours = detail.join(run, run.c.id == detail.c.run_id)
    wanted = select(detail.c.message).select_from(ours).where(run.c.company_id == int(server.company[2:]))
    with server.parts.database.read() as tx:
        return tx.execute(wanted).scalars().all()


def let_in_again(server):
    """Give the caller the password that the harness sends."""
    table = tables.account
    valid = {"password_hash": server.parts.passwords.hash(server.password), "password_expires_ms": None}
    with server.parts.database.write() as tx:
        tx.execute(update(table).where(table.c.email == server.email).values(valid))
