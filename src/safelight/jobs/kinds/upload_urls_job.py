"""uploadUrlsJob: files from addresses.

Source: IPS API reference, UploadUrl: `destPath` is path and name of the file. One that ends with a slash is a folder,
and the name is what the server or the address calls the file (assumed).
"""

from collections.abc import Iterable

from safelight.adapters import fetch
from safelight.assets import options
from safelight.contract.shapes import UploadUrlsJob
from safelight.domain.faults import SourceRefused
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import intake, job
from safelight.jobs.run import Run
from safelight.services.runs import Write


@job("uploadUrlsJob")
class UploadUrls:
    progress_key = intake.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(UploadUrlsJob)
        options.read(wanted)
        return [NewItem(url.dest_path, {"url": url.source_url}) for url in wanted.url_array or ()]

    def work(self, run: Run, item: Item) -> Write:
        wanted = options.read(run.options(UploadUrlsJob))
        if item.blob_digest is not None:
            return intake.take_blob(run, item, wanted)
        settings = run.parts.settings
        bounds = fetch.Bounds(
            settings.upload_max_bytes, settings.fetch_timeout_s, settings.fetch_allowed_hosts, settings.ssh_known_hosts
        )
        with run.aside(), run.parts.traces.span("fetch"):
            fetched = fetch.fetch(item.source["url"], run.workdir / "source", bounds, run.check, run.progress)
        return intake.take_file(run, item, fetched.path, _target(item, fetched), wanted)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return intake.refusal(run, item, reason)


def _target(item: Item, fetched: fetch.Fetched) -> str:
    if item.target and not item.target.endswith("/"):
        return item.target
    if not fetched.name:
        raise SourceRefused(fetched.address, "the file has no name there, and destPath gives it none")
    return item.target + fetched.name
