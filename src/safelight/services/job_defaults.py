"""The options of a job as they come back to its client: filled with what is in force where it said nothing.

Source: `wire-facts.md` (Jobs) for the values and that arrays of URLs come back empty; the rest is assumed from the
defaults that the reference states.
"""

from collections.abc import Mapping
from typing import Any, Final

from safelight.domain.documents import layer_process

Options = Mapping[str, Any]

UPLOAD_URLS: Final = "uploadUrlsJob"
_RASTER: Final = {"process": "None", "resolution": 72.0, "colorspace": "Auto", "alpha": False}

_UPLOAD: Final[Options] = {
    "preserveCrop": True,
    "photoshopOptions": {"process": "None"},
    "postScriptOptions": {**_RASTER, "extractSearchWords": False},
    "pdfOptions": {
        "process": "render",
        "resolution": 72.0,
        "colorspace": "Auto",
        "pdfCatalog": True,
        "extractSearchWords": False,
        "extractLinks": False,
    },
    "illustratorOptions": _RASTER,
    "colorManagementOptions": {"colorManagement": "Default"},
    "autoSetCreationOptions": {"autoSetsArray": []},
    "projectHandleArray": [],
    "postHttpUrl": "",
    "mediaOptions": {"videoEncodingPresetsArray": [], "generateThumbnail": False},
    "xmpKeywords": "",
    "unCompressOptions": {"process": "None"},
    "excludeMasterVideoFromAVS": False,
}

DEFAULTS: Final[Mapping[str, Options]] = {
    "uploadUrlsJob": {**_UPLOAD, "postJobOnlyIfFiles": False},
    "uploadDirectoryJob": {**_UPLOAD, "destFolder": "", "postJobOnlyIfFiles": False},
    "uploadPostJob": _UPLOAD,
    "imageServingPublishJob": {"httpCompletionUrl": ""},
    "imageRenderingPublishJob": {"httpCompletionUrl": ""},
    "videoPublishJob": {"httpCompletionUrl": ""},
    "serverDirectoryPublishJob": {"httpCompletionUrl": ""},
    "metadataPublishJob": {"forcePublish": False},
    "optimizeImagesJob": {},
    "createVideoSitemapJob": {"forceUpdate": False},
    "exportJob": {},
    "automatedSetGenerationJob": {"destFolder": ""},
    "ripPdfsJob": {"projectHandleArray": [], "postHttpUrl": ""},
    "reprocessAssetsJob": {
        **{name: value for name, value in _UPLOAD.items() if name not in {"xmpKeywords", "unCompressOptions"}},
        "postJobOnlyIfFiles": False,
    },
}


def filled(element: str, options: Options) -> dict[str, Any]:
    """The options with defaults for what is absent; of URLs only their number."""
    full = _filled(DEFAULTS[element], options)
    if element == UPLOAD_URLS:
        full = once_listed(full)
    photoshop = options.get("photoshopOptions") or {}
    if process := layer_process(photoshop.get("process"), photoshop.get("maintainLayers")):
        full["photoshopOptions"] = {**full["photoshopOptions"], "process": process}
    return full


def once_listed(options: Options) -> dict[str, Any]:
    """The options of UPLOAD_URLS whose items are listed: of URLs only their number, since each stands in its item.

    The row of a run is written at every item; with a hundred thousand addresses in it that takes longer than all else.
    """
    urls = options.get("urlArray")
    return {**options, "urlArray": [], "numUrls": len(urls)} if urls else dict(options)


def _filled(defaults: Options, given: Options) -> dict[str, Any]:
    full = {**defaults, **given}
    for name, value in given.items():
        if isinstance(value, Mapping) and isinstance(defaults.get(name), Mapping):
            full[name] = _filled(defaults[name], value)
    return full
