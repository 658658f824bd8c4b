import pytest
from sqlalchemy import select

import made_assets
from harness import Refused
from safelight.domain import handles
from safelight.store import tables


def marked_in(server, asset):
    """Types of the contexts the asset is marked in."""
    state, context = tables.publish_state, tables.publish_context
    here = (state.c.asset_id == handles.asset_id("assetHandle", asset)) & state.c.marked
    with server.parts.database.read() as tx:
        return set(tx.execute(select(context.c.type).select_from(state.join(context)).where(here)).scalars())


def ready(server, asset):
    reply = server.call("getAssets", companyHandle=server.company, assetHandleArray=[asset])
    return reply.assetArray[0].readyForPublish


def contexts(server):
    reply = server.call("getPublishContexts", companyHandle=server.company)
    return {context.contextType: context.contextHandle for context in reply.publishContextArray}


def set_state(server, asset, state="MarkedForPublish", **more):
    server.call("setAssetPublishState", companyHandle=server.company, assetHandle=asset, publishState=state, **more)


@pytest.mark.documented
def test_a_marked_asset_is_ready_for_publish_and_an_unmarked_one_is_not(server):
    asset = made_assets.make(server, "shoe")
    set_state(server, asset)
    assert ready(server, asset) is True
    set_state(server, asset, "NotMarkedForPublish")
    assert ready(server, asset) is False


@pytest.mark.documented
def test_a_search_by_publish_state_finds_what_was_marked(server):
    marked, other = made_assets.make(server, "marked"), made_assets.make(server, "other")
    set_state(server, marked)
    set_state(server, other, "NotMarkedForPublish")
    reply = server.call("searchAssets", companyHandle=server.company, publishState="MarkedForPublish")
    assert made_assets.names(reply) == ["marked"]


def test_without_contexts_all_of_the_company_are_meant(server):
    asset = made_assets.make(server, "shoe")
    set_state(server, asset)
    assert marked_in(server, asset) == {"ImageServing", "ImageRendering", "Video", "ServerDirectory"}


@pytest.mark.parametrize("neutral", [None, []])
def test_no_contexts_and_an_empty_array_of_them_are_alike(server, neutral):
    asset = made_assets.make(server, "shoe")
    set_state(server, asset, contextHandleArray=neutral)
    assert len(marked_in(server, asset)) == 4


def test_contexts_narrow_it_to_those(server):
    asset = made_assets.make(server, "shoe")
    known = contexts(server)
    set_state(server, asset, contextHandleArray=[known["Video"], known["ServerDirectory"]])
    assert marked_in(server, asset) == {"Video", "ServerDirectory"}
    assert ready(server, asset) is False


def test_unmarking_in_one_context_leaves_the_others(server):
    asset = made_assets.make(server, "shoe")
    set_state(server, asset)
    set_state(server, asset, "NotMarkedForPublish", contextHandleArray=[contexts(server)["ImageServing"]])
    assert marked_in(server, asset) == {"ImageRendering", "Video", "ServerDirectory"}


@pytest.mark.documented
def test_the_handle_may_have_the_old_long_form(server):
    asset = made_assets.make(server, "shoe")
    set_state(server, asset.removeprefix("a|") + "|1|17063")
    assert ready(server, asset) is True


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("publishState", "Published"),
        ("publishState", ""),
        ("assetHandle", "a|999999999"),
        ("assetHandle", "shoe"),
        ("contextHandleArray", ["pc|999999999"]),
        ("contextHandleArray", ["ImageServing"]),
    ],
)
def test_a_value_that_names_nothing_is_refused_by_its_field(server, field, value):
    asset = made_assets.make(server, "shoe")
    values = {"assetHandle": asset, "publishState": "MarkedForPublish"} | {field: value}
    with pytest.raises(Refused) as refusal:
        server.call("setAssetPublishState", companyHandle=server.company, **values)
    assert (refusal.value.element, refusal.value.code) == ("ipsApiFault", 30001)
    assert field in refusal.value.reason
    assert repr(value[0] if isinstance(value, list) else value) in refusal.value.reason


def test_an_asset_of_another_company_is_refused(server):
    foreign = made_assets.make(server.other_company(), "shoe")
    with pytest.raises(Refused) as refusal:
        set_state(server, foreign)
    assert (refusal.value.element, refusal.value.code) == ("authorizationFault", 20006)


def test_a_context_of_another_company_is_refused_and_nothing_is_marked(server):
    asset = made_assets.make(server, "shoe")
    foreign = contexts(server.other_company())["ImageServing"]
    with pytest.raises(Refused) as refusal:
        set_state(server, asset, contextHandleArray=[contexts(server)["ImageServing"], foreign])
    assert refusal.value.code == 20006
    assert ready(server, asset) is False


def test_another_companys_handle_is_refused(server):
    asset = made_assets.make(server, "shoe")
    company = server.other_company().company
    with pytest.raises(Refused) as refusal:
        server.call("setAssetPublishState", companyHandle=company, assetHandle=asset, publishState="MarkedForPublish")
    assert refusal.value.code == 20006


def test_an_asset_in_the_trash_is_refused(server):
    asset = made_assets.make(server, "shoe", trash_state="InTrash")
    with pytest.raises(Refused, match="trash"):
        set_state(server, asset)


@pytest.mark.documented
def test_a_role_outside_the_list_is_refused(server):
    asset = made_assets.make(server, "shoe")
    with pytest.raises(Refused) as refusal:
        set_state(server.as_user("ImagePortalUser"), asset)
    assert (refusal.value.element, refusal.value.code) == ("authorizationFault", 20003)


@pytest.mark.documented
@pytest.mark.parametrize("role", ["IpsUser", "ImagePortalContrib", "ImagePortalContribUser"])
def test_a_role_on_the_list_may(server, role):
    asset = made_assets.make(server, "shoe")
    set_state(server.as_user(role), asset)
    assert ready(server, asset) is True
