"""Written by, observed by: who must see what a writing operation did.

Each pair has a look in `tests/looks`: it writes, then looks, through SOAP and picture URLs alone.
"""

PICTURE = "GET /is/image"

OBSERVED: dict[str, tuple[str, ...]] = {
    "addCompany": ("getCompanyInfo", "getCompanySettings", "getFolders", "getPublishContexts"),
    "addUser": ("getUserInfo", "checkLogin", "getCompanyInfo"),
    "createFolder": ("getFolders", "getFolderTree", "searchAssets"),
    "deleteAsset": ("getAssets", "getAssetsByName", "searchAssets", "getFolders", "getFolderTree", PICTURE),
    "deleteAssets": ("getAssets", "getAssetsByName", "searchAssets", "getFolders", "getFolderTree", PICTURE),
    "deleteFolder": ("getFolders", "getFolderTree", "getAssets", "getAssetsByName", "searchAssets", PICTURE),
    "deleteImageFormat": ("getImageFormats", PICTURE),
    "deleteJob": ("getScheduledJobs", "getActiveJobs", "getJobLogs", "getJobLogDetails"),
    "executeJob": ("getActiveJobs", "getScheduledJobs", "getJobLogs", "getJobLogDetails", PICTURE),
    "moveAsset": ("getAssets", "getAssetsByName", "searchAssets", "getFolders", "getFolderTree"),
    "moveFolder": ("getFolders", "getFolderTree", "getAssets", "getAssetsByName", "searchAssets"),
    "pauseJob": ("getScheduledJobs", "getActiveJobs"),
    "renameAsset": ("getAssets", "getAssetsByName", "searchAssets", PICTURE),
    "renameFolder": ("getFolders", "getFolderTree", "getAssets", "getAssetsByName", "searchAssets"),
    "resumeJob": ("getScheduledJobs", "getActiveJobs"),
    "saveImageFormat": ("getImageFormats", PICTURE),
    "setAssetPublishState": ("getAssets", "getAssetsByName", "searchAssets", PICTURE),
    "setAssetsPublishState": ("getAssets", "getAssetsByName", "searchAssets", PICTURE),
    "setCompanySettings": ("getCompanySettings", "searchAssets"),
    "setPassword": ("checkLogin", "getUserInfo"),
    "stopJob": ("getActiveJobs", "getJobLogs", "getJobLogDetails"),
    "submitJob": (
        "getActiveJobs",
        "getScheduledJobs",
        "getJobLogs",
        "getJobLogDetails",
        "getAssetJobLogs",
        "getAssets",
        "getAssetsByName",
        "searchAssets",
        "getFolders",
        "getFolderTree",
        PICTURE,
    ),
    "uploadPost": ("getActiveJobs", "getJobLogs", "getJobLogDetails"),
}
