"""automatedSetGenerationJob: assets become sets by scripts, an item for each set.

A set of the name and type that is there already gets the new members (assumed). Source: IPS API reference,
AutomatedSetGenerationJob; what is in a script is ours, see `domain.set_scripts`.
"""

from collections.abc import Iterable

from safelight.contract.shapes import AutomatedSetGenerationJob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job
from safelight.jobs.run import Run
from safelight.services import assets, set_scripts
from safelight.services.runs import Tx, Write


@job("automatedSetGenerationJob")
class AutomatedSetGeneration:
    progress_key = "progress_sets"

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(AutomatedSetGenerationJob)
        named = wanted.auto_set_creation_options.auto_sets_array or ()
        with run.parts.database.read() as tx:
            scripts = set_scripts.scripts(tx, run.company, named, "autoSetsArray/items")
            known = assets.by_handles(tx, run.company, wanted.asset_handle_array)
        names = [(one.name, one.handle) for one in known]
        for script in scripts:
            for name, members in script.groups(names).items():
                yield NewItem(name, {"type": script.type, "members": members})

    def work(self, run: Run, item: Item) -> Write:
        wanted = run.options(AutomatedSetGenerationJob)

        def write(tx: Tx) -> Line:
            set_id, new = set_scripts.put(
                tx,
                run.company,
                wanted.dest_folder or "",
                item.source["type"],
                item.target,
                item.source["members"],
                ready=wanted.ready_for_publish,
                user=run.email,
                now_ms=run.parts.clock.now_ms(),
            )
            count = len(item.source["members"])
            message = run.say("set_made" if new else "set_changed", name=item.target, count=count)
            counts = {"file_success": 1, "total_files": 1, "file_update": int(not new)}
            return Line(run.record.kind.success, message, item.target, item.source["type"], set_id, counts)

        return write

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        message = run.say("set_error", name=item.target, reason=reason)
        counts = {"file_error": 1, "total_files": 1}
        return Line(run.record.kind.error, message, item.target, item.source["type"], counts=counts)
