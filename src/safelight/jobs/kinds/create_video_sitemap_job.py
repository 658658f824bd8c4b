"""createVideoSitemapJob: a site map of the videos that are live, for search engines.

Where the settings keep site maps manual, one is made only if forceUpdate asks for it; else a warning says so.
"""

from collections.abc import Iterable

from safelight.contract.shapes import CreateVideoSitemapJob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job
from safelight.jobs.run import Run
from safelight.services import sitemaps
from safelight.services.runs import Tx, Write

ASSET_TYPE = "Xml"


@job("createVideoSitemapJob")
class CreateVideoSitemap:
    progress_key = "progress_sitemap"

    def items(self, run: Run) -> Iterable[NewItem]:
        run.options(CreateVideoSitemapJob)
        return [NewItem(sitemaps.NAME)]

    def work(self, run: Run, item: Item) -> Write:
        if run.parts.settings.video_sitemap_manual and not run.options(CreateVideoSitemapJob).force_update:
            return lambda _tx: _warning(run, item, run.say("sitemap_manual"))
        file = run.workdir / sitemaps.NAME
        count, left_out = sitemaps.write(run.parts, run.company, file)
        made = run.parts.blobs.take_file(file)

        def write(tx: Tx) -> Line:
            url = sitemaps.keep(tx, run.parts, run.company, made)
            key = "sitemap_cut" if left_out else "sitemap_made"
            message = run.say(key, url=url, count=count, left_out=left_out)
            counts = {"file_success": 1, "total_files": 1}
            return Line(run.record.kind.success, message, url, ASSET_TYPE, counts=counts)

        return write

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        message = run.say("publish_error", name=item.target, reason=reason)
        counts = {"file_error": 1, "total_files": 1}
        return Line(run.record.kind.error, message, item.target, ASSET_TYPE, counts=counts)


def _warning(run: Run, item: Item, message: str) -> Line:
    return Line(run.record.kind.warning, message, item.target, ASSET_TYPE, counts={"file_warning": 1})
