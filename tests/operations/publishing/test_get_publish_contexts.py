import pytest

from harness import Refused

TYPES = ["ImageRendering", "ImageServing", "ServerDirectory", "Video"]


@pytest.mark.documented
def test_a_company_has_a_context_of_each_type(server):
    reply = server.call("getPublishContexts", companyHandle=server.company)
    assert sorted(context.contextType for context in reply.publishContextArray) == TYPES
    assert [context.contextName for context in reply.publishContextArray] == [
        context.contextType for context in reply.publishContextArray
    ]
    assert all(context.contextHandle.startswith("pc|") for context in reply.publishContextArray)
    assert len({context.contextHandle for context in reply.publishContextArray}) == 4


@pytest.mark.documented
@pytest.mark.parametrize("wanted", TYPES)
def test_a_type_narrows_it_to_that_context(server, wanted):
    reply = server.call("getPublishContexts", companyHandle=server.company, contextType=wanted)
    assert [context.contextType for context in reply.publishContextArray] == [wanted]


def test_a_type_there_is_none_of_is_refused(server):
    with pytest.raises(Refused) as refusal:
        server.call("getPublishContexts", companyHandle=server.company, contextType="Print")
    assert refusal.value.code == 30001
    assert "contextType: got 'Print'" in refusal.value.reason


def test_an_empty_type_is_none(server):
    reply = server.call("getPublishContexts", companyHandle=server.company, contextType="")
    assert len(reply.publishContextArray) == 4


def test_contexts_belong_to_one_company(server):
    mine = server.call("getPublishContexts", companyHandle=server.company)
    other = server.other_company()
    theirs = other.call("getPublishContexts", companyHandle=other.company)
    handles = [context.contextHandle for reply in (mine, theirs) for context in reply.publishContextArray]
    assert len(set(handles)) == 8


def test_another_companys_handle_is_refused(server):
    with pytest.raises(Refused) as refusal:
        server.call("getPublishContexts", companyHandle=server.other_company().company)
    assert refusal.value.code == 20006
