"""getCompanySettings and setCompanySettings."""

import secrets

import pytest

import made_assets
from harness import Refused

PROFILES = ("defaultSourceProfileHandle", "defaultDisplayProfileHandle")
XSLTS = ("iptcExifMappingXsltHandle", "xmpMappingXsltHandle")


def settings(server):
    return server.call("getCompanySettings", companyHandle=server.company).settings


def change(server, **values):
    server.call("setCompanySettings", companyHandle=server.company, **values)


def put_asset(server, type_):
    """A bare asset of a type that nothing makes yet; returns its handle."""
    return made_assets.make(server, f"profile-{secrets.token_hex(4)}", type=type_)


@pytest.mark.documented
def test_what_is_set_is_answered(server):
    change(
        server,
        overwriteMode="OverwriteAnyExtAnyFolder",
        retainPublishState=False,
        diskSpaceWarningMin=250000,
        emailTrashCleanupWarning=False,
    )
    known = settings(server)
    assert known.overwriteMode == "OverwriteAnyExtAnyFolder"
    assert known.retainPublishState is False
    assert known.diskSpaceWarningMin == 250000
    assert known.emailTrashCleanupWarning is False


def test_only_what_is_named_changes(server):
    before = settings(server)
    change(server, diskSpaceWarningMin=7)
    after = settings(server)
    assert after.diskSpaceWarningMin == 7
    after.diskSpaceWarningMin = before.diskSpaceWarningMin
    assert after == before
    change(server)
    assert settings(server).diskSpaceWarningMin == 7


def test_profiles_that_are_not_set_are_empty_assets_and_mappings_are_absent(server):
    known = settings(server)
    assert known.defaultSourceProfile.assetHandle is None
    assert known.defaultDisplayProfile.assetHandle is None
    assert known.iptcExifMappingXslt is None
    assert known.xmpMappingXslt is None


@pytest.mark.documented
@pytest.mark.parametrize(("field", "type_"), [(PROFILES[0], "IccProfile"), (XSLTS[1], "Xsl")])
def test_an_asset_of_the_right_type_is_kept_and_taken_away_by_an_empty_handle(server, field, type_):
    shown = field.removesuffix("Handle")
    handle = put_asset(server, type_)
    change(server, **{field: handle})
    kept = getattr(settings(server), shown)
    assert (kept.assetHandle, kept.type, kept.folder) == (handle, type_, server.root + "/")
    change(server, **{field: ""})
    assert getattr(getattr(settings(server), shown), "assetHandle", None) is None


@pytest.mark.parametrize("field", [*PROFILES, *XSLTS])
def test_a_handle_of_another_kind_is_refused(server, field):
    wrong = put_asset(server, "Xsl" if field in PROFILES else "IccProfile")
    for handle in (wrong, "a|999999999", "nothing"):
        with pytest.raises(Refused, match=field) as refused:
            change(server, **{field: handle})
        assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30001)


def test_a_profile_of_another_company_is_refused(server):
    with pytest.raises(Refused, match="defaultSourceProfileHandle") as refused:
        change(server, defaultSourceProfileHandle=put_asset(server.other_company(), "IccProfile"))
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20006)


@pytest.mark.parametrize("wrong", [{"overwriteMode": "Never"}, {"diskSpaceWarningMin": -1}], ids=str)
def test_a_value_that_is_none_is_refused_and_nothing_changes(server, wrong):
    before = settings(server)
    with pytest.raises(Refused, match=next(iter(wrong))) as refused:
        change(server, **{"retainPublishState": False} | wrong)
    assert refused.value.code == 30001
    assert settings(server) == before


@pytest.mark.documented
@pytest.mark.parametrize("operation", ["getCompanySettings", "setCompanySettings"])
def test_a_role_that_may_not_is_refused(server, operation):
    with pytest.raises(Refused) as refused:
        server.as_user("IpsUser").call(operation, companyHandle=server.company)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20003)


@pytest.mark.parametrize("operation", ["getCompanySettings", "setCompanySettings"])
def test_another_company_is_out_of_reach(server, operation):
    with pytest.raises(Refused) as refused:
        server.call(operation, companyHandle=server.other_company().company)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20006)
