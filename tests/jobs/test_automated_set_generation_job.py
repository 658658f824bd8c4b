"""automatedSetGenerationJob: assets become sets by scripts, which are property sets of the company."""

import pytest
import runs
from script_sets import script, sets

from harness import Refused
from made_assets import make


@pytest.fixture
def shoes(server):
    """Handles of pictures of two shoes from several sides, and of one that is alone, by name."""
    names = ("boot_2", "boot_10", "boot_1", "clog-a_1", "clog-a_2", "hat_1", "scarf")
    return {name: make(server, name, "/shoes") for name in names}


def generate(server, handles, scripts, name="Sets", **options):
    asked = {"readyForPublish": False, "emailSetting": "None", "autoSetCreationOptions": {"autoSetsArray": scripts}}
    handle = runs.submit(
        server, "automatedSetGenerationJob", name, assetHandleArray=list(handles), **{**asked, **options}
    )
    server.run_jobs()
    return handle


@pytest.mark.documented
def test_assets_of_one_base_become_a_set_in_the_order_of_their_numbers(server, shoes):
    handle = generate(server, shoes.values(), [script(server)])
    root = f"{server.root}/"
    assert sets(server) == {
        "boot": ("ImageSet", root, False, ["boot_1", "boot_2", "boot_10"]),
        "clog-a": ("ImageSet", root, False, ["clog-a_1", "clog-a_2"]),
    }
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginAutomatedSetGeneration", "EndAutomatedSetGeneration")
    told = [line for line in lines if line.logType == "AutomatedSetGenerationSuccess"]
    assert [(line.assetName, line.assetType) for line in told] == [("boot", "ImageSet"), ("clog-a", "ImageSet")]


@pytest.mark.documented
def test_sets_go_where_the_job_says_and_are_marked_as_it_says(server, shoes):
    generate(server, shoes.values(), [script(server)], destFolder="/sets/new", readyForPublish=True)
    assert {(folder, ready) for _, folder, ready, _ in sets(server).values()} == {(f"{server.root}/sets/new/", True)}


@pytest.mark.documented
def test_each_script_is_applied_to_all_assets(server, shoes):
    spin = script(server, type="SpinSet", name="{base}_spin", least="3")
    alone = script(server, pattern="h{base}_{number}", name="h{base}_one", least="1")
    generate(server, shoes.values(), [spin, alone])
    assert {name: one[0] for name, one in sets(server).items()} == {"boot_spin": "SpinSet", "hat_one": "ImageSet"}


def test_a_set_that_is_there_gets_the_new_members(server, shoes):
    generate(server, [shoes["boot_1"], shoes["boot_2"]], [script(server)])
    before = server.call("getAssetsByName", companyHandle=server.company, nameArray=["boot"]).assetArray
    generate(server, shoes.values(), [script(server)], name="Second", destFolder="elsewhere")
    after = server.call("getAssetsByName", companyHandle=server.company, nameArray=["boot"]).assetArray
    assert [one.assetHandle for one in after] == [one.assetHandle for one in before]
    assert sets(server)["boot"][3] == ["boot_1", "boot_2", "boot_10"]
    assert runs.log(server, "Second").fileUpdateCount == 1


def test_a_name_that_another_asset_has_is_an_error_line(server, shoes):
    make(server, "boot")
    (line,) = runs.lines(server, generate(server, shoes.values(), [script(server)]), "AutomatedSetGenerationError")
    assert "already in use" in line.logMessage
    assert set(sets(server)) == {"clog-a"}


@pytest.mark.parametrize(
    "properties",
    [{"pattern": "{base}"}, {"pattern": "{base}_{number}_{number}"}, {"type": "Font"}, {"name": "x"}, {"least": "0"}],
)
def test_a_script_that_cannot_be_read_is_refused(server, shoes, properties):
    with pytest.raises(Refused, match="automatedSetGenerationJob/autoSetCreationOptions/autoSetsArray") as refused:
        generate(server, shoes.values(), [script(server, **properties)])
    assert refused.value.code == 30001


def test_scripts_and_assets_of_others_are_refused_and_so_are_none(server, shoes):
    other = server.other_company()
    with pytest.raises(Refused) as foreign:
        generate(server, shoes.values(), [script(other)])
    with pytest.raises(Refused) as assets:
        generate(other, shoes.values(), [script(other)])
    with pytest.raises(Refused) as none:
        generate(server, shoes.values(), [])
    assert (foreign.value.code, assets.value.code, none.value.code) == (20006, 20006, 30002)


@pytest.mark.documented
def test_more_than_1000_assets_are_refused(server, shoes):
    with pytest.raises(Refused, match="at most 1000") as refused:
        generate(server, [shoes["scarf"]] * 1001, [script(server)])
    assert refused.value.code == 30001
