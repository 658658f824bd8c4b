"""What reads answers validly in each of the eight versions that has it, for a company that has something to tell.

The harness checks every reply against the schema of its version.
"""

import re
from datetime import UTC, datetime

import pytest

from harness import ENVELOPE, SOAP_11
from looks import steps
from looks.settings import VIGNETTE
from safelight import operations
from safelight.bootstrap import load_plugins
from safelight.contract import model

TELLS = {
    "batchGetAssetPublishContexts": lambda told: {"assetHandleArray": [told.asset.assetHandle]},
    "checkLogin": lambda told: {"email": told.server.email, "password": told.server.password},
    "getActiveJobs": lambda told: {},
    "getActivePublishContexts": lambda told: {},
    "getAssetJobLogs": lambda told: {"assetHandle": told.asset.assetHandle},
    "getAssetPublishHistory": lambda told: {"assetHandle": told.asset.assetHandle},
    "getAssets": lambda told: {"assetHandleArray": [told.asset.assetHandle, told.trashed]},
    "getAssetsByName": lambda told: {"nameArray": ["boot"]},
    "getCdnCacheInvalidationStatus": lambda told: {"invalidationHandle": told.purge},
    "getCompanyInfo": lambda told: {},
    "getCompanySettings": lambda told: {},
    "getFolderTree": lambda told: {"depth": -1},
    "getFolders": lambda told: {},
    "getImageFormats": lambda told: {},
    "getImageRenderingCatalog": lambda told: {},
    "getImageRenderingPublishSettings": lambda told: {},
    "getImageServingCatalog": lambda told: {},
    "getImageServingPublishSettings": lambda told: {},
    "getJobLogDetails": lambda told: {"originalName": "add"},
    "getJobLogs": lambda told: {"startDate": datetime(2014, 4, 3, tzinfo=UTC), "numRows": 10},
    "getMediaPortalEvent": lambda told: {},
    "getProperty": lambda told: {"name": "IpsVersion"},
    "getPublishContexts": lambda told: {},
    "getScheduledJobs": lambda told: {},
    "getSystemProperties": lambda told: {},
    "getUserInfo": lambda told: {},
    "getViewerConfigSettings": lambda told: {"assetHandle": told.preset},
    "getVignettePublishFormats": lambda told: {},
    "searchAssets": lambda told: {"includeSubfolders": True},
}
NOT_BUILT_YET = {"permissionSetArray"}
CLOCK = re.compile(r"\d\d:\d\d:\d\d\.\d{3}")


class Told:
    """A company with a published picture, one in the trash, a preset, jobs that ran, are to run and are under way."""

    def __init__(self, server):
        self.server = server
        steps.upload(server, "boot.png", "old.png", destFolder="/shoes", readyForPublish=True)
        (self.asset,) = steps.by_name(server, "boot")
        self.trashed = steps.by_name(server, "old")[0].assetHandle
        steps.ask(server, "deleteAsset", assetHandle=self.trashed)
        steps.ask(server, "saveImageFormat", name="small", urlModifier="wid=100")
        self.purge, self.preset = self._set_up()
        steps.publish(server)
        later = {"execSchedule": steps.NEVER_SOON, "imageServingPublishJob": steps.PUBLISH}
        steps.ask(server, "submitJob", jobName="nightly", description="", **later)
        steps.ask(server, "submitJob", jobName="now", imageServingPublishJob=steps.PUBLISH)

    def _set_up(self):
        """Handles of a purge and of a viewer preset; and a vignette format and an event, which are listed."""
        steps.ask(self.server, "createVignettePublishFormat", **VIGNETTE)
        event = {"eventType": "Download", "ipsUser": "ada", "jobName": "export", "jobDescription": ""}
        steps.ask(self.server, "addMediaPortalEvent", **event)
        address = f"http://testserver/is/image/{self.server.root}/boot"
        purge = steps.ask(self.server, "cdnCacheInvalidation", urlArray=[address]).invalidationHandle
        viewer = {"name": "zoom", "type": "BasicZoom", "configSettingArray": [{"name": "steps", "value": "3"}]}
        preset = steps.ask(self.server, "createViewerPreset", folderHandle=self.asset.folderHandle, **viewer)
        return purge, preset.viewerPresetHandle

    def ask(self, name, version):
        return self.server.call(name, version=version, **self.values(name, model.VERSIONS[version]))

    def envelope(self, name):
        return self.server.envelope(name, model.NEWEST.name, self.values(name, model.NEWEST))

    def values(self, name, version):
        takes_company = any(each.name == "companyHandle" for each in model.OPERATIONS[name].param.fields_in(version))
        return ({"companyHandle": self.server.company} if takes_company else {}) | TELLS[name](self)


@pytest.fixture
def told(server):
    return Told(server)


def test_every_operation_that_reads_is_asked():
    load_plugins()
    assert sorted(TELLS) == sorted(name for name, operation in operations.REGISTRY.items() if operation.reads)


@pytest.mark.parametrize("version", model.VERSIONS)
def test_each_answers_in_the_version(told, version):
    here = {operation.name for operation in model.operations_in(model.VERSIONS[version])} & TELLS.keys()
    assert len(here) > 10
    for name in sorted(here):
        reply = told.ask(name, version)
        empty = {field for field, value in vars(reply).items() if value == []}
        assert empty <= NOT_BUILT_YET, f"{name} has nothing to tell"


@pytest.mark.recorded
def test_a_beta_namespace_is_answered_in_itself_with_the_shapes_of_the_newest_version(told):
    newest, beta = model.NEWEST.namespace, "http://www.scene7.com/IpsApi/xsd/2016-01-14-beta"
    for name in TELLS.keys() & {each.name for each in model.operations_in(model.NEWEST)}:
        body = told.envelope(name)
        listed, other = (told.server.post(text).text for text in (body, body.replace(newest, beta)))
        assert f'<{name}Return xmlns="{beta}"' in other
        assert CLOCK.sub("", listed) == CLOCK.sub("", other).replace(beta, newest)


@pytest.mark.parametrize("version", [name for name in model.VERSIONS if name != model.NEWEST.name])
def test_what_a_version_came_before_is_not_in_it(told, version):
    asked = model.VERSIONS[version]
    late = [each.name for each in model.OPERATIONS.values() if each.first > asked.position and each.name in TELLS]
    for name in late:
        body = f'<{name}Param xmlns="{asked.namespace}"/>'
        text = told.server.post(ENVELOPE.format(soap=SOAP_11, header=told.server.auth_header(), body=body)).text
        assert "<tns:code>30003</tns:code>" in text
        assert f"version {version}" in text
