"""The cleanup of the trash: what was emptied goes with the next one, what lies there after a week, and who is told."""

import cleanup_house
import pytest
from sqlalchemy import insert

from inbox import Inbox, relay
from looks.steps import ask, by_handle, found, live, live_picture, publish
from made_assets import make
from safelight.contract import constants
from safelight.store import tables


@pytest.fixture(scope="module")
def house(new_database, tmp_path_factory):
    with cleanup_house.opened(new_database, tmp_path_factory.mktemp("trash")) as opened:
        yield opened


@pytest.fixture(scope="module")
def inbox(house):
    with relay(house.parts, Inbox()) as taken:
        yield taken


@pytest.fixture
def server(house):
    return house.company()


def trash(server, *handles):
    ask(server, "deleteAssets", assetHandleArray=list(handles))


def empty(server, *handles):
    trash(server, *handles)
    ask(server, "emptyAssetsFromTrash", assetHandleArray=list(handles))


def gone(server, handle):
    return ask(server, "getAssets", assetHandleArray=[handle]).assetArray == []


def mails(inbox, server):
    """Those that the administrator of the company got."""
    return [mail for recipients, mail in inbox.mails if recipients == [server.email]]


def left(server):
    """Names of what there is, wherever it lies."""
    return [name for state in ("NotInTrash", "InTrash", "InEmptiedTrash") for name in found(server, trashState=state)]


def logs(server):
    return [log for log in ask(server, "getJobLogs", numRows=100).jobLogArray if log.originalJobName == "Cleanup"]


@pytest.mark.documented
def test_what_was_emptied_is_erased_with_the_next_cleanup(house, server):
    boot = make(server, "boot")
    empty(server, boot)
    assert not gone(server, boot)
    house.night()
    assert gone(server, boot)
    assert left(server) == []


@pytest.mark.documented
def test_what_lies_in_the_trash_is_erased_after_seven_days(house, server):
    boot, back = make(server, "boot"), make(server, "back")
    trash(server, boot, back)
    house.pass_days(5.5)
    house.night()
    assert not gone(server, boot)
    ask(server, "restoreAssetsFromTrash", assetHandleArray=[back])
    house.night()
    assert gone(server, boot)
    assert by_handle(server, back).trashState == "NotInTrash"


def test_assets_of_any_type_are_erased(house, server):
    for type_ in constants.values("Asset Types"):
        make(server, type_, type=type_, trash_state="InEmptiedTrash")
    house.night()
    assert left(server) == []


def test_its_name_is_free_again(house, server):
    empty(server, make(server, "boot"))
    house.night()
    assert ask(server, "checkAssetNames", assetNameArray=["boot"]).inUseNameArray == []
    assert make(server, "boot")


def test_what_names_it_loses_it_and_stays(house, server):
    page, profile, spin = (
        make(server, "page"),
        make(server, "profile", type="IccProfile"),
        make(server, "spin", type="SpinSet"),
    )
    gone_id, page_id, spin_id = (int(one.removeprefix("a|")) for one in (profile, page, spin))
    with house.parts.database.write() as tx:
        tx.execute(insert(tables.byproduct).values(generated_id=page_id, originator_id=gone_id, engine="PostScriptRip"))
        member = {"set_id": spin_id, "position": 0, "member_id": gone_id, "page_reset": False}
        tx.execute(insert(tables.set_member).values(**member))
    setting = tables.company_setting
    mine = setting.c.company_id == int(server.company.removeprefix("c|"))
    house.change(setting, mine, source_profile_id=gone_id)
    empty(server, profile)
    house.night()
    assert gone(server, profile)
    assert found(server) == ["page", "spin"]
    assert [row.source_profile_id for row in house.rows(setting, mine)] == [None]


def test_a_live_picture_stays_until_the_next_publish(house, server):
    empty(server, live_picture(server))
    house.night()
    assert live(server, "boot") == ["boot"]
    publish(server)
    assert live(server, "boot") == []
    states = tables.publish_state
    assert house.rows(states, states.c.asset_id.not_in([row.id for row in house.rows(tables.asset)])) == []


@pytest.mark.documented
def test_the_log_of_the_company_tells_of_each_asset(house, server):
    boot, film = make(server, "boot"), make(server, "film", type="Video")
    empty(server, boot, film)
    house.night()
    (log,) = logs(server)
    assert (log.logType, log.fileSuccessCount, log.fileErrorCount) == ("BeginEmptyTrash", 2, 0)
    reply = ask(server, "getJobLogDetails", jobHandle=log.jobHandle)
    lines = reply.jobLogArray[0].detailArray
    assert lines[-1].logType == "EndEmptyTrash"
    erased = [line for line in lines if line.logType == "EmptyTrashSuccess"]
    assert [(line.assetName, line.assetType) for line in erased] == [("boot", "MasterImage"), ("film", "Video")]
    assert "Cleanup" in {line.logMessage for line in lines if line.logType == "JobType"}


def test_many_assets_go_in_pieces(house, server):
    for number in range(120):
        make(server, f"n{number}", type="Zip", trash_state="InEmptiedTrash")
    house.night()
    assert left(server) == []
    assert logs(server)[0].fileSuccessCount == 120


def test_a_company_with_nothing_to_erase_has_no_log(house, server):
    make(server, "boot")
    trash(server, make(server, "shoe"))
    house.night()
    assert logs(server) == []


def test_what_others_own_is_not_erased(house, server):
    theirs = make(house.company(), "theirs")
    empty(server, make(server, "boot"))
    house.night()
    assert [row.name for row in house.rows(tables.asset, tables.asset.c.id == int(theirs.removeprefix("a|")))] == [
        "theirs"
    ]


@pytest.mark.slow
@pytest.mark.documented
def test_administrators_are_mailed_before_assets_are_erased_and_once(house, server, inbox):
    server.as_user("IpsUser")
    trash(server, make(server, "boot", "/shoes"), make(server, "shoe"))
    house.pass_days(4.5)
    house.night()
    assert mails(inbox, server) == []
    house.night()
    (mail,) = mails(inbox, server)
    assert "2 assets" in mail["Subject"]
    text = mail.get_content()
    assert f"{server.root}/shoes/boot" in text
    assert f"{server.root}/shoe" in text
    assert found(server, trashState="InTrash") == ["boot", "shoe"]
    house.night()
    assert left(server) == []
    assert len(mails(inbox, server)) == 1
    told = [log for log in logs(server) if log.fileSuccessCount == 0]
    assert len(told) == 1


@pytest.mark.documented
def test_a_company_that_wants_no_warning_gets_none(house, server, inbox):
    ask(server, "setCompanySettings", emailTrashCleanupWarning=False)
    trash(server, make(server, "boot"))
    house.pass_days(5.5)
    house.night(2)
    assert left(server) == []
    assert mails(inbox, server) == []


def test_what_is_emptied_is_not_warned_of(house, server, inbox):
    empty(server, make(server, "boot"))
    house.pass_days(5.5)
    house.night()
    assert mails(inbox, server) == []


def test_what_is_derived_from_it_is_erased_with_it(house, server):
    boot = make(server, "boot")
    wanted = {"type": "LayerView", "folderHandle": f"f|{server.root}/", "name": "view", "ownerHandle": boot}
    view = ask(server, "createDerivedAsset", **wanted).assetHandle
    empty(server, boot)
    house.night()
    assert gone(server, boot)
    assert gone(server, view)
