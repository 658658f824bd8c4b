"""Jobs see and change only what their submitter may, also where that changes while they wait."""

import pytest
import runs

from harness import Refused
from looks.steps import ask
from made_assets import make


@pytest.fixture
def portal(server):
    """A member whose role is bound by permissions."""
    return server.as_user("ImagePortalContrib")


@pytest.fixture
def boot(server, web):
    """The handle of a picture."""
    runs.upload(server, (web.serve("/boot_1.png", runs.picture("PNG")), "boot_1.png"))
    server.run_jobs()
    return runs.assets(server)["boot_1.png"].assetHandle


def close(server, handle):
    """Nobody who is bound may see it any more."""
    ask(server, "setAssetPermissions", assetHandle=handle, permissionArray=[])


def submit(server, element, **options):
    return runs.submit(server, element, "Job of theirs", emailSetting="None", **options)


@pytest.mark.parametrize(
    ("element", "options", "error", "kind"),
    [
        ("exportJob", {"fmt": "orig"}, "ExportJobRenderFileError", "Read"),
        ("reprocessAssetsJob", {"createMask": False}, "ReoptimizeFailure", "Read"),
    ],
)
def test_what_may_not_be_seen_is_refused_and_later_an_error_line(server, portal, boot, element, options, error, kind):
    handle = submit(portal, element, assetHandleArray=[boot], **options)
    close(server, boot)
    with pytest.raises(Refused, match=f"no {kind} permission") as refused:
        submit(portal, element, assetHandleArray=[boot], **options)
    assert refused.value.code == 20009
    server.run_jobs()
    assert f"no {kind} permission" in runs.lines(server, handle, error)[0].logMessage
    again = submit(server, element, assetHandleArray=[boot], **options)
    server.run_jobs()
    assert runs.lines(server, again, error) == []


def test_a_set_is_made_only_of_what_may_be_seen(server, portal, boot):
    other = make(server, "boot_2")
    kind = {"name": "SetScript", "propertyType": "CompanyProperty", "allowMultiple": True}
    type_ = ask(server, "createPropertySetType", **kind).typeHandle
    pattern = [{"name": "pattern", "value": "{base}_{number}"}]
    owned = {"primaryOwnerHandle": server.company, "propertyArray": pattern}
    script = server.call("createPropertySet", typeHandle=type_, **owned).setHandle
    options = {"readyForPublish": False, "autoSetCreationOptions": {"autoSetsArray": [script]}}
    handle = submit(portal, "automatedSetGenerationJob", assetHandleArray=[boot, other], **options)
    close(server, boot)
    server.run_jobs()
    (line,) = runs.lines(server, handle, "AutomatedSetGenerationError")
    assert "no Read permission" in line.logMessage
