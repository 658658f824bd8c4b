"""encode_return: the written forms of wire-facts, and refusals of our own mistakes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from safelight.contract import model, schema, shapes
from safelight.contract.codec import encode_return
from safelight.contract.codec.values import write_date_time

XMLNS = 'xmlns="http://www.scene7.com/IpsApi/xsd/2014-04-03"'
NOON = datetime(2014, 4, 3, 12, 0, 0, 7999, tzinfo=UTC)


def write(operation: str, shape: object, version: str = "2014-04-03", zone=UTC) -> str:
    return encode_return(operation, shape, model.VERSIONS[version], zone)


def asset(**fields) -> str:
    text = write("getAssets", shapes.GetAssetsReturn(asset_array=(shapes.Asset(**fields),)))
    schema.of(model.NEWEST).assertValid(etree.fromstring(text))
    return text.partition("<items>")[2].partition("</items></assetArray>")[0]


@pytest.mark.recorded
def test_the_return_has_no_prefix_and_its_namespace_by_default():
    assert write("createFolder", shapes.CreateFolderReturn(folder_handle="f|A/b/")) == (
        f"<createFolderReturn {XMLNS}><folderHandle>f|A/b/</folderHandle></createFolderReturn>"
    )


@pytest.mark.recorded
def test_an_operation_that_returns_nothing_returns_an_empty_element():
    assert write("deleteFolder", shapes.DeleteFolderReturn()) == f"<deleteFolderReturn {XMLNS}/>"


@pytest.mark.recorded
def test_a_beta_reply_is_in_its_own_namespace():
    beta = model.version_of("http://www.scene7.com/IpsApi/xsd/2022-01-01-beta")
    text = encode_return("deleteFolder", shapes.DeleteFolderReturn(), beta, UTC)
    assert text == '<deleteFolderReturn xmlns="http://www.scene7.com/IpsApi/xsd/2022-01-01-beta"/>'


@pytest.mark.recorded
def test_empty_strings_and_arrays_are_there_and_absent_ones_are_not():
    info = shapes.ImageInfo(mask_path="", width=0, zoom_targets=())
    written = asset(file_name="", projects="", metadata_array=(), image_info=info)
    assert written == (
        "<fileName/><projects/><metadataArray/><imageInfo><maskPath/><width>0</width><zoomTargets/></imageInfo>"
    )


def test_a_type_without_content_is_an_empty_element():
    assert asset(image_info=shapes.ImageInfo()) == "<imageInfo/>"


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("number", "text"), [(72, "72.0"), (72.0, "72.0"), (0.0, "0.0"), (0.5, "0.5"), (1e-7, "1e-07")]
)
def test_doubles_have_a_point(number, text):
    assert f"<resolution>{text}</resolution>" in asset(image_info=shapes.ImageInfo(resolution=number))


@pytest.mark.recorded
@pytest.mark.parametrize(("zone", "text"), [("UTC", "12:00:00.007+00:00"), ("America/Chicago", "07:00:00.007-05:00")])
def test_times_have_milliseconds_and_the_offset_of_the_server(zone, text):
    reply = shapes.GetAssetsReturn(asset_array=(shapes.Asset(created=NOON),))
    assert f"<created>2014-04-03T{text}</created>" in write("getAssets", reply, zone=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(9999, 12, 31, 23, 30, tzinfo=UTC), "9999-12-31T23:30:00.000+00:00"),
        (datetime(1850, 1, 1, tzinfo=UTC), "1850-01-01T00:00:00.000+00:00"),
    ],
)
def test_a_time_that_the_zone_cannot_tell_is_told_in_utc(moment, text):
    assert write_date_time(moment, ZoneInfo("Europe/Paris")) == text


def test_what_xml_cannot_hold_is_replaced_and_the_rest_survives():
    written = asset(name="a<b>&c\x00\x0b\ud800\r\n\t]]>ü")
    assert written == "<name>a&lt;b&gt;&amp;c\ufffd\ufffd\ufffd&#13;\n\t]]&gt;ü</name>"
    assert etree.fromstring(written).text == "a<b>&c\ufffd\ufffd\ufffd\r\n\t]]>ü"


def test_an_older_version_lacks_what_came_later():
    reply = shapes.SearchAssetsReturn(asset_array=(shapes.Asset(name="n", sub_type="s", trash_state="InTrash"),))
    assert "<items><name>n</name></items>" in write("searchAssets", reply, "pre-4.0")
    assert "<items><name>n</name><trashState>InTrash</trashState></items>" in write("searchAssets", reply, "2008-09-10")


@pytest.mark.documented
def test_callers_before_the_renaming_see_the_older_asset_types():
    reply = shapes.SearchAssetsReturn(asset_array=(shapes.Asset(type="Word"), shapes.Asset(type="Image")))
    assert "<type>WordDoc</type></items><items><type>Image</type>" in write("searchAssets", reply, "pre-4.0")
    assert "<type>Word</type>" in write("searchAssets", reply, "2008-01-15")


def test_a_required_field_that_is_none_is_our_mistake():
    with pytest.raises(TypeError, match=r"cdnCacheInvalidationReturn.success_count is None, and version 2013-02-15"):
        write("cdnCacheInvalidation", cdn(), "2013-02-15")
    assert "<invalidationHandle>h</invalidationHandle>" in write("cdnCacheInvalidation", cdn())


def cdn() -> shapes.CdnCacheInvalidationReturn:
    return shapes.CdnCacheInvalidationReturn(invalidation_handle="h", estimated_seconds=1)


@pytest.mark.parametrize(
    "fields",
    [{"name": 7}, {"created": datetime(2014, 4, 3)}, {"image_info": shapes.ImageInfo(width=2**31)}],  # noqa: DTZ001
)
def test_a_value_of_a_wrong_type_is_our_mistake(fields):
    with pytest.raises(TypeError):
        asset(**fields)


def test_the_shape_of_another_operation_is_our_mistake():
    with pytest.raises(TypeError, match="createFolderReturn is written from a CreateFolderReturn"):
        write("createFolder", shapes.DeleteFolderReturn())
