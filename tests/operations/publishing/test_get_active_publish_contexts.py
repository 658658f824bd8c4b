import pytest

from harness import Refused


@pytest.mark.documented
def test_this_server_serves_pictures_and_videos(server):
    reply = server.call("getActivePublishContexts", companyHandle=server.company)
    assert reply.contextArray == ["ImageServing", "Video"]


def test_another_companys_handle_is_refused(server):
    with pytest.raises(Refused) as refusal:
        server.call("getActivePublishContexts", companyHandle=server.other_company().company)
    assert refusal.value.code == 20006


@pytest.mark.documented
def test_a_portal_user_may_ask(server):
    portal = server.as_user("ImagePortalUser")
    found = portal.call("getActivePublishContexts", companyHandle=server.company).contextArray
    assert found == ["ImageServing", "Video"]
