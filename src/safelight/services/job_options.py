"""Which options of a job are obeyed, which pass because they ask for nothing, and which are refused as not built.

One table for each element, by wire name; a field that stands in no table is refused when it says something. The codec
has checked types, required fields, words of constant groups, and what excludes each other.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from safelight.domain.faults import InvalidParameter, MissingParameter, NotBuilt, ValueNotPermitted
from safelight.domain.people import Company
from safelight.services import publishing
from safelight.services.context import Context

Rule = Callable[[str, Any], None]
Options = Mapping[str, Any]

NOTHING: Final[tuple[object, ...]] = (None, "", False, [], {})


def obeyed(_path: str, _value: object) -> None:
    """A job does as it is told here."""


def idle(_path: str, _value: object) -> None:
    """It says how to do what another field asks for; where that asks for nothing, neither does this."""


def only(*neutral: object) -> Rule:
    """Passes what asks for nothing. Raises NotBuilt for more."""

    def rule(path: str, value: object) -> None:
        if value not in NOTHING and value not in neutral:
            raise NotBuilt(path)

    return rule


def within(low: float, high: float) -> Rule:
    """An obeyed number. Raises InvalidParameter outside its range."""

    def rule(path: str, value: float) -> None:
        if not low <= value <= high:
            raise InvalidParameter(path, value, f"a number from {low} to {high}")

    return rule


def inside(**rules: Rule) -> Rule:
    """A group of options, each with its own rule."""

    def rule(path: str, value: Options) -> None:
        _walk(path, value, rules)

    return rule


NONE: Final = only("None")
PIXELS: Final = within(0, 2**31 - 1)

PUBLISH: Final[Mapping[str, Rule]] = {
    "publishType": only("Full", "Incremental"),
    "emailSetting": obeyed,
    "httpCompletionUrl": obeyed,
    "contextHandle": obeyed,
}

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
    "emailSetting": obeyed,
    "postHttpUrl": obeyed,
    "autoSetCreationOptions": inside(autoSetsArray=only()),
    "projectHandleArray": only(),
    "photoshopOptions": inside(process=NONE, layerOptions=idle, maintainLayers=only(), layerNaming=idle, anchor=idle),
    "postScriptOptions": inside(process=NONE, resolution=idle, colorspace=idle, alpha=idle, extractSearchWords=only()),
    "pdfOptions": inside(
        process=only("None", "render"),
        resolution=idle,
        colorspace=idle,
        pdfCatalog=idle,
        extractSearchWords=only(),
        extractLinks=only(),
    ),
    "illustratorOptions": inside(process=NONE, resolution=idle, colorspace=idle, alpha=idle),
    "mediaOptions": inside(videoEncodingPresetsArray=only(), generateThumbnail=only(), thumbnailOptions=only()),
    "inDesignOptions": inside(process=NONE),
    "unCompressOptions": inside(process=NONE),
}

FOLLOWED: Final[Mapping[str, Rule]] = {
    "postJobOnlyIfFiles": obeyed,
    "postImageServingPublishJob": inside(**PUBLISH),
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
    _walk(element, options, rules)
    for path, publish in ((element, options), (f"{element}/postImageServingPublishJob", _follow_on(options))):
        if publish.get("contextHandle"):
            publishing.serving_context(ctx.tx, company.id, publish["contextHandle"], f"{path}/contextHandle")
    if element == "uploadUrlsJob":
        _check_urls(options)
    if element == "uploadDirectoryJob":
        _check_folder(ctx, options["serverDir"])


def _walk(path: str, options: Options, rules: Mapping[str, Rule]) -> None:
    for name, value in options.items():
        rules.get(name, only())(f"{path}/{name}", value)


def _follow_on(options: Options) -> Options:
    follow_on: Options = options.get("postImageServingPublishJob") or {}
    return follow_on


def _check_urls(options: Options) -> None:
    """That URLs are named; their number is of replies, and a client that sends it may say the truth, or 0."""
    urls, told = options.get("urlArray") or (), options.get("numUrls") or 0
    if not urls:
        raise MissingParameter("uploadUrlsJob/urlArray", "at least one item")
    if told not in {0, len(urls)}:
        raise InvalidParameter("uploadUrlsJob/numUrls", told, f"{len(urls)}, as many as urlArray has, or none")


def _check_folder(ctx: Context, text: str) -> None:
    """The folder must lie below one that the settings open; the worker checks again what links make of it."""
    wanted = PurePosixPath(text)
    opened = ctx.parts.settings.upload_folders
    if ".." in wanted.parts or not any(wanted.is_relative_to(root) for root in opened):
        raise ValueNotPermitted("uploadDirectoryJob/serverDir", text, "folders that the server's settings open")
