"""Which options of a job are obeyed, which pass because they ask for nothing, and which are refused as not built.

One table for each element, by wire name; a field that stands in no table is refused when it says something. The codec
has checked types, required fields, words of constant groups, and what excludes each other.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from safelight.adapters import targets
from safelight.domain.documents import MOST_DPI
from safelight.domain.exports import CONVERTED, FORMS
from safelight.domain.faults import InvalidParameter, MissingParameter, NotBuilt, ValueNotPermitted
from safelight.domain.jobs import EMAIL_SETTINGS, FOLLOW_ONS
from safelight.domain.people import Company
from safelight.domain.publishing import IMAGE_RENDERING, IMAGE_SERVING, VIDEO
from safelight.services import assets, origins, projects, publishing, sent_files, sent_metadata
from safelight.services.context import Context
from safelight.services.option_rules import Options, Rule, idle, inside, obeyed, one_of, only, walk, within

Check = Callable[[Context, Company, str, Options], None]

NONE: Final = only("None")
MAIL: Final = one_of(*EMAIL_SETTINGS)
PIXELS: Final = within(0, 2**31 - 1)
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

CONTEXTS: Final = {
    "imageServingPublishJob": IMAGE_SERVING,
    "imageRenderingPublishJob": IMAGE_RENDERING,
    "videoPublishJob": VIDEO,
}
"""The type of context that each publish job publishes to."""

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
    "colorManagementOptions": inside(colorManagement=obeyed, sourceProfileHandle=only(), outputProfileHandle=only()),
    "emailSetting": MAIL,
    "postHttpUrl": obeyed,
    "autoSetCreationOptions": inside(autoSetsArray=only()),
    "projectHandleArray": obeyed,
    "photoshopOptions": layered,
    "postScriptOptions": inside(**PAGES, alpha=obeyed),
    "pdfOptions": inside(**PAGES, pdfCatalog=idle, extractLinks=only()),
    "illustratorOptions": inside(**PAGES, alpha=obeyed),
    "mediaOptions": inside(videoEncodingPresetsArray=only(), generateThumbnail=only(), thumbnailOptions=only()),
    "inDesignOptions": inside(process=NONE),
    "unCompressOptions": inside(process=obeyed),
}

REPROCESS: Final[Mapping[str, Rule]] = {
    **{name: rule for name, rule in UPLOAD.items() if name not in {"overwrite", "unCompressOptions"}},
    "assetHandleArray": obeyed,
}

RIP: Final[Mapping[str, Rule]] = {
    **{name: UPLOAD[name] for name in ("createMask", "manualCropOptions", "colorManagementOptions", "emailSetting")},
    **{name: UPLOAD[name] for name in ("postScriptOptions", "pdfOptions", "illustratorOptions", "inDesignOptions")},
    **{name: UPLOAD[name] for name in ("projectHandleArray", "postHttpUrl")},
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
    "ripPdfsJob": {**RIP, **{name: rule for name, rule in FOLLOWED.items() if name != "postJobOnlyIfFiles"}},
}
"""The elements of submitJob and of the upload entry that are built."""


def check(ctx: Context, company: Company, element: str, options: Options) -> None:
    """Refuse what a job cannot do, before it is on its way.

    raises: NotBuilt naming the element or the field; InvalidParameter, MissingParameter, ValueNotPermitted,
            ForeignCompany for a value that cannot be
    """
    rules = RULES.get(element)
    if rules is None:
        raise NotBuilt(f"{ctx.operation} {element}")
    walk(element, options, rules)
    for option, follow_on in FOLLOW_ONS.items():
        if options.get(option):
            _check_context(ctx, company, f"{element}/{option}", follow_on, options[option])
    _check_context(ctx, company, element, element, options)
    for handle in options.get("projectHandleArray") or ():
        projects.by_handle(ctx.tx, company, handle, f"{element}/projectHandleArray/items")
    if element in CHECKS:
        CHECKS[element](ctx, company, element, options)


def _check_context(ctx: Context, company: Company, path: str, element: str, options: Options) -> None:
    """A context that is named must be one of the company, and of the type that the job publishes to."""
    if element in CONTEXTS and options.get("contextHandle"):
        handle, type_ = options["contextHandle"], CONTEXTS[element]
        publishing.context_of_type(ctx.tx, company.id, type_, handle, f"{path}/contextHandle")


def _check_urls(_ctx: Context, _company: Company, element: str, options: Options) -> None:
    """That URLs are named; their number is of replies, and a client that sends it may say the truth, or 0."""
    urls, told = options.get("urlArray") or (), options.get("numUrls") or 0
    if not urls:
        raise MissingParameter(f"{element}/urlArray", "at least one item")
    if told not in {0, len(urls)}:
        raise InvalidParameter(f"{element}/numUrls", told, f"{len(urls)}, as many as urlArray has, or none")


def _check_folder(ctx: Context, _company: Company, element: str, options: Options) -> None:
    """The folder must lie below one that the settings open; the worker checks again what links make of it."""
    text = options["serverDir"]
    wanted = PurePosixPath(text)
    opened = ctx.parts.settings.upload_folders
    if ".." in wanted.parts or not any(wanted.is_relative_to(root) for root in opened):
        raise ValueNotPermitted(f"{element}/serverDir", text, "folders that the server's settings open")


def _check_assets(ctx: Context, company: Company, element: str, options: Options) -> None:
    """That assets are named, and none of another company; what is gone is an error line of the job."""
    field = f"{element}/{'pdfHandleArray' if element == 'ripPdfsJob' else 'assetHandleArray'}"
    handles = options.get(field.rpartition("/")[2]) or ()
    if not handles:
        raise MissingParameter(field, "at least one item")
    assets.by_handles(ctx.tx, company, handles, f"{field}/items")


def _check_export(ctx: Context, company: Company, element: str, options: Options) -> None:
    """That assets are named, and that what is said of converting them can be: only where they are, by a known macro."""
    _check_assets(ctx, company, element, options)
    origins.note(ctx, company)
    for field in ("is_modifier", "macro"):
        if options.get(field) and options["fmt"] != CONVERTED:
            raise InvalidParameter(f"{element}/{field}", options[field], f"it absent where fmt is {options['fmt']}")
    macro = (options.get("macro") or "").strip().strip("$")
    known = {name.casefold() for name in publishing.presets(ctx.tx, company.id)}
    if macro and macro.casefold() not in known:
        raise InvalidParameter(f"{element}/macro", options["macro"], "the name of an image format, with or without $")


def _check_target(ctx: Context, _company: Company, element: str, _options: Options) -> None:
    """There must be a place to publish to, of a kind that can be written to."""
    named = sent_metadata.address if element == "metadataPublishJob" else sent_files.address
    targets.check(named(ctx.parts.settings, element))


def _note_origin(ctx: Context, company: Company, _element: str, _options: Options) -> None:
    origins.note(ctx, company)


CHECKS: Final[Mapping[str, Check]] = {
    "uploadUrlsJob": _check_urls,
    "uploadDirectoryJob": _check_folder,
    "reprocessAssetsJob": _check_assets,
    "ripPdfsJob": _check_assets,
    "exportJob": _check_export,
    "serverDirectoryPublishJob": _check_target,
    "metadataPublishJob": _check_target,
    "createVideoSitemapJob": _note_origin,
}
"""What an element is asked beside its rules."""
