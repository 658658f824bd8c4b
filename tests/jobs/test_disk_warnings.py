"""diskSpaceWarningMin: administrators are mailed when the disk has less room than their company wants."""

import pytest
import runs

from inbox import Inbox, relay
from safelight.adapters import disk

KB = 1024
PUBLISH = {"publishType": "Incremental", "emailSetting": "None"}


@pytest.fixture
def inbox(server):
    with relay(server.parts, Inbox()) as taken:
        yield taken
    wants(server, 0)


@pytest.fixture
def free(monkeypatch):
    """Sets how much room the disk is to have, KB; all of it is more than a server keeps free."""

    def has(kilobytes):
        monkeypatch.setattr(disk, "free_bytes", lambda _folder: kilobytes * KB)

    has(2_000_000)
    return has


def wants(server, kilobytes):
    server.call("setCompanySettings", companyHandle=server.company, diskSpaceWarningMin=kilobytes)


def run_one(server, name):
    runs.submit(server, "imageServingPublishJob", name, **PUBLISH)
    server.run_jobs()


def mails(inbox, server):
    return [mail for recipients, mail in inbox.mails if recipients == [server.email]]


@pytest.mark.documented
def test_administrators_are_told_once_until_there_is_room_again(server, inbox, free):
    wants(server, 1_500_000)
    other = server.as_user("IpsUser")
    run_one(server, "Enough")
    assert mails(inbox, server) == []
    free(1_499_999)
    run_one(server, "Short")
    run_one(server, "Still short")
    (mail,) = mails(inbox, server)
    assert server.root.removeprefix("Company") in mail["Subject"]
    assert "1499999 KB" in mail.get_content()
    assert mails(inbox, other) == []
    free(1_500_000)
    run_one(server, "Over")
    free(1_400_000)
    run_one(server, "Again")
    assert len(mails(inbox, server)) == 2


def test_a_company_that_runs_nothing_is_told_by_the_jobs_of_others(server, inbox, free):
    wants(server, 3_000_000)
    run_one(server.other_company(), "Elsewhere")
    assert len(mails(inbox, server)) == 1


def test_a_setting_of_less_is_enough_again(server, inbox, free):
    wants(server, 3_000_000)
    run_one(server, "Short")
    wants(server, 1_000_000)
    run_one(server, "Enough")
    wants(server, 3_000_000)
    run_one(server, "More wanted")
    assert len(mails(inbox, server)) == 2


def test_who_was_not_mailed_is_told_once_mails_can_be_sent(server, free):
    wants(server, 3_000_000)
    run_one(server, "Silent")
    with relay(server.parts, Inbox()) as inbox:
        run_one(server, "Told")
    wants(server, 0)
    assert len(mails(inbox, server)) == 1
