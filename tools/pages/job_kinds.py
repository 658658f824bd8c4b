"""job-kinds.md: the elements of submitJob and of the upload entry, and which are built."""

from pages import differences
from pages.docstrings import file_says
from pages.markdown import bullets, document, table
from safelight import jobs
from safelight.contract import model
from safelight.domain.jobs import CLEANUP, KINDS, METADATA_UPLOAD

(ELEMENTS,) = model.OPERATIONS["submitJob"].param.exactly_one_of
HEAD = ("element", "type on the wire", "built", "what it does", "differences")


def page() -> str:
    return document(
        "# Job kinds",
        "What `submitJob` may ask for; `uploadPostJob`, which the upload entry starts; and `metadataUploadJob` and"
        " `cleanupJob`, which the server starts by itself. One that is not built faults with an `ipsApiFault` 30000"
        " that names it. What each call does to a job in each state, and which options are built, is in"
        " [jobs](../jobs.md).",
        table(HEAD, map(_row, (*ELEMENTS, "uploadPostJob", METADATA_UPLOAD, CLEANUP))),
        "*Differences* are those from the original that are known, and what was chosen where nobody knows.",
        "## Whatever the job",
        bullets(differences.every("jobs")),
    )


def _row(element: str) -> tuple[str, ...]:
    kind = jobs.REGISTRY.get(element)
    told = " ".join(differences.of("jobs", "kinds").get(element, []))
    facts = ("yes", file_says(type(kind))) if kind else ("planned", "")
    return (f"`{element}`", KINDS[element].type, *facts, told)
