"""Which options of each job are obeyed, which pass because they ask for nothing, and which are refused as not built.

One table for each element, by wire name; a field that stands in no table is refused when it says something.
"""

from collections.abc import Mapping
from typing import Final

from safelight.domain.documents import (
    ANCHORS,
    COLOUR_MODES,
    DRAWN,
    LAYERS,
    LEAST_DPI,
    MOST_DPI,
    NAMINGS,
    NOT_AT_ALL,
    RASTERISE,
    layer_process,
)
from safelight.domain.exports import FORMS
from safelight.domain.faults import InvalidParameter
from safelight.domain.jobs import EMAIL_SETTINGS
from safelight.services.option_rules import (
    Options,
    Rule,
    idle,
    inside,
    maybe_one_of,
    obeyed,
    one_of,
    only,
    told,
    walk,
    within,
)

NONE: Final = only("None")
MAIL: Final = one_of(*EMAIL_SETTINGS)
PIXELS: Final = within(0, 2**31 - 1)
SHARE: Final = within(0, 1)


def dots(path: str, value: float | None) -> None:
    """A resolution; 0 is the usual one."""
    if value:
        within(LEAST_DPI, MOST_DPI)(path, value)


PAGES: Final[Mapping[str, Rule]] = {
    "process": obeyed,
    "resolution": dots,
    "colorspace": maybe_one_of(*COLOUR_MODES),
}

LAYERING: Final[Mapping[str, Rule]] = {"layerNaming": maybe_one_of(*NAMINGS), "anchor": maybe_one_of(*ANCHORS)}
LAYER_OPTIONS: Final = inside(**LAYERING, extendLayers=obeyed, createTemplate=only(), extractText=only())


def layered(path: str, value: Options) -> None:
    """How layers become pictures matters only where they do."""
    old = {"maintainLayers": obeyed, **LAYERING}
    maintained = layer_process(value.get("process"), value.get("maintainLayers")) == LAYERS
    walk(path, value, {"process": obeyed, "layerOptions": LAYER_OPTIONS if maintained else idle, **old})


def drawn(usual: str, **more: Rule) -> Rule:
    """Of documents; usual: the process where none is named. What is written on a page is kept with its picture."""
    rules = {**PAGES, "extractSearchWords": obeyed, **more}

    def rule(path: str, value: Options) -> None:
        walk(path, value, rules)
        process = value.get("process") or usual
        for asked in ("extractSearchWords", "extractLinks"):
            if value.get(asked) and process not in DRAWN:
                want = f"false where process is {process}, which makes no picture of a page to keep them with"
                raise InvalidParameter(f"{path}/{asked}", True, want)

    return rule


PDF: Final[Mapping[str, Rule]] = {"pdfCatalog": obeyed, "extractLinks": obeyed}

PUBLISH: Final[Mapping[str, Rule]] = {
    "publishType": obeyed,
    "emailSetting": MAIL,
    "httpCompletionUrl": told,
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
    "postHttpUrl": told,
    "autoSetCreationOptions": inside(autoSetsArray=obeyed),
    "projectHandleArray": obeyed,
    "photoshopOptions": layered,
    "postScriptOptions": drawn(NOT_AT_ALL, alpha=obeyed),
    "pdfOptions": drawn(NOT_AT_ALL, **PDF),
    "illustratorOptions": inside(**PAGES, alpha=obeyed),
    "mediaOptions": inside(videoEncodingPresetsArray=only(), generateThumbnail=only(), thumbnailOptions=only()),
    "inDesignOptions": inside(process=NONE),
    "unCompressOptions": inside(process=obeyed),
    "xmpKeywords": obeyed,
    "excludeMasterVideoFromAVS": idle,
}

REPROCESS: Final[Mapping[str, Rule]] = {
    **{name: rule for name, rule in UPLOAD.items() if name not in {"overwrite", "unCompressOptions", "xmpKeywords"}},
    "assetHandleArray": obeyed,
}

RIP: Final[Mapping[str, Rule]] = {
    **{name: UPLOAD[name] for name in ("createMask", "manualCropOptions", "colorManagementOptions", "emailSetting")},
    **{name: UPLOAD[name] for name in ("postScriptOptions", "illustratorOptions", "inDesignOptions")},
    **{name: UPLOAD[name] for name in ("projectHandleArray", "postHttpUrl", "knockoutBackgroundOptions")},
    **{name: UPLOAD[name] for name in ("autoColorCropOptions", "autoTransparentCropOptions")},
    "pdfHandleArray": obeyed,
    "pdfOptions": drawn(RASTERISE, **PDF),
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
        "processMetadataFiles": obeyed,
        "xmpTemplateOverwrites": only(),
    },
    "uploadPostJob": UPLOAD,
    "imageServingPublishJob": PUBLISH,
    "imageRenderingPublishJob": FILE_PUBLISH,
    "videoPublishJob": FILE_PUBLISH,
    "serverDirectoryPublishJob": {"emailSetting": MAIL, "httpCompletionUrl": told},
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
