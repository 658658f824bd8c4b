"""What permissions leave of values, names and logs, which tell of assets without showing them."""

import pytest
from permission_calls import items, portal, set_folder

from harness import Refused
from looks.steps import ask, upload
from made_assets import make
from made_metadata import dictionary, field, put, shown
from made_xmp import packet, sent

BOUND = ("ImagePortalUser", "ImagePortalContrib", "ImagePortalContribUser")


@pytest.fixture
def halves(server):
    """Handles of an asset in a folder that the user may read, and of one in a folder that they may not; the user."""
    open_, closed = make(server, "open", "/open"), make(server, "closed", "/closed")
    user, editors = portal(server)
    set_folder(server, "open/", items(editors, "Read"))
    return open_, closed, user


def distinct(server, key):
    reply = ask(server, "getDistinctMetadataValues", metadataKey=key)
    return {one.value: one.count for one in reply.valueArray}


@pytest.mark.parametrize(("type_", "given"), [("String", "value"), ("MultiTag", "setTagValueArray")])
def test_values_are_those_of_what_may_be_read(server, halves, type_, given):
    handle = field(server, "Author", type_)
    for asset, text in zip(halves, ("Ada", "Bob"), strict=False):
        put(server, asset, handle, **{given: text if given == "value" else [text]})
    user, key = halves[2], "custom_attributes.Author"
    assert ask(user, "getUniqueMetadataValues", fieldHandle=handle).values == ["Ada"]
    assert ask(server, "getUniqueMetadataValues", fieldHandle=handle).values == ["Ada", "Bob"]
    assert distinct(user, key) == {"Ada": 1}
    assert distinct(server, key) == {"Ada": 1, "Bob": 1}


def test_values_of_packets_and_those_without_are_counted_among_what_may_be_read(server, halves):
    open_, closed, user = halves
    make(server, "bare", "/open")
    make(server, "hidden", "/closed")
    for asset, word in ((open_, "red"), (closed, "blue")):
        ask(server, "updateXMPPacket", assetHandle=asset, compressedPacket=sent(packet("E", [word])))
    assert distinct(user, "dc.subject") == {"N/A": 1, "red": 1}
    assert distinct(server, "dc.subject") == {"N/A": 2, "red": 1, "blue": 1}


def test_a_dictionary_and_a_name_in_use_are_the_companys(server, halves):
    _, closed, user = halves
    handle = field(server, "Season", "MultiTag")
    put(server, closed, handle, setTagValueArray=["Fall"])
    assert dictionary(user, handle) == ["Fall"]
    reply = ask(user, "checkAssetNames", assetNameArray=["open", "closed", "free"])
    assert reply.inUseNameArray == ["open", "closed"]


@pytest.mark.documented
@pytest.mark.parametrize("role", BOUND[1:])
def test_in_a_batch_of_metadata_an_asset_that_may_not_be_read_is_an_error_of_itself(server, role):
    open_, closed = make(server, "open", "/open"), make(server, "closed", "/closed")
    user, editors = portal(server, role)
    set_folder(server, "open/", items(editors, "Read"))
    handle = field(server, "Author")
    change = [{"fieldHandle": handle, "value": "Ada"}]
    group = {"assetHandleArray": [closed, open_], "updateArray": change}
    reply = ask(user, "batchSetAssetMetadata", updateArray=[group])
    assert (reply.successCount, reply.errorCount) == (1, 1)
    (error,) = reply.errorDetailArray
    assert (error.assetHandle, error.fieldHandle, error.code) == (closed, handle, 20009)
    assert shown(server, open_) == {"Author": "Ada"}
    assert ask(server, "getUniqueMetadataValues", fieldHandle=handle).values == ["Ada"]


def lines(server, handle, **values):
    (log,) = ask(server, "getJobLogDetails", jobHandle=handle, **values).jobLogArray
    return log.detailTotalRows, [line.assetName for line in log.detailArray or () if line.assetName]


def test_a_log_leaves_out_what_it_tells_of_assets_that_may_not_be_read(server):
    upload(server, "boot.png", job="open", destFolder="/open")
    upload(server, "clog.png", job="closed", destFolder="/closed")
    user, editors = portal(server)
    set_folder(server, "open/", items(editors, "Read"))
    logs = {log.originalJobName: log.jobHandle for log in ask(user, "getJobLogs").jobLogArray}
    assert set(logs) == {"open", "closed"}
    told, whole = lines(user, logs["open"]), lines(server, logs["open"])
    assert told == whole
    assert told[1] == ["boot"]
    total, names = lines(user, logs["closed"])
    assert (total, names) == (lines(server, logs["closed"])[0] - 1, [])
    assert lines(user, logs["closed"], logTypeArray=["UploadSuccess"]) == (0, [])
    assert lines(server, logs["closed"], recordsPerPage=1, resultsPage=2)[0] == total + 1


def test_the_log_of_an_asset_is_for_who_may_read_it(server):
    upload(server, "boot.png", job="open", destFolder="/open")
    (boot,) = ask(server, "getAssetsByName", nameArray=["boot"]).assetArray
    user, editors = portal(server)
    with pytest.raises(Refused) as refused:
        ask(user, "getAssetJobLogs", assetHandle=boot.assetHandle)
    assert refused.value.code == 20009
    set_folder(server, "open/", items(editors, "Read"))
    (line,) = ask(user, "getAssetJobLogs", assetHandle=boot.assetHandle).jobLogArray
    assert line.logType == "UploadSuccess"
