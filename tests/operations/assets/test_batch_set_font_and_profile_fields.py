"""batchSetFontFields and batchSetIccProfileFields, as a caller sees them, and what is noted of the assets."""

import pytest
from sqlalchemy import select

import made_files
from file_uploads import all_assets, upload_files
from harness import Refused
from made_assets import make, row
from safelight.domain import handles
from safelight.store import tables

FONT = {
    "fontName": "Bookman Old Style Font Name",
    "postscriptName": "Bookman PostScript",
    "rtfName": "Bookman RTF",
    "fontFamily": "Bookman Family",
    "style": "BoldItalic",
    "typeName": "Open Type",
    "type": "OTF",
}
PROFILE = {"class": "Output", "colorSpace": "CMYK", "pcsType": "Luv"}
OPERATIONS = [("batchSetFontFields", "Font", FONT), ("batchSetIccProfileFields", "IccProfile", PROFILE)]


def update(server, operation, *items):
    return server.call(operation, companyHandle=server.company, updateArray=list(items))


def detail(server, table, handle):
    """The row of an asset in a table, without its key."""
    wanted = select(table).where(table.c.asset_id == handles.asset_id("assetHandle", handle))
    with server.parts.database.read() as tx:
        found = dict(tx.execute(wanted).mappings().one())
    del found["asset_id"]
    return found


@pytest.fixture
def files(server):
    """Handles of a font and a profile that came as files."""
    upload_files(server, {"font.ttf": made_files.font(), "profile.icc": made_files.profile()})
    return {asset.type: asset.assetHandle for asset in all_assets(server).values()}


@pytest.mark.documented
def test_a_font_is_noted_as_it_came_and_then_as_somebody_says(server, files):
    font = files["Font"]
    assert detail(server, tables.font_detail, font) == {
        "font_name": "Sample Sans Bold",
        "postscript_name": "SampleSans-Bold",
        "rtf_name": "Sample Sans",
        "font_family": "Sample Sans",
        "style": "Bold",
        "type_name": "TrueType",
        "type": "TTF",
    }
    reply = update(server, "batchSetFontFields", {"assetHandle": font, **FONT})
    assert (reply.successCount, reply.errorCount, reply.errorDetailArray) == (1, 0, None)
    assert list(detail(server, tables.font_detail, font).values()) == list(FONT.values())


@pytest.mark.documented
def test_a_profile_is_noted_as_it_came_and_then_as_somebody_says(server, files):
    profile = files["IccProfile"]
    assert detail(server, tables.icc_detail, profile) == {
        "profile_class": "Display",
        "color_space": "RGB",
        "pcs_type": "XYZ",
    }
    reply = update(server, "batchSetIccProfileFields", {"assetHandle": profile, **PROFILE})
    assert (reply.successCount, reply.errorCount) == (1, 0)
    assert list(detail(server, tables.icc_detail, profile).values()) == ["Output", "CMYK", "Luv"]


def test_fields_that_are_not_passed_stay(server, files):
    update(server, "batchSetFontFields", {"assetHandle": files["Font"], "rtfName": "R"})
    update(server, "batchSetIccProfileFields", {"assetHandle": files["IccProfile"], "pcsType": "Lab"})
    found = detail(server, tables.font_detail, files["Font"])
    assert (found["rtf_name"], found["font_name"]) == ("R", "Sample Sans Bold")
    assert list(detail(server, tables.icc_detail, files["IccProfile"]).values()) == ["Display", "RGB", "Lab"]


def test_another_file_in_its_place_says_its_own_again(server, files):
    update(server, "batchSetFontFields", {"assetHandle": files["Font"], **FONT})
    upload_files(server, {"font.ttf": made_files.font("Other")}, "again")
    assert detail(server, tables.font_detail, files["Font"])["font_family"] == "Other"


@pytest.mark.parametrize(("operation", "type_", "fields"), OPERATIONS)
def test_a_bad_one_does_not_fail_the_rest(operation, type_, fields, server):
    good, image, gone = (
        make(server, "good", type=type_, modified_by="earlier@example.com"),
        make(server, "boot"),
        make(server, "gone", type=type_, trash_state="InTrash"),
    )
    theirs = make(server.other_company(), "theirs", type=type_)
    bad = {image: 30001, gone: 30000, theirs: 20006, "a|999999999": 30001, "nonsense": 30001}
    reply = update(server, operation, *({"assetHandle": each, **fields} for each in (*bad, good)))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 5)
    assert {one.assetHandle: one.code for one in reply.errorDetailArray} == bad
    assert row(server, good).modified_by == server.email


@pytest.mark.documented
@pytest.mark.parametrize(
    ("operation", "field", "value"),
    [
        ("batchSetFontFields", "style", "Slanted"),
        ("batchSetFontFields", "type", "WOFF"),
        ("batchSetIccProfileFields", "class", "Screen"),
        ("batchSetIccProfileFields", "colorSpace", "RYB"),
        ("batchSetIccProfileFields", "pcsType", "rgb"),
    ],
)
def test_a_word_of_no_list_faults(operation, field, value, server):
    with pytest.raises(Refused, match=field) as refused:
        update(server, operation, {"assetHandle": "a|1", field: value})
    assert refused.value.code in {30001, 30003}


def test_a_text_too_long_is_an_error(server, files):
    reply = update(server, "batchSetFontFields", {"assetHandle": files["Font"], "fontName": "x" * 10_001})
    assert "updateArray/items/fontName" in reply.errorDetailArray[0].reason


@pytest.mark.parametrize(("operation", "type_", "_fields"), OPERATIONS)
def test_too_many_fault(operation, type_, _fields, server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        update(server, operation, *({"assetHandle": f"a|{number}"} for number in range(1, 10_002)))


@pytest.mark.documented
@pytest.mark.parametrize(("operation", "type_", "fields"), OPERATIONS)
def test_a_reader_may_not_set_them(operation, type_, fields, server):
    handle = make(server, "x", type=type_, modified_by="earlier@example.com")
    with pytest.raises(Refused, match="20003"):
        update(server.as_user("ImagePortalUser"), operation, {"assetHandle": handle, **fields})
    assert row(server, handle).modified_by == "earlier@example.com"


@pytest.mark.parametrize(("operation", "_type", "_fields"), OPERATIONS)
def test_the_company_of_others_is_refused(operation, _type, _fields, server):
    with pytest.raises(Refused, match="20006"):
        server.call(operation, companyHandle=server.other_company().company, updateArray=[])
