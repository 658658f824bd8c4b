"""decode_param: lenient where clients are known to be loose, plain in what it refuses."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from safelight.contract import model
from safelight.contract.codec import decode_param
from safelight.contract.codec.values import LONG_MAX, READ
from safelight.domain.faults import InvalidParameter, InvalidRequestXml, MissingParameter, NotBuilt

CHICAGO = ZoneInfo("America/Chicago")
SEARCH = "<companyHandle>c|1</companyHandle><includeSubfolders>true</includeSubfolders>"
JOB = "<companyHandle>c|1</companyHandle><jobName>n</jobName>"
FULL_PUBLISH = (
    "<imageServingPublishJob><publishType>Full</publishType><emailSetting>None</emailSetting></imageServingPublishJob>"
)
FLAGS = (
    "<overwrite>1</overwrite><readyForPublish>0</readyForPublish><createMask>0</createMask>"
    "<emailSetting>None</emailSetting>"
)
BETA = "2017-10-29-beta"


def read(operation: str, inside: str, stamp: str = "2014-04-03"):
    version = model.version_of(f"http://www.scene7.com/IpsApi/xsd/{stamp}" if stamp else model.BASE_NAMESPACE)
    param = model.OPERATIONS[operation].param.name
    element = etree.fromstring(f'<{param} xmlns="{version.namespace}">{inside}</{param}>')
    return decode_param(operation, element, version, CHICAGO)


def urls(count: int) -> str:
    items = "<items><sourceUrl>http://h/a.jpg</sourceUrl><destPath>a.jpg</destPath></items>" * count
    return f"{JOB}<uploadUrlsJob><urlArray>{items}</urlArray>{FLAGS}</uploadUrlsJob>"


def test_children_come_in_any_order():
    param = read("createFolder", "<folderPath>/a</folderPath><companyHandle>c|1</companyHandle>")
    assert (param.company_handle, param.folder_path) == ("c|1", "/a")


@pytest.mark.documented
@pytest.mark.parametrize(("text", "value"), [("1", True), ("true", True), ("0", False), (" false\n", False)])
def test_booleans_are_words_or_digits(text, value):
    assert read("searchAssets", SEARCH.replace("true", text)).include_subfolders is value


def test_comments_and_instructions_may_stand_anywhere():
    param = read(
        "searchAssets",
        f"<!-- a -->{SEARCH}<?x y?><folder>a<!-- b -->b</folder>"
        "<assetTypeArray> <!-- c --> <items>Image<!-- d --></items>\n</assetTypeArray>",
    )
    assert (param.folder, param.asset_type_array) == ("ab", ("Image",))


def test_white_space_between_elements_means_nothing_and_inside_a_string_all():
    param = read("createFolder", "\n <companyHandle>c|1</companyHandle>\n\t<folderPath> /a </folderPath>\r\n")
    assert param.folder_path == " /a "


def test_a_missing_include_subfolders_searches_the_folder_alone():
    assert read("searchAssets", "<companyHandle>c|1</companyHandle>").include_subfolders is False


def test_an_empty_string_is_there_and_empty():
    assert read("searchAssets", SEARCH + "<folder/>").folder == ""
    assert read("searchAssets", SEARCH).folder is None


def test_an_empty_array_is_there_and_empty():
    param = read("searchAssets", SEARCH + "<keywordArray/>")
    assert (param.keyword_array, param.asset_type_array) == ((), None)


def test_a_nil_element_is_absent():
    nil = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'
    assert read("searchAssets", f"{SEARCH}<folder {nil}/><recordsPerPage {nil}/>").folder is None


def test_children_may_be_in_another_namespace_or_none():
    param = read(
        "createFolder", '<companyHandle xmlns="">c|1</companyHandle><x:folderPath xmlns:x="y">/</x:folderPath>'
    )
    assert param.folder_path == "/"


@pytest.mark.recorded
def test_an_element_of_an_older_version_passes_in_any():
    inside = "<companyHandle>c|1</companyHandle><assetHandle>a|1</assetHandle><newName>n</newName>"
    flags = "<validateName>0</validateName><renameFiles>1</renameFiles>"
    for stamp in ("", "2010-01-31", "2014-04-03", BETA):
        assert read("renameAsset", inside + flags, stamp).rename_files is True


def test_an_element_of_a_newer_version_passes_in_an_older():
    assert read("searchAssets", SEARCH + "<trashState>InTrash</trashState>", "").trash_state == "InTrash"


def test_an_unknown_element_is_named_with_what_was_wanted():
    with pytest.raises(InvalidRequestXml, match=r"^searchAssetsParam: got 'folderz', want companyHandle, .*folder,"):
        read("searchAssets", SEARCH + "<folderz/>")
    with pytest.raises(InvalidRequestXml, match=r"^uploadUrlsJob/urlArray/items\[1\]: got 'url', want sourceUrl"):
        read("submitJob", urls(1).replace("sourceUrl", "url"))


def test_a_missing_element_is_named_by_its_path():
    with pytest.raises(MissingParameter, match=r"^companyHandle: "):
        read("searchAssets", "")
    with pytest.raises(MissingParameter, match=r"^uploadUrlsJob/urlArray/items\[2\]/sourceUrl: "):
        read("submitJob", urls(1).replace("</urlArray>", "<items/></urlArray>"))


def test_only_versions_that_have_an_element_miss_it():
    inside = "<companyHandle>c|1</companyHandle><includeInvalid>1</includeInvalid>"
    assert read("getCompanyMembers", inside, "2010-01-31").include_inactive is None
    with pytest.raises(MissingParameter, match=r"^includeInactive: "):
        read("getCompanyMembers", inside, "2012-02-14")


def test_a_doubled_element_is_refused():
    with pytest.raises(InvalidRequestXml, match=r"^folder: got 'the element twice'"):
        read("searchAssets", SEARCH + "<folder>a</folder><folder>a</folder>")


def test_text_where_elements_belong_is_refused():
    with pytest.raises(InvalidRequestXml, match=r"^keywordArray: got 'red'"):
        read("searchAssets", SEARCH + "<keywordArray>red</keywordArray>")
    with pytest.raises(InvalidRequestXml, match=r"^searchAssetsParam: got '\"'"):
        read("searchAssets", SEARCH + '"')


def test_elements_where_text_belongs_are_refused():
    with pytest.raises(InvalidRequestXml, match=r"^folder: got 'items'"):
        read("searchAssets", SEARCH + "<folder><items>a</items></folder>")


def test_an_array_holds_items_only():
    with pytest.raises(InvalidRequestXml, match=r"^keywordArray: got 'item', want items"):
        read("searchAssets", SEARCH + "<keywordArray><item>a</item></keywordArray>")


@pytest.mark.parametrize("text", ["", "1.0", "x", "2147483648", "-2147483649", "1e3", "٣", "9" * 5000])
def test_a_number_that_is_none_is_named_with_path_value_and_range(text):
    with pytest.raises(
        InvalidParameter, match=r"^recordsPerPage: got '.*', want a whole number from -2147483648 to"
    ) as no:
        read("searchAssets", f"{SEARCH}<recordsPerPage>{text}</recordsPerPage>")
    assert len(str(no.value)) < 400


@pytest.mark.parametrize(("text", "number"), [(" 7 ", 7), ("+7", 7), ("-2147483648", -(2**31)), ("007", 7)])
def test_a_number_may_have_a_sign_zeros_and_space_around(text, number):
    assert read("searchAssets", f"{SEARCH}<recordsPerPage>{text}</recordsPerPage>").records_per_page == number


@pytest.mark.parametrize("word", ["TRUE", "yes", "", "2"])
def test_a_boolean_that_is_none_is_refused(word):
    with pytest.raises(InvalidParameter, match=r"^includeSubfolders: .* want true or false"):
        read("searchAssets", SEARCH.replace("true", word))


def test_a_long_is_checked_at_its_own_range():
    assert READ["xsd:long"](str(LONG_MAX), UTC) == LONG_MAX
    with pytest.raises(ValueError, match=str(LONG_MAX + 1)):
        READ["xsd:long"](str(LONG_MAX + 1), UTC)


@pytest.mark.parametrize(("text", "number"), [("72", 72.0), ("7.5e1", 75.0), (".5", 0.5), (" -1. ", -1.0)])
def test_doubles_are_read_as_written(text, number):
    assert READ["xsd:double"](text, UTC) == number


@pytest.mark.parametrize("text", ["INF", "NaN", "1e999", "0x10", "1_0", "", "."])
def test_doubles_are_finite_decimals(text):
    with pytest.raises(ValueError, match=r".*"):
        READ["xsd:double"](text, UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2014-04-03T12:00:00Z", datetime(2014, 4, 3, 12, tzinfo=UTC)),
        ("2014-04-03T12:00:00.5+02:00", datetime(2014, 4, 3, 12, 0, 0, 500000, timezone(timedelta(hours=2)))),
        ("2014-04-03T12:00:00", datetime(2014, 4, 3, 12, tzinfo=CHICAGO)),
        ("2014-01-03T12:00:00.123456789", datetime(2014, 1, 3, 12, 0, 0, 123456, CHICAGO)),
        ("2014-12-31T24:00:00Z", datetime(2015, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_times_have_a_zone_or_are_in_that_of_the_server(text, moment):
    param = read("addCompany", f"<companyName>n</companyName><expires>{text}</expires>")
    assert param.expires == moment
    assert param.expires.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "2014-04-03",
        "2014-04-03 12:00:00",
        "20140403T120000Z",
        "2014-02-30T12:00:00Z",
        "2014-04-03T24:00:01Z",
        "2014-04-03T12:00:00+15:00",
        "2014-04-03T12:00Z",
        "-2014-04-03T12:00:00Z",
        "0000-04-03T12:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "9999-12-31T24:00:00Z",
        "",
    ],
)
def test_what_is_no_time_is_refused_by_path(text):
    with pytest.raises(InvalidParameter, match=r"^expires: .* want a date and time"):
        read("addCompany", f"<companyName>n</companyName><expires>{text}</expires>")


def test_base64_may_be_broken_into_lines_and_must_be_base64():
    head = "<companyHandle>c|1</companyHandle><assetHandle>a|1</assetHandle>"
    packet = "<compressedPacket>{}</compressedPacket>"
    assert read("updateXMPPacket", head + packet.format("AAH\n /")).compressed_packet == b"\x00\x01\xff"
    with pytest.raises(InvalidParameter, match=r"^compressedPacket: "):
        read("updateXMPPacket", head + packet.format("AA*="))


@pytest.mark.parametrize("word", ["Full", "Incremental", "FullWithSearch"])
def test_a_word_of_its_group_passes(word):
    param = read("submitJob", JOB + FULL_PUBLISH.replace("Full", word))
    assert param.image_serving_publish_job.publish_type == word


def test_a_word_outside_its_group_is_refused_with_those_allowed():
    want = r"^imageServingPublishJob/publishType: got 'full', want one of Full, FullWithSearch, Incremental"
    with pytest.raises(InvalidParameter, match=want):
        read("submitJob", JOB + FULL_PUBLISH.replace("Full", "full"))
    with pytest.raises(InvalidParameter, match=r"^assetTypeArray/items\[2\]: got 'Picture', want one of Aco, "):
        read("searchAssets", SEARCH + "<assetTypeArray><items>Image</items><items>Picture</items></assetTypeArray>")


def test_an_optional_word_left_empty_chooses_nothing():
    assert read("searchAssets", SEARCH + "<sortBy/>").sort_by is None


@pytest.mark.recorded
def test_the_pdf_process_of_recorded_replies_passes():
    param = read("submitJob", urls(0).replace("<emailS", "<pdfOptions><process>render</process></pdfOptions><emailS"))
    assert param.upload_urls_job.pdf_options.process == "render"


def test_asset_types_are_read_in_their_older_spellings():
    old = "<assetTypeArray><items>WordDoc</items><items>RTFDoc</items></assetTypeArray>"
    assert read("searchAssets", SEARCH + old, "").asset_type_array == ("Word", "Rtf")


def test_exactly_one_of_a_group_is_wanted():
    with pytest.raises(
        MissingParameter, match=r"getCompanyInfoParam: .*exactly one of companyHandle, companyName, ims"
    ):
        read("getCompanyInfo", "")
    with pytest.raises(InvalidParameter, match="got 'companyHandle and companyName', want exactly one of"):
        read("getCompanyInfo", "<companyHandle>c|1</companyHandle><companyName>n</companyName>")
    param = read("getCompanyInfo", "<companyHandle>c|1</companyHandle><companyName/>")
    assert param.company_handle == "c|1"


def test_at_most_one_of_a_group_is_wanted():
    crops = "<manualCropOptions><left>1</left><right>1</right><top>1</top><bottom>1</bottom></manualCropOptions>"
    other = "<autoTransparentCropOptions><tolerance>0.5</tolerance></autoTransparentCropOptions>"
    assert read("submitJob", urls(1).replace("<overwrite>", crops + "<overwrite>"))
    with pytest.raises(InvalidParameter, match=r"^uploadUrlsJob: got 'manualCropOptions and autoTrans.*at most one of"):
        read("submitJob", urls(1).replace("<overwrite>", crops + other + "<overwrite>"))


@pytest.mark.parametrize(("count", "fault"), [(0, MissingParameter), (1, None), (1000, None), (1001, InvalidParameter)])
def test_an_array_keeps_its_bounds(count, fault):
    inside = f"<companyHandle>c|1</companyHandle><urlArray>{'<items>http://h/</items>' * count}</urlArray>"
    if fault is None:
        assert len(read("cdnCacheInvalidation", inside).url_array) == count
    else:
        with pytest.raises(fault, match=r"^urlArray"):
            read("cdnCacheInvalidation", inside)


def upload_post(extra: str) -> str:
    return f"{JOB}<uploadParams>{FLAGS}{extra}</uploadParams>"


def test_a_beta_namespace_may_say_what_asks_for_nothing():
    extra = "<synchronizationComplete>true</synchronizationComplete><autoSmartCropOptionsArray/>"
    assert read("uploadPost", upload_post(extra), BETA).upload_params.overwrite is True
    with pytest.raises(InvalidRequestXml, match=r"^uploadParams: got 'synchronizationComplete'"):
        read("uploadPost", upload_post(extra))


def test_a_beta_wish_is_refused_as_not_built():
    crops = "<autoSmartCropOptionsArray><items><name>a</name></items></autoSmartCropOptionsArray>"
    with pytest.raises(NotBuilt, match="uploadParams/autoSmartCropOptionsArray"):
        read("uploadPost", upload_post(crops), BETA)
