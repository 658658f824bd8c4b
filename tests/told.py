"""A company that has something to tell of everything, and what to ask of it."""

import struct
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PIL import Image

import made_files
from looks import steps
from looks.settings import VIGNETTE
from made_metadata import field, put
from pictures import path_record, photoshop_block
from safelight.contract import model
from taken_in import taken_in

FOR_IPS_ADMINS = {"getAllCompanies", "getAllUsers"}
SEASON = "custom_attributes.season"
IN_SPRING = {"fieldHandle": SEASON, "op": "Equals", "value": "spring"}
CORNER = {"corner": "UpperLeft", "tolerance": 0.1}
_FACE = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.5), (0.25, 0.5))


def outlined(path):
    """A TIFF file with the closed Photoshop path `Face`."""
    knots = b"".join(path_record(2, point, point, point) for point in _FACE)
    block = photoshop_block(2000, "Face", struct.pack(">HH22x", 0, len(_FACE)) + knots)
    Image.new("RGB", (400, 200), "red").save(path, "TIFF", tiffinfo={34377: block})


class Told:
    """A company with a published picture, one in the trash, a preset, jobs that ran, are to run and are under way."""

    def __init__(self, server):
        self.server, self.root = server, server.as_ips_admin()
        steps.upload(server, "boot.png", "old.png", destFolder="/shoes", readyForPublish=True)
        (self.asset,) = steps.by_name(server, "boot")
        self.trashed = steps.by_name(server, "old")[0].assetHandle
        steps.ask(server, "deleteAsset", assetHandle=self.trashed)
        steps.ask(server, "saveImageFormat", name="small", urlModifier="wid=100")
        self.purge, self.preset = self._set_up()
        self._organise()
        self._describe()
        self._files()
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

    def _organise(self):
        """A group with a member, a project, a set, a derived picture and a set of properties."""
        group = {"name": "buyers", "isSystemDefined": False}
        self.group = steps.ask(self.server, "saveGroup", **group).groupHandle
        me = self.server.call("getUserInfo").userInfo.userHandle
        steps.ask(self.server, "addGroupMembers", groupHandle=self.group, userHandleArray=[me])
        project = steps.ask(self.server, "createProject", projectName="spring").projectHandle
        handle, folder = self.asset.assetHandle, self.asset.folderHandle
        steps.ask(self.server, "addProjectAssets", projectHandle=project, assetHandleArray=[handle])
        pair = {"folderHandle": folder, "name": "pair", "type": "ImageSet"}
        self.set = steps.ask(self.server, "createImageSet", **pair).assetHandle
        members = [{"assetHandle": handle, "pageReset": False}]
        steps.ask(self.server, "setImageSetMembers", assetHandle=self.set, memberArray=members)
        view = {"ownerHandle": handle, "folderHandle": folder, "name": "close", "type": "AdjustedView"}
        steps.ask(self.server, "createDerivedAsset", urlModifier="wid=10", **view)
        kind = {"name": "SavedSearch", "propertyType": "CompanyProperty", "allowMultiple": True}
        self.set_type = steps.ask(self.server, "createPropertySetType", **kind).typeHandle
        owned = {"primaryOwnerHandle": self.server.company, "propertyArray": [{"name": "a", "value": "1"}]}
        self.server.call("createPropertySet", typeHandle=self.set_type, **owned)

    def _describe(self):
        """A field with a value, and a dictionary of tags with one in use."""
        self.field = field(self.server, "season")
        self.tags = field(self.server, "colours", "MultiFixedTag", initialTagValue="red")
        put(self.server, self.asset.assetHandle, self.field, value="spring")
        put(self.server, self.asset.assetHandle, self.tags, setTagValueArray=["red"])

    def _files(self):
        """A page with words, a picture with a Photoshop path, and an archive."""
        ripped = {"process": "Rasterize", "pdfCatalog": False, "extractSearchWords": True}
        leaf = made_files.written_pdf("20 60 Td (Hello world) Tj")
        self.document = taken_in(self.server, "leaf.pdf", lambda path: path.write_bytes(leaf), pdfOptions=ripped)
        self.page = steps.by_name(self.server, "leaf-1")[0].assetHandle
        self.outlined = taken_in(self.server, "outlined.tif", outlined)
        packed = made_files.zipped({"boot.css": b"p {}"})
        self.archive = taken_in(self.server, "all.zip", lambda path: path.write_bytes(packed))

    def caller(self, name):
        return self.root if name in FOR_IPS_ADMINS else self.server

    def ask(self, name, version):
        return self.caller(name).call(name, version=version, **self.values(name, model.VERSIONS[version]))

    def envelope(self, name):
        return self.caller(name).envelope(name, model.NEWEST.name, self.values(name, model.NEWEST))

    def values(self, name, version):
        """What to ask, of what the version has fields for."""
        known = {each.name for each in model.OPERATIONS[name].param.fields_in(version)}
        asked = {"companyHandle": self.server.company} | TELLS[name](self)
        return {field: value for field, value in asked.items() if field in known}


TELLS: dict[str, Callable[["Told"], dict[str, Any]]] = {
    "batchGetAssetPublishContexts": lambda told: {"assetHandleArray": [told.asset.assetHandle]},
    "checkAssetNames": lambda told: {"assetNameArray": ["boot", "fresh"]},
    "checkLogin": lambda told: {"email": told.server.email, "password": told.server.password},
    "generatePassword": lambda told: {},
    "getActiveJobs": lambda told: {},
    "getActivePublishContexts": lambda told: {},
    "getAllCompanies": lambda told: {"includeExpired": True},
    "getAllUsers": lambda told: {"includeInvalid": True},
    "getAssetCounts": lambda told: {},
    "getAssetJobLogs": lambda told: {"assetHandle": told.asset.assetHandle},
    "getAssetMetadataFields": lambda told: {},
    "getAssetPublishHistory": lambda told: {"assetHandle": told.asset.assetHandle},
    "getAssets": lambda told: {"assetHandleArray": [told.asset.assetHandle, told.trashed]},
    "getAssetsByName": lambda told: {"nameArray": ["boot"]},
    "getAssociatedAssets": lambda told: {"assetHandle": told.asset.assetHandle},
    "getAutoCropRect": lambda told: {"assetHandle": told.asset.assetHandle, "autoColorCropOptions": CORNER},
    "getCdnCacheInvalidationStatus": lambda told: {"invalidationHandle": told.purge},
    "getCompanyInfo": lambda told: {},
    "getCompanyMembers": lambda told: {"includeInvalid": True, "includeInactive": True},
    "getCompanyMembership": lambda told: {},
    "getCompanySettings": lambda told: {},
    "getDiskUsage": lambda told: {},
    "getDistinctMetadataValues": lambda told: {"metadataKey": SEASON},
    "getFolderTree": lambda told: {"depth": -1},
    "getFolders": lambda told: {},
    "getGenerationInfo": lambda told: {"originatorHandle": told.document},
    "getGroupMembers": lambda told: {"groupHandle": told.group},
    "getGroupMembership": lambda told: {},
    "getGroups": lambda told: {},
    "getImageFormats": lambda told: {},
    "getImageRenderingCatalog": lambda told: {},
    "getImageRenderingPublishSettings": lambda told: {},
    "getImageServingCatalog": lambda told: {},
    "getImageServingPublishSettings": lambda told: {},
    "getImageSetMembers": lambda told: {"assetHandle": told.set},
    "getJobLogDetails": lambda told: {"originalName": "add"},
    "getJobLogs": lambda told: {"startDate": datetime(2014, 4, 3, tzinfo=UTC), "numRows": 10},
    "getMediaPortalEvent": lambda told: {},
    "getMetadataFields": lambda told: {"assetType": "Image"},
    "getOriginalFilePaths": lambda told: {"assetHandleArray": [told.asset.assetHandle]},
    "getPhotoshopPath": lambda told: {"assetHandle": told.outlined, "pathName": "Face"},
    "getPhotoshopPathNames": lambda told: {"assetHandle": told.outlined},
    "getProjects": lambda told: {},
    "getProperty": lambda told: {"name": "IpsVersion"},
    "getPropertySetType": lambda told: {"name": "SavedSearch"},
    "getPropertySetTypes": lambda told: {},
    "getPropertySets": lambda told: {"typeHandle": told.set_type, "primaryOwnerHandle": told.server.company},
    "getPublishContexts": lambda told: {},
    "getScheduledJobs": lambda told: {},
    "getSearchStrings": lambda told: {"assetHandle": told.page},
    "getSystemProperties": lambda told: {},
    "getTagFieldValues": lambda told: {"fieldHandleArray": [told.tags]},
    "getUniqueMetadataValues": lambda told: {"fieldHandle": told.field},
    "getUserChars": lambda told: {"charField": "Email", "companyHandleArray": [told.server.company]},
    "getUserInfo": lambda told: {},
    "getUsers": lambda told: {"companyHandleArray": [told.server.company]},
    "getViewerConfigSettings": lambda told: {"assetHandle": told.preset},
    "getVignettePublishFormats": lambda told: {},
    "getXMPPacket": lambda told: {"assetHandle": told.asset.assetHandle},
    "getZipEntries": lambda told: {"assetHandle": told.archive},
    "searchAssets": lambda told: {"includeSubfolders": True},
    "searchAssetsByMetadata": lambda told: {"metadataConditionArray": [IN_SPRING]},
}
"""By operation that reads: what to ask of such a company."""
