"""Whether a job can do what its options ask for: by its rules, and by what there is in its company and on this server.

The codec has checked types, required fields, words of constant groups, and what excludes each other.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from safelight.adapters import targets
from safelight.domain.exports import CONVERTED
from safelight.domain.faults import InvalidParameter, MissingParameter, NotBuilt, ValueNotPermitted
from safelight.domain.folders import full_path
from safelight.domain.jobs import FOLLOW_ONS
from safelight.domain.people import Company
from safelight.domain.publishing import IMAGE_RENDERING, IMAGE_SERVING, VIDEO
from safelight.services import (
    assets,
    follow_ons,
    origins,
    profiles,
    projects,
    publishing,
    sent_files,
    sent_metadata,
    set_scripts,
)
from safelight.services.context import Context
from safelight.services.job_rules import RULES
from safelight.services.option_rules import Options, walk

Check = Callable[[Context, Company, str, Options], None]

MOST_IN_SETS: Final = 1_000
"""Assets of one automatedSetGenerationJob. Source: IPS API reference."""

SCRIPTS: Final = "autoSetCreationOptions/autoSetsArray"

CONTEXTS: Final = {
    "imageServingPublishJob": IMAGE_SERVING,
    "imageRenderingPublishJob": IMAGE_RENDERING,
    "videoPublishJob": VIDEO,
}
"""The type of context that each publish job publishes to."""


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
    if options.get("destFolder"):
        full_path(f"{element}/destFolder", company.root, options["destFolder"])
    for handle in options.get("projectHandleArray") or ():
        projects.by_handle(ctx.tx, company, handle, f"{element}/projectHandleArray/items")
    _check_profiles(ctx, company, f"{element}/colorManagementOptions", options.get("colorManagementOptions") or {})
    set_scripts.scripts(ctx.tx, company, follow_ons.scripts(options), f"{element}/{SCRIPTS}/items")
    if element in CHECKS:
        CHECKS[element](ctx, company, element, options)


def _check_profiles(ctx: Context, company: Company, path: str, options: Options) -> None:
    """Profiles that are named must be there, where colours are converted by them."""
    for end in profiles.CLASSES:
        if options.get(end) and options.get("colorManagement") == "Convert":
            profiles.digest(ctx.tx, company, options[end], end, path)


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


def _check_sets(ctx: Context, company: Company, element: str, options: Options) -> None:
    """That no more than 1000 assets are named, which is documented, and scripts."""
    _check_assets(ctx, company, element, options)
    count = len(options["assetHandleArray"])
    if count > MOST_IN_SETS:
        raise InvalidParameter(f"{element}/assetHandleArray", f"{count} items", f"at most {MOST_IN_SETS}")
    if not follow_ons.scripts(options):
        raise MissingParameter(f"{element}/{SCRIPTS}", "at least one item")


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
    "automatedSetGenerationJob": _check_sets,
}
"""What an element is asked beside its rules."""
