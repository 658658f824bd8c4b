"""searchAssets: how many assets one reply holds."""

import pytest

from made_assets import make_many

SHORT = ["totalRows", *(f"assetArray/items/{name}" for name in ("assetHandle", "type", "subType", "name"))]


@pytest.fixture
def crowd(server):
    make_many(server, 10_001)
    return server


def search(server, **wanted):
    return server.call("searchAssets", companyHandle=server.company, includeSubfolders=True, **wanted)


@pytest.mark.documented
@pytest.mark.slow
def test_a_reply_holds_a_thousand_and_a_short_one_ten_thousand(crowd):
    for wanted, most in (({}, 1_000), ({"responseFieldArray": SHORT}, 10_000)):
        for asked in (None, most, 20_000):
            reply = search(crowd, recordsPerPage=asked, **wanted)
            assert (len(reply.assetArray), reply.totalRows) == (most, 10_001)
    last = search(crowd, recordsPerPage=20_000, resultsPage=2, responseFieldArray=SHORT)
    assert [asset.name for asset in last.assetArray] == ["n10000"]
