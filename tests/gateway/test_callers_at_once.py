"""Callers who want the same at the same moment: one has it, the others are told, and none meets a failure of ours."""

import random
import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from harness import Refused
from looks import steps
from made_assets import make
from made_people import own_handle
from safelight.store import tables

pytestmark = pytest.mark.database("sqlite", "postgresql")

CALLERS = 8


def at_once(*calls, rounds=1):
    """What came of the calls: `ok` or the reason of a fault without its quotes, counted."""
    answers = Counter()
    with ThreadPoolExecutor(len(calls)) as pool:
        for _ in range(rounds):
            gate = threading.Barrier(len(calls))
            answers.update(pool.map(lambda call, gate=gate: answered(call, gate), calls))
    assert not [reason for reason in answers if "internal error" in reason]
    return answers


def answered(call, gate):
    gate.wait()
    try:
        call()
    except Refused as fault:
        return re.sub(r"'.*'", "...", fault.reason)
    return "ok"


def caller(server, operation, **values):
    return lambda: steps.ask(server, operation, **values)


ONCE = {
    "createFolder": {"folderPath": "/a/b"},
    "saveImageFormat": {"name": "small", "urlModifier": "wid=1"},
    "submitJob": {"jobName": "j", "execSchedule": steps.NEVER_SOON, "imageServingPublishJob": steps.PUBLISH},
}


@pytest.mark.parametrize("operation", ONCE)
def test_one_makes_it_and_the_others_are_told_that_it_is_there(server, operation):
    one_has_it(at_once(*[caller(server, operation, **ONCE[operation])] * CALLERS))


def test_one_company_gets_a_name(server):
    root = server.as_ips_admin()
    one_has_it(at_once(*[lambda: root.call("addCompany", companyName=f"{server.root}X")] * CALLERS))


def test_one_user_gets_an_email(server):
    membership = {"companyHandle": server.company, "role": "IpsUser", "isActive": True}
    facts = {"firstName": "A", "lastName": "B", "password": server.password, "isValid": True, "isIpsAdmin": False}
    root, email = server.as_ips_admin(), f"x{server.email}"
    wanted = facts | {"email": email, "membershipArray": [membership]}
    one_has_it(at_once(*[lambda: root.call("addUser", **wanted)] * CALLERS))


def one_has_it(answers):
    assert answers.pop("ok") == 1
    assert [reason for reason in answers if not reason.rstrip(".").endswith(("already in use", "already exists"))] == []


def test_a_schedule_runs_once_at_a_time(server):
    handle = steps.ask(
        server, "submitJob", jobName="k", **{k: v for k, v in ONCE["submitJob"].items() if k != "jobName"}
    )
    answers = at_once(*[caller(server, "executeJob", jobHandle=handle.jobHandle)] * CALLERS)
    assert answers["ok"] == 1
    server.run_jobs()


def test_one_asset_gets_a_name_and_two_that_swap_theirs_do_not_wait_for_each_other(server):
    one, two = make(server, "one"), make(server, "two")
    wanted = [(handle, name) for handle in (one, two) for name in ("one", "two", "three")]
    at_once(*(caller(server, "renameAsset", assetHandle=a, newName=b, validateName=True) for a, b in wanted), rounds=4)
    taken = [steps.by_handle(server, handle).name for handle in (one, two)]
    assert len(set(taken)) == 2


def test_who_marks_the_same_assets_in_any_order_takes_turns(server):
    assets = [make(server, f"n{number}") for number in range(30)]

    def mark():
        states = ["MarkedForPublish", "NotMarkedForPublish"]
        mixed = random.sample(assets, len(assets))
        updates = [{"assetHandle": handle, "publishState": random.choice(states)} for handle in mixed]
        assert steps.ask(server, "setAssetsPublishState", publishStateUpdateArray=updates).errorCount == 0

    assert at_once(*[mark] * CALLERS, rounds=3) == {"ok": 3 * CALLERS}


def test_every_asset_is_put_into_the_trash_once(server):
    assets = [make(server, f"n{number}") for number in range(30)]
    counts = []

    def delete():
        mixed = random.sample(assets, len(assets))
        counts.append(steps.ask(server, "deleteAssets", assetHandleArray=mixed).successCount)

    assert at_once(*[delete] * CALLERS) == {"ok": CALLERS}
    assert sum(counts) == len(assets)


@pytest.mark.slow
def test_a_publish_among_those_who_mark_and_rename_ends_well(server):
    assets = [make(server, f"n{number}") for number in range(20)]
    steps.mark(server, *assets)
    over = threading.Event()

    def call():
        while not over.is_set():
            mixed = random.sample(assets, 10)
            updates = [{"assetHandle": handle, "publishState": "MarkedForPublish"} for handle in mixed]
            steps.ask(server, "setAssetsPublishState", publishStateUpdateArray=updates)
            steps.ask(server, "renameAsset", assetHandle=mixed[0], newName=f"m{random.random()}", validateName=False)

    def publish():
        try:
            for number in range(10):
                steps.ask(server, "submitJob", jobName=f"p{number}", imageServingPublishJob=steps.PUBLISH)
                server.run_jobs()
        finally:
            over.set()

    assert at_once(publish, call, call, call) == {"ok": 4}
    logs = steps.ask(server, "getJobLogs", numRows=100).jobLogArray
    assert len(logs) == 10
    assert [log.name for log in logs if log.fileErrorCount or log.fatalError] == []
    steps.publish(server)
    names = [steps.by_handle(server, handle).name for handle in assets]
    assert steps.live(server, *names) == names


def test_folders_that_move_while_others_are_made_in_them_stay_one_tree(server):
    a, b = steps.folder(server, "/a"), steps.folder(server, "/b")
    steps.folder(server, "/a/x")
    root = f"f|{server.root}/"
    at_once(
        caller(server, "renameFolder", folderHandle=a, folderName="c"),
        caller(server, "renameFolder", folderHandle=f"{root}c/", folderName="a"),
        caller(server, "moveFolder", folderHandle=b, destFolderHandle=a),
        caller(server, "moveFolder", folderHandle=f"{root}a/b/", destFolderHandle=root),
        caller(server, "moveFolder", folderHandle=a, destFolderHandle=b),
        caller(server, "moveFolder", folderHandle=f"{root}b/a/", destFolderHandle=root),
        caller(server, "createFolder", folderPath="/a/x/new"),
        caller(server, "createFolder", folderPath="/b/a/x/other"),
        caller(server, "deleteFolder", folderHandle=f"{root}a/x/"),
        caller(server, "getFolderTree", depth=-1),
        rounds=6,
    )
    for folder, parent in with_parents(server):
        assert folder.path == f"{parent.path}{folder.name}/"


def with_parents(server):
    """Every folder of the company but the root, with the one it lies in."""
    company_id = int(server.company[2:])
    with server.parts.database.read() as tx:
        rows = tx.execute(select(tables.folder).where(tables.folder.c.company_id == company_id)).all()
    by_id = {row.id: row for row in rows}
    return [(row, by_id[row.parent_id]) for row in rows if row.parent_id is not None]


def test_a_group_of_one_name_is_saved_by_all_and_is_one(server):
    assert set(at_once(*[caller(server, "saveGroup", name="Editors", isSystemDefined=False)] * CALLERS)) == {"ok"}
    assert len(steps.ask(server, "getGroups").groupArray) == 1


def test_of_two_administrators_who_leave_at_once_one_stays(server):
    for company in [server.other_company() for _ in range(5)]:
        pair = (company, company.as_user("IpsCompanyAdmin"))
        answers = at_once(*[leaver(who) for who in pair])
        assert answers.pop("ok") == 1
        (reason,) = answers
        assert "without a valid, active administrator" in reason


def leaver(server):
    return lambda: server.call("removeCompanyMembership", companyHandleArray=[server.company])


def test_who_leaves_a_company_while_being_put_into_a_group_is_in_none(server):
    group = steps.ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle
    for _ in range(5):
        user = own_handle(server.as_user())
        at_once(
            caller(server, "addGroupMembers", groupHandle=group, userHandleArray=[user]),
            lambda user=user: server.call(
                "removeCompanyMembership", userHandle=user, companyHandleArray=[server.company]
            ),
        )
        assert steps.ask(server, "getGroupMembers", groupHandle=group).userHandleArray == []


def test_a_group_that_goes_while_somebody_enters_it_is_gone(server):
    for _ in range(5):
        group = steps.ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle
        users = [own_handle(server)]
        at_once(
            caller(server, "addGroupMembers", groupHandle=group, userHandleArray=users),
            caller(server, "deleteGroup", groupHandle=group),
            caller(server, "setGroupMembers", groupHandle=group, userHandleArray=users),
        )
        assert steps.ask(server, "getGroups").groupArray == []
