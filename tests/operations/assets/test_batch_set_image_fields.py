"""batchSetImageFields, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make, row


def update(server, *items):
    return server.call("batchSetImageFields", companyHandle=server.company, updateArray=list(items))


def image(server, handle):
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray
    return asset.imageInfo


def noted(server, handle):
    info = image(server, handle)
    return info.resolution, info.anchorX, info.anchorY, info.userData


@pytest.mark.documented
def test_sets_the_fields_of_each_image(server):
    boot, shoe = make(server, "boot"), make(server, "shoe")
    reply = update(
        server,
        {"assetHandle": boot, "resolution": 72.0, "anchorX": 5, "anchorY": 10, "userData": "one"},
        {"assetHandle": shoe, "resolution": 150.0, "anchorX": 10, "anchorY": 5, "userData": "two"},
    )
    assert vars(reply) == {
        "successCount": 2,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }
    assert noted(server, boot) == (72.0, 5, 10, "one")
    assert noted(server, shoe) == (150.0, 10, 5, "two")


def test_fields_that_are_not_passed_stay_and_an_empty_text_clears(server):
    boot = make(server, "boot", detail={"user_data": "old", "anchor_x": 7, "resolution_dpi": 300.0})
    update(server, {"assetHandle": boot, "anchorY": 3})
    assert noted(server, boot) == (300.0, 7, 3, "old")
    update(server, {"assetHandle": boot, "userData": ""})
    assert noted(server, boot) == (300.0, 7, 3, "")


def test_who_changed_it_and_when_is_noted(server):
    boot = make(server, "boot", modified_by="earlier@example.com", modified_ms=5)
    update(server, {"assetHandle": boot, "userData": "x"})
    assert row(server, boot).modified_by == server.email
    assert row(server, boot).modified_ms > 5


@pytest.mark.documented
def test_a_bad_one_does_not_fail_the_rest(server):
    boot, file, gone = make(server, "boot"), make(server, "data", type="Xml"), make(server, "g", trash_state="InTrash")
    theirs = make(server.other_company(), "theirs")
    bad = [file, gone, theirs, "a|999999999", "nonsense"]
    reply = update(server, *({"assetHandle": each, "userData": "x"} for each in (*bad, boot)))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 5)
    assert {one.assetHandle: one.code for one in reply.errorDetailArray} == {
        file: 30001,
        gone: 30000,
        theirs: 20006,
        "a|999999999": 30001,
        "nonsense": 30001,
    }
    assert image(server, boot).userData == "x"


@pytest.mark.parametrize(
    ("field", "value", "want"),
    [
        ("anchorX", 40, "0 to below 40"),
        ("anchorX", -1, "0 to below 40"),
        ("anchorY", 30, "0 to below 30"),
        ("resolution", -1.0, "0 to below 100000"),
        ("resolution", 100_000.0, "0 to below 100000"),
        ("userData", "x" * 10_001, "at most 10000 characters"),
    ],
)
def test_a_value_that_cannot_be_is_an_error_that_names_its_field(field, value, want, server):
    boot = make(server, "boot", detail={"user_data": "old"})
    reply = update(server, {"assetHandle": boot, field: value})
    (error,) = reply.errorDetailArray
    assert (error.assetHandle, error.code) == (boot, 30001)
    assert f"updateArray/items/{field}: got" in error.reason
    assert want in error.reason
    assert image(server, boot).userData == "old"


def test_of_several_updates_of_one_image_the_last_counts(server):
    boot = make(server, "boot")
    reply = update(server, *({"assetHandle": boot, "userData": text} for text in ("one", "two")))
    assert (reply.successCount, image(server, boot).userData) == (2, "two")


def test_too_many_fault(server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        update(server, *({"assetHandle": f"a|{number}"} for number in range(1, 10_002)))


@pytest.mark.documented
def test_a_reader_may_not_set_them(server):
    boot = make(server, "boot")
    with pytest.raises(Refused, match="20003"):
        update(server.as_user("ImagePortalUser"), {"assetHandle": boot, "userData": "x"})
    assert image(server, boot).userData == ""


def test_the_company_of_others_is_refused(server):
    with pytest.raises(Refused, match="20006"):
        server.call("batchSetImageFields", companyHandle=server.other_company().company, updateArray=[])
