"""What an operation needs to be allowed on the assets and folders that a call names.

Source: IPS API reference, the notes of each operation. Where it has none: reading needs Read, changing Read and Write,
deleting Read and Delete, and what is only referred to Read (assumed). `tests/operations/test_needs.py` asks for a line
for every operation that takes such a handle and that a role bound by permissions may call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from safelight.domain.permissions import DELETE, READ, WRITE

Of = Literal["asset", "image_map", "zoom_target", "folder", "tree", "place"]
"""What a handle or path names; tree: a folder with all it holds; place: a path, of which the folder that is there.

What is drawn on an asset is of the asset.
"""


@dataclass(frozen=True, slots=True)
class Need:
    """path: attributes of the parameter, with dots; arrays on the way mean each of their items."""

    path: str
    kinds: tuple[str, ...]
    of: Of = "asset"
    batch: bool = False
    """The first attribute is an array whose items stand for themselves: one not allowed is an error, or left out."""

    @property
    def array(self) -> str:
        return self.path.partition(".")[0]


SEE: Final = (READ,)
CHANGE: Final = (READ, WRITE)
ERASE: Final = (READ, DELETE)

_HANDLE, _HANDLES, _UPDATES = "asset_handle", "asset_handle_array", "update_array.asset_handle"
_SEEN, _CHANGED = Need(_HANDLE, SEE), Need(_HANDLE, CHANGE)
_INTO = Need("folder_handle", CHANGE, "folder")
_THUMB = Need("thumb_asset_handle", SEE)

NEEDS: Final[Mapping[str, tuple[Need, ...]]] = {
    "addProjectAssets": (Need(_HANDLES, SEE, batch=True),),
    "batchGetAssetPublishContexts": (Need(_HANDLES, SEE, batch=True),),
    "batchSetFontFields": (Need(_UPDATES, CHANGE, batch=True),),
    "batchSetIccProfileFields": (Need(_UPDATES, CHANGE, batch=True),),
    "batchSetImageFields": (Need(_UPDATES, CHANGE, batch=True),),
    "batchSetThumbAsset": (
        Need(_UPDATES, CHANGE, batch=True),
        Need("update_array.thumb_asset_handle", SEE, batch=True),
    ),
    "copyImage": (_SEEN, _INTO),
    "createAssetSet": (_INTO, _THUMB),
    "createDerivedAsset": (Need("owner_handle", SEE), _INTO),
    "createFolder": (Need("folder_path", CHANGE, "place"),),
    "createImageSet": (_INTO, _THUMB),
    "createTemplate": (_INTO,),
    "deleteAsset": (Need(_HANDLE, ERASE),),
    "deleteAssetMetadata": (Need(_HANDLE, ERASE),),
    "deleteAssets": (Need(_HANDLES, ERASE, batch=True),),
    "deleteFolder": (Need("folder_handle", ERASE, "tree"),),
    "deleteImageMap": (Need("image_map_handle", CHANGE, "image_map"),),
    "deleteZoomTarget": (Need("zoom_target_handle", CHANGE, "zoom_target"),),
    "emptyAssetsFromTrash": (Need(_HANDLES, ERASE, batch=True),),
    "forceRepublishAssets": (Need(_HANDLES, CHANGE, batch=True),),
    "getAssetJobLogs": (_SEEN,),
    "getAssetPublishHistory": (_SEEN,),
    "getAssociatedAssets": (_SEEN,),
    "getAutoCropRect": (_SEEN,),
    "getGenerationInfo": (Need("originator_handle", SEE), Need("generated_handle", SEE)),
    "getImageSetMembers": (_SEEN,),
    "getOriginalFilePaths": (Need(_HANDLES, SEE),),
    "getPhotoshopPath": (_SEEN,),
    "getPhotoshopPathNames": (_SEEN,),
    "getXMPPacket": (_SEEN,),
    "getZipEntries": (_SEEN,),
    "moveAsset": (_CHANGED, _INTO),
    "moveAssets": (
        Need("asset_move_array.asset_handle", CHANGE, batch=True),
        Need("asset_move_array.folder_handle", CHANGE, "folder", batch=True),
    ),
    "moveFolder": (_INTO, Need("dest_folder_handle", CHANGE, "folder")),
    "removeMask": (_CHANGED,),
    "removeProjectAssets": (Need(_HANDLES, SEE, batch=True),),
    "renameAsset": (_CHANGED,),
    "renameFolder": (_INTO,),
    "replaceImage": (_CHANGED,),
    "restoreAssetsFromTrash": (Need(_HANDLES, CHANGE, batch=True),),
    "saveImageMap": (_CHANGED,),
    "saveZoomTarget": (_CHANGED,),
    "setAssetMetadata": (_SEEN,),
    "setAssetPublishState": (_CHANGED,),
    "setAssetSetDefinition": (_CHANGED,),
    "setAssetsContextState": (Need("assets_context_state_update_array.asset_handle", SEE, batch=True),),
    "setAssetsPublishState": (Need("publish_state_update_array.asset_handle", CHANGE, batch=True),),
    "setImageMaps": (_CHANGED,),
    "setImageSetMembers": (_CHANGED, Need("member_array.asset_handle", SEE)),
    "setProjectAssets": (Need(_HANDLES, SEE, batch=True),),
    "setUrlModifier": (_CHANGED,),
    "setZoomTargets": (_CHANGED,),
    "submitJob": (
        Need("export_job.asset_handle_array", SEE),
        Need("reprocess_assets_job.asset_handle_array", CHANGE),
        Need("rip_pdfs_job.pdf_handle_array", CHANGE),
        Need("automated_set_generation_job.asset_handle_array", SEE),
        Need("automated_set_generation_job.dest_folder", CHANGE, "place"),
        Need("upload_directory_job.dest_folder", CHANGE, "place"),
    ),
    "updateAssetSet": (_CHANGED, _THUMB),
    "updateImageSet": (_CHANGED, Need("member_array.asset_handle", SEE), _THUMB),
    "updateXMPPacket": (_CHANGED,),
    "uploadPost": (Need("dest_folder", CHANGE, "place"),),
}
