"""Which options of each job are obeyed, which pass because they ask for nothing, and which are refused as not built.

One table for each element, by wire name; a field that stands in no table is refused when it says something.
"""

from collections.abc import Mapping
from typing import Final

from safelight.domain.documents import MOST_DPI
from safelight.domain.exports import FORMS
from safelight.domain.jobs import EMAIL_SETTINGS
from safelight.services.option_rules import Options, Rule, idle, inside, obeyed, one_of, only, walk, within

NONE: Final = only("None")
MAIL: Final = one_of(*EMAIL_SETTINGS)
PIXELS: Final = within(0, 2**31 - 1)
SHARE: Final = within(0, 1)
PAGES: Final[Mapping[str, Rule]] = {
    "process": obeyed,
    "resolution": within(0, MOST_DPI),
    "colorspace": obeyed,
    "extractSearchWords": only(),
}

LAYERS: Final = inside(
    layerNaming=obeyed, anchor=obeyed, extendLayers=obeyed, createTemplate=only(), extractText=only()
)


def layered(path: str, value: Options) -> None:
    """How layers become pictures matters only where they do."""
    layers = LAYERS if value.get("process") == "MaintainLayers" else idle
    old = {"maintainLayers": only(), "layerNaming": idle, "anchor": idle}
    walk(path, value, {"process": obeyed, "layerOptions": layers, **old})


PUBLISH: Final[Mapping[str, Rule]] = {
    "publishType": obeyed,
    "emailSetting": MAIL,
    "httpCompletionUrl": obeyed,
    "contextHandle": obeyed,
}

FILE_PUBLISH: Final = {name: rule for name, rule in PUBLISH.items() if name != "publishType"}

UPLOAD: Final[Mapping[str, Rule]] = {
    "overwrite": obeyed,
    "readyForPublish": obeyed,
    "preservePublishState": obeyed,
    "preserveCrop": obeyed,
    "createMask": obeyed,
    "manualCropOptions": inside(left=PIXELS, right=PIXELS, top=PIXELS, bottom=PIXELS),
    "unsharpMaskOptions": inside(
        amount=within(0, 5), radius=within(0, 250), threshold=within(0, 255), monochrome=within(0, 1)
    ),
    "colorManagementOptions": inside(colorManagement=obeyed, sourceProfileHandle=obeyed, outputProfileHandle=obeyed),
    "autoColorCropOptions": inside(corner=obeyed, tolerance=SHARE),
    "autoTransparentCropOptions": inside(tolerance=SHARE),
    "knockoutBackgroundOptions": inside(corner=obeyed, tolerance=SHARE, fillMethod=obeyed),
    "emailSetting": MAIL,
    "postHttpUrl": obeyed,
    "autoSetCreationOptions": inside(autoSetsArray=obeyed),
    "projectHandleArray": obeyed,
    "photoshopOptions": layered,
    "postScriptOptions": inside(**PAGES, alpha=obeyed),
    "pdfOptions": inside(**{**PAGES, "extractSearchWords": obeyed}, pdfCatalog=obeyed, extractLinks=only()),
    "illustratorOptions": inside(**PAGES, alpha=obeyed),
    "mediaOptions": inside(videoEncodingPresetsArray=only(), generateThumbnail=only(), thumbnailOptions=only()),
    "inDesignOptions": inside(process=NONE),
    "unCompressOptions": inside(process=obeyed),
    "xmpKeywords": obeyed,
}

REPROCESS: Final[Mapping[str, Rule]] = {
    **{name: rule for name, rule in UPLOAD.items() if name not in {"overwrite", "unCompressOptions", "xmpKeywords"}},
    "assetHandleArray": obeyed,
}

RIP: Final[Mapping[str, Rule]] = {
    **{name: UPLOAD[name] for name in ("createMask", "manualCropOptions", "colorManagementOptions", "emailSetting")},
    **{name: UPLOAD[name] for name in ("postScriptOptions", "pdfOptions", "illustratorOptions", "inDesignOptions")},
    **{name: UPLOAD[name] for name in ("projectHandleArray", "postHttpUrl", "knockoutBackgroundOptions")},
    **{name: UPLOAD[name] for name in ("autoColorCropOptions", "autoTransparentCropOptions")},
    "pdfHandleArray": obeyed,
}

EXPORT: Final[Mapping[str, Rule]] = {
    "assetHandleArray": obeyed,
    "fmt": one_of(*FORMS),
    "is_modifier": obeyed,
    "macro": obeyed,
    "emailSetting": MAIL,
    "clientId": idle,
}

FOLLOWED: Final[Mapping[str, Rule]] = {
    "postJobOnlyIfFiles": obeyed,
    "postImageServingPublishJob": inside(**PUBLISH),
    "postImageRenderingPublishJob": inside(**FILE_PUBLISH),
    "postVideoPublishJob": inside(**FILE_PUBLISH),
}

RULES: Final[Mapping[str, Mapping[str, Rule]]] = {
    "uploadUrlsJob": {**UPLOAD, **FOLLOWED, "urlArray": obeyed, "numUrls": obeyed},
    "uploadDirectoryJob": {
        **UPLOAD,
        **FOLLOWED,
        "destFolder": obeyed,
        "serverDir": obeyed,
        "includeSubfolders": obeyed,
        "xmpTemplateOverwrites": only(),
    },
    "uploadPostJob": UPLOAD,
    "imageServingPublishJob": PUBLISH,
    "imageRenderingPublishJob": FILE_PUBLISH,
    "videoPublishJob": FILE_PUBLISH,
    "serverDirectoryPublishJob": {"emailSetting": MAIL, "httpCompletionUrl": obeyed},
    "metadataPublishJob": {"forcePublish": obeyed},
    "optimizeImagesJob": {"emailSetting": MAIL},
    "createVideoSitemapJob": {"forceUpdate": obeyed},
    "exportJob": EXPORT,
    "reprocessAssetsJob": {**REPROCESS, **FOLLOWED},
    "automatedSetGenerationJob": {
        "assetHandleArray": obeyed,
        "destFolder": obeyed,
        "readyForPublish": obeyed,
        "autoSetCreationOptions": UPLOAD["autoSetCreationOptions"],
        "emailSetting": MAIL,
    },
    "ripPdfsJob": {**RIP, **{name: rule for name, rule in FOLLOWED.items() if name != "postJobOnlyIfFiles"}},
}
"""The elements of submitJob and of the upload entry that are built."""
