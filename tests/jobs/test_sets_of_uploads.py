"""autoSetCreationOptions: what an upload has made becomes sets, before the publish that follows it."""

import pytest
import runs
from script_sets import script, sets
from test_upload_post_job import OPTIONS, Entry

from harness import Refused

SIDES = ("boot_1", "boot_2", "boot_3")


@pytest.fixture
def sides(web):
    """(address, path) of pictures of one shoe from three sides, the last one in another folder."""
    served = web.serve("/side.png", runs.picture("PNG"))
    return [(served, f"shoes/{place}{name}.png") for name, place in zip(SIDES, ("", "", "late/"), strict=True)]


def options(*scripts, **more):
    return {"autoSetCreationOptions": {"autoSetsArray": list(scripts)}, **more}


@pytest.mark.documented
def test_every_script_is_applied_to_all_files_of_an_upload(server, sides):
    spin = script(server, type="SpinSet", name="{base}_spin")
    runs.upload(server, *sides, **options(script(server), spin))
    server.run_jobs()
    folder = f"{server.root}/shoes/"
    assert sets(server) == {
        "boot": ("ImageSet", folder, True, list(SIDES)),
        "boot_spin": ("SpinSet", folder, True, list(SIDES)),
    }


def test_the_sets_are_a_job_of_their_own_named_as_the_upload(server, sides):
    handle = runs.upload(server, *sides, name="Shoes", **options(script(server)))
    server.run_jobs()
    made = next(log for log in runs.logs(server) if log.logType == "BeginAutomatedSetGeneration")
    assert (made.originalJobName, made.fileSuccessCount) == ("Shoes", 1)
    told = [line.logType for line in runs.lines(server, handle)]
    assert told.index("EndUpload") < told.index("AutomatedSetGenerationSuccess")


def test_a_publish_of_the_upload_waits_for_the_sets_and_publishes_them(server, sides):
    publish = {"publishType": "Incremental", "emailSetting": "None"}
    asked = options(script(server), postImageServingPublishJob=publish, postJobOnlyIfFiles=True)
    handle = runs.upload(server, *sides, **asked)
    server.run_jobs()
    told = [line.logType for line in runs.lines(server, handle)]
    assert told.index("EndAutomatedSetGeneration") < told.index("BeginImageServingPublish")
    assert server.get(f"/is/image/{server.root}/boot?req=set,json").status_code == 200
    assert server.get(f"/is/image/{server.root}/boot_1").status_code == 200


def test_a_publish_comes_where_no_set_does(server, web):
    publish = {"publishType": "Incremental", "emailSetting": "None"}
    asked = options(script(server), postImageServingPublishJob=publish)
    runs.upload(server, (web.serve("/a.png", runs.picture("PNG")), "alone.png"), **asked)
    server.run_jobs()
    assert server.get(f"/is/image/{server.root}/alone").status_code == 200
    assert sets(server) == {}


def test_nothing_follows_an_upload_that_made_nothing(server, web):
    runs.upload(server, (web.url("/none.png"), "boot_1.png"), **options(script(server)))
    server.run_jobs()
    assert [log.logType for log in runs.logs(server)] == ["BeginUpload"]


def test_sets_of_files_that_come_by_post(server):
    entry, listed = Entry(server), f"<autoSetsArray><items>{script(server)}</items></autoSetsArray>"
    asked = f"<autoSetCreationOptions>{listed}</autoSetCreationOptions><emailSetting>"
    files = [entry.file(f"{name}.png", runs.picture("PNG")) for name in SIDES]
    assert entry.post(*files, options=OPTIONS.replace("<emailSetting>", asked), endJob="true").status_code == 200
    server.run_jobs()
    assert sets(server)["boot"] == ("ImageSet", f"{server.root}/", True, list(SIDES))


def test_sets_of_what_is_made_again_are_marked_as_the_job_says_else_as_the_assets_are(server, sides):
    runs.upload(server, *sides)
    server.run_jobs()
    handles = [asset.assetHandle for asset in runs.assets(server).values()]
    silent, spin = script(server), script(server, type="SpinSet", name="{base}_spin")
    again = {"assetHandleArray": handles, "createMask": False, "emailSetting": "None"}
    runs.submit(server, "reprocessAssetsJob", "Again", **again, **options(silent))
    server.run_jobs()
    runs.submit(server, "reprocessAssetsJob", "Unmarked", **again, **options(spin, readyForPublish=False))
    server.run_jobs()
    assert {name: one[2:] for name, one in sets(server).items()} == {
        "boot": (True, list(SIDES)),
        "boot_spin": (False, list(SIDES)),
    }


@pytest.mark.parametrize("element", ["uploadUrlsJob", "reprocessAssetsJob"])
def test_a_script_that_cannot_be_read_is_refused_before_anything_is_on_its_way(server, sides, element):
    given = {"urlArray": [{"sourceUrl": sides[0][0], "destPath": "a.png"}]}
    asked = {**runs.UPLOAD, **given} if element == "uploadUrlsJob" else {"createMask": False, "emailSetting": "None"}
    if element == "reprocessAssetsJob":
        runs.upload(server, sides[0])
        server.run_jobs()
        asked["assetHandleArray"] = [asset.assetHandle for asset in runs.assets(server).values()]
    with pytest.raises(Refused, match=f"{element}/autoSetCreationOptions/autoSetsArray") as refused:
        runs.submit(server, element, "Wrong", **asked, **options(script(server, least="0")))
    with pytest.raises(Refused) as foreign:
        runs.submit(server, element, "Foreign", **asked, **options(script(server.other_company())))
    assert (refused.value.code, foreign.value.code) == (30001, 20006)
