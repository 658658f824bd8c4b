"""One company's year, in the words of each version: every reply is checked against the schema of its version.

What a version does not know is left out of its year; what it knows must have its effect.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image

from harness import Refused, Server
from made_metadata import field
from safelight.contract import model

VERSIONS = [version for version in model.VERSIONS.values() if version.listed]
PUBLISH = {"publishType": "Full", "emailSetting": "None"}
UPLOAD = {
    "overwrite": True,
    "readyForPublish": True,
    "includeSubfolders": True,
    "createMask": False,
    "processMetadataFiles": False,
    "emailSetting": "None",
}
FEWEST_STEPS = {"pre-4.0": 20}
STEPS = 35


class Year:
    """A caller that speaks one version; a step that the version has no operation for is passed over."""

    def __init__(self, server: Server, version: model.Version) -> None:
        self.server, self.version, self.steps = server, version, 0

    def knows(self, operation: str) -> bool:
        known = model.OPERATIONS[operation]
        return known.first <= self.version.position <= known.last

    def do(self, operation: str, **values: Any) -> Any:
        """Call with those of the values that the version has fields for; None where it lacks the operation."""
        if not self.knows(operation):
            return None
        self.steps += 1
        names = {field.name for field in model.OPERATIONS[operation].param.fields_in(self.version)}
        given = {"companyHandle": self.server.company, **values}
        return self.server.call(operation, self.version.name, **{k: v for k, v in given.items() if k in names})

    def names(self, **values: Any) -> set[str]:
        found = self.do("searchAssets", includeSubfolders=True, **values)
        return {asset.name for asset in found.assetArray}


@pytest.fixture(params=VERSIONS, ids=lambda version: version.name)
def year(server, request):
    return Year(server, request.param)


def take_in(year, *names):
    place = year.server.parts.settings.upload_folders[0] / f"{year.server.root}-year"
    place.mkdir()
    for number, name in enumerate(names):
        Image.new("RGB", (40 + number, 30), "teal").save(place / f"{name}.png")
    handle = year.do("submitJob", jobName="spring", uploadDirectoryJob={**UPLOAD, "serverDir": str(place)}).jobHandle
    year.server.run_jobs()
    (log,) = year.do("getJobLogDetails", jobHandle=handle).jobLogArray
    assert log.fileSuccessCount == len(names)
    found = year.do("searchAssets", includeSubfolders=True).assetArray
    return {asset.name: asset.assetHandle for asset in found}


def people(year):
    member = [{"companyHandle": year.server.company, "role": "IpsUser", "isActive": True}]
    roles = {"role": "IpsUser", "companyHandleArray": [year.server.company]} if year.version.position < 5 else {}
    if year.version.position in {5, 6}:
        roles["defaultRole"] = "IpsUser"
    who = {"firstName": "Grace", "lastName": "May", "email": f"{year.server.root}@example.com", "isValid": True}
    made = year.do("addUser", password="Sesam-0ffne", membershipArray=member, isIpsAdmin=False, **who, **roles)
    assert year.do("getUserInfo", userHandle=made.userHandle).userInfo.firstName == "Grace"
    members = year.do("getCompanyMembers", includeInvalid=True, includeInactive=True)
    emails = {user.email for user in getattr(members, "userArray", ())}
    emails |= {member.user.email for member in getattr(members, "memberArray", ())}
    assert who["email"] in emails
    group = year.do("saveGroup", name="buyers", isSystemDefined=False).groupHandle
    year.do("addGroupMembers", groupHandle=group, userHandleArray=[made.userHandle])
    assert [each.name for each in year.do("getGroups").groupArray if not each.isSystemDefined] == ["buyers"]
    return group


def folders(year, group):
    folder = year.do("createFolder", folderPath="/shoes/spring").folderHandle
    granted = [{"groupHandle": group, "permissionType": "Read", "isAllowed": True, "isOverride": True}]
    year.do("setFolderPermissions", folderHandle=folder, setChildren=True, permissionArray=granted)
    assert year.do("getFolderTree", depth=-1).folders.subfolderArray
    return folder


def describe(year, assets):
    """A field that an IpsAdmin made, since nobody else may."""
    handle = field(year.server, "season")
    year.do("setAssetMetadata", assetHandle=assets["boot"], updateArray=[{"fieldHandle": handle, "value": "spring"}])
    wanted = [{"fieldHandle": handle, "op": "Equals", "value": "spring"}]
    assert year.names(metadataConditionArray=wanted) == {"boot"}
    by_key = [{"fieldHandle": "custom_attributes.season", "op": "Equals", "value": "spring"}]
    found = year.do("searchAssetsByMetadata", metadataConditionArray=by_key)
    assert found is None or found.totalRows == 1
    assert "season" in {each.name for each in year.do("getMetadataFields", assetType="Image").fieldArray}


def gather(year, assets, folder):
    made = year.do("createImageSet", folderHandle=folder, name="pair", type="ImageSet").assetHandle
    members = [{"assetHandle": assets[name], "pageReset": False} for name in ("boot", "pump")]
    year.do("setImageSetMembers", assetHandle=made, memberArray=members)
    assert len(year.do("getImageSetMembers", assetHandle=made).memberArray) == len(members)
    year.do("createAssetSet", folderHandle=folder, name="all", subType="MixedMediaSet", setDefinition="boot;pump")
    project = year.do("createProject", projectName="catalogue")
    if project is not None:
        year.do("addProjectAssets", projectHandle=project.projectHandle, assetHandleArray=[assets["boot"]])
        assert year.names(projectHandle=project.projectHandle) == {"boot"}


def publish(year, *names):
    year.do("submitJob", jobName="publish", imageServingPublishJob=PUBLISH)
    year.server.run_jobs()
    told = {name: year.server.get(f"/is/image/{year.server.root}/{name}?wid=20").status_code for name in names}
    assert set(told.values()) == {200}, told
    logs = year.do("getJobLogs", numRows=10).jobLogArray
    assert "ImageServingPublish" in {getattr(log, "jobType", "ImageServingPublish") for log in logs} or logs


def tidy(year, assets):
    year.do("renameAsset", assetHandle=assets["pump"], newName="court", validateName=True, renameFiles=False)
    year.do("deleteAsset", assetHandle=assets["boot"])
    assert {"court"} <= year.names()
    assert "boot" not in year.names()
    if year.knows("restoreAssetsFromTrash"):
        assert year.names(trashState="InTrash") == {"boot"}
        year.do("restoreAssetsFromTrash", assetHandleArray=[assets["boot"]])
        assert "boot" in year.names()


def test_a_company_lives_a_year_in_each_version(year):
    began = datetime.now(UTC)
    group = people(year)
    folder = folders(year, group)
    assets = take_in(year, "boot", "pump", "slipper")
    assert set(assets) == {"boot", "pump", "slipper"}
    year.do("moveAsset", assetHandle=assets["slipper"], folderHandle=folder)
    assert year.names(folder="/shoes/spring") == {"slipper"}
    describe(year, assets)
    gather(year, assets, folder)
    year.do("saveImageFormat", name="small", urlModifier="wid=20&fmt=png")
    publish(year, "boot", "pump")
    assert year.server.get(f"/is/image/{year.server.root}/boot?$small$").headers["content-type"] == "image/png"
    tidy(year, assets)
    found = year.do("getAssets", assetHandleArray=[assets["slipper"]]).assetArray[0]
    assert found.created >= began.replace(microsecond=0)
    with pytest.raises(Refused):
        year.do("getAssets", assetHandleArray=["a|0x"])
    assert year.steps >= FEWEST_STEPS.get(year.version.name, STEPS) - 10
